#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the system knows of a file without opening it.
public struct FileInfo: Sendable, Hashable {
    /// What it is.
    public let kind: FileKind
    /// Bytes.
    public let size: Int64
    /// Last change of the content, nanoseconds since 1970-01-01 UTC.
    public let modified: Int64
    /// Device and number of the file: the same for two names of one file.
    public let identity: Identity

    /// Names a file whatever its path.
    public struct Identity: Sendable, Hashable {
        /// The device.
        public let device: UInt64
        /// The number on the device.
        public let inode: UInt64
    }

    /// Asks the system; follows a link unless told not to.
    public static func of(_ path: FilePath, followingLinks: Bool = true) throws(InputError) -> FileInfo {
        var status = stat()
        // SAFETY: the call fills the struct it is given; the name lives through it.
        let failure = unsafe path.withCString { name -> Int32 in
            let result = unsafe followingLinks ? stat(name, &status) : lstat(name, &status)
            return result == 0 ? 0 : errno
        }
        if let failure, failure == 0 { return FileInfo(status) }
        throw InputError(errno: failure ?? EINVAL, file: path.description)
    }

    /// Asks the system for a file, or what a link leads to, by its name in the folder it lies in.
    public static func of(_ path: FilePath, in folder: OpenFolder?) throws(InputError) -> FileInfo {
        if let status = folder?.status(lastOf: path) { return FileInfo(status) }
        return try of(path)
    }

    init(_ status: stat) {
        kind = FileKind(mode: status.st_mode)
        size = Int64(status.st_size)
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        modified = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ Int64(time.tv_nsec)
        identity = Identity(
            device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(truncatingIfNeeded: status.st_ino))
    }
}
