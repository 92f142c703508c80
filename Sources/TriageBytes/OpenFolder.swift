#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder that is held open: the files in it are found by their names, and the way to it is walked once for all of them.
/// Closed when nobody holds it any more.
public final class OpenFolder: Sendable {
    private let descriptor: FileDescriptor

    /// Opens a folder; nil where that cannot be done.
    public init?(_ path: FilePath) {
        guard let opened = try? FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY) else { return nil }
        descriptor = opened
    }

    /// Opens the file of this folder that has the name at the end of the path; nil where that cannot be done, which the
    /// whole path explains.
    func open(lastOf path: FilePath, _ flags: Int32) -> FileDescriptor? {
        try? FileDescriptor(opening: path, flags, in: descriptor)
    }

    /// What the system knows of the file of this folder that has the name at the end of the path; nil where it does not say.
    func status(lastOf path: FilePath) -> stat? {
        let slash = path.bytes.lastIndex(of: UInt8(ascii: "/"))
        var status = stat()
        // SAFETY: the call fills the struct it is given; the name lives through it.
        let failure = unsafe path.withCString(from: slash.map { $0 + 1 } ?? 0) { name in
            unsafe fstatat(descriptor.number, name, &status, 0)
        }
        return failure == 0 ? status : nil
    }
}
