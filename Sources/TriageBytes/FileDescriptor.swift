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
        try self.init(opening: path, flags, mode: mode, inFolder: AT_FDCWD)
    }

    /// Opens a file of an open folder.
    init(opening name: FilePath, _ flags: Int32, mode: mode_t, in folder: borrowing FileDescriptor) throws(SystemError)
    {
        try self.init(opening: name, flags, mode: mode, inFolder: folder.number)
    }

    /// Opens the file of an open folder that has the name at the end of a path.
    init(opening path: FilePath, _ flags: Int32, in folder: borrowing FileDescriptor) throws(SystemError) {
        let slash = path.bytes.lastIndex(of: UInt8(ascii: "/"))
        try self.init(opening: path, flags, mode: 0, inFolder: folder.number, from: slash.map { $0 + 1 } ?? 0)
    }

    private init(
        opening path: FilePath, _ flags: Int32, mode: mode_t, inFolder folder: Int32, from start: Int = 0
    ) throws(SystemError) {
        // SAFETY: the name lives through the closure, which keeps no pointer to it.
        let opened = unsafe path.withCString(from: start) { name -> Result<Int32, SystemError> in
            while true {
                // SAFETY: the name lives through the call.
                let number = unsafe openat(folder, name, flags | O_CLOEXEC, mode)
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
