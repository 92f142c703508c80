#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a name of the file system stands for.
public enum FileKind: String, Sendable, Hashable {
    /// A file.
    case regular
    /// A folder.
    case directory
    /// A symbolic link that was not followed.
    case link
    /// A named or unnamed pipe.
    case pipe
    /// A socket.
    case socket
    /// A character or block device.
    case device
    /// Something else, or not told.
    case other

    /// The kind told by the mode of a `stat`.
    init(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .regular
        case S_IFDIR: self = .directory
        case S_IFLNK: self = .link
        case S_IFIFO: self = .pipe
        case S_IFSOCK: self = .socket
        case S_IFCHR, S_IFBLK: self = .device
        default: self = .other
        }
    }
}
