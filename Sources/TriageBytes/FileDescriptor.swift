#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Owns an open file of the system; closed when it goes out of scope.
struct FileDescriptor: ~Copyable {
    let number: Int32

    /// Opens a file.
    init(opening path: FilePath, _ flags: Int32, mode: mode_t = 0) throws(SystemError) {
        let opened = unsafe path.withCString { name -> Result<Int32, SystemError> in
            while true {
                // `open` is variadic in C; Swift's overlay gives it a face with a mode.
                #if canImport(Glibc)
                    let number = unsafe Glibc.open(name, flags | O_CLOEXEC, mode)
                #elseif canImport(Musl)
                    let number = unsafe Musl.open(name, flags | O_CLOEXEC, mode)
                #else
                    let number = unsafe Darwin.open(name, flags | O_CLOEXEC, mode)
                #endif
                if number >= 0 { return .success(number) }
                if errno != EINTR { return .failure(SystemError(number: errno)) }
            }
        }
        guard let opened else { throw SystemError(number: EINVAL) }
        number = try opened.get()
    }

    deinit { _ = close(number) }

    /// What the system knows of the open file; nil with `errno` set.
    func status() -> stat? {
        var status = stat()
        // SAFETY: fstat fills the struct it is given.
        return unsafe fstat(number, &status) == 0 ? status : nil
    }
}
