#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a program is started with.
public enum ProcessEnvironment {
    /// The value of an environment variable; nil when it is not set.
    public static func value(of name: String) -> String? {
        path(of: name).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// The value of an environment variable as a path of any bytes; nil when it is not set.
    public static func path(of name: String) -> FilePath? {
        // SAFETY: the text is copied before anything could change the environment; this program never changes it.
        guard let value = unsafe getenv(name) else { return nil }
        return FilePath(bytes: unsafe Array(UnsafeRawBufferPointer(start: value, count: strlen(value))))
    }

    /// The arguments with the program's name first, as bytes; `CommandLine.arguments` repairs what is not UTF-8 and so
    /// loses the names of some files.
    public static var arguments: [FilePath] {
        let count = Int(CommandLine.argc)
        // SAFETY: the system gives `argc` NUL-ended texts that live as long as the process.
        return (0..<max(0, count)).compactMap { index in
            guard let text = unsafe CommandLine.unsafeArgv[index] else { return nil }
            return FilePath(bytes: unsafe Array(UnsafeRawBufferPointer(start: text, count: strlen(text))))
        }
    }

    /// The path of the running program, links resolved; nil when the system does not tell.
    public static var executable: FilePath? {
        #if canImport(Darwin)
            var size: UInt32 = 0
            // SAFETY: the first call asks for the size, the second fills a buffer of it.
            _ = unsafe _NSGetExecutablePath(nil, &size)
            var buffer = [CChar](repeating: 0, count: Int(size) + 1)
            guard unsafe _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
            return FilePath(bytes: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
        #else
            var buffer = [CChar](repeating: 0, count: 4096)
            // SAFETY: readlink writes at most the count it is given.
            let count = unsafe readlink("/proc/self/exe", &buffer, 4096)
            guard count > 0, count < 4096 else { return nil }
            return FilePath(bytes: buffer.prefix(count).map { UInt8(bitPattern: $0) })
        #endif
    }

    /// What tells builds of a program apart: where it lies, its size, its time of change, its number on the disk.
    public static let program: String? = {
        guard let path = executable, let info = try? FileInfo.of(path) else { return nil }
        return "\(path) \(info.size) \(info.modified) \(info.identity.device) \(info.identity.inode)"
    }()

    /// Processors that are on, at least 1.
    public static var processorCount: Int {
        return max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
}
