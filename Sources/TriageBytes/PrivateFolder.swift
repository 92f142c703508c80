#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder of files that only the user of this process may read or write: what stands in it is trusted as far as the
/// user's own account is.
///
/// Nothing here throws: whatever is in doubt (another owner, rights for others, a link in place of the folder or a file)
/// is as if it were not there.
public struct PrivateFolder: Sendable {
    /// Where it is, or would be.
    public let path: FilePath

    /// Names a folder; it is made when something is first written.
    public init(_ path: FilePath) { self.path = path }

    /// The content of a file of the folder; nil when there is none, when it holds more than `limit` bytes, or when
    /// anything about folder or file is in doubt.
    public func read(_ name: String, limit: Int) -> [UInt8]? {
        guard let file = try? open(name, O_RDONLY | O_NONBLOCK, in: folder()), let status = file.status(),
            Self.isOwn(status), FileKind(mode: status.st_mode) == .regular, status.st_size <= limit,
            case .whole(let bytes) = ByteReading.readAll(file.number, expected: Int(status.st_size), limit: limit)
        else { return nil }
        return bytes
    }

    /// Writes a file whole or not at all; false when it cannot be, or the folder is in doubt.
    @discardableResult
    public func write(_ name: String, _ bytes: [UInt8]) -> Bool {
        guard let folder = try? folder(creating: true) else { return false }
        let temporary = name + ".tmp" + String(UInt64.random(in: .min ... .max), radix: 36)
        guard let file = try? open(temporary, O_WRONLY | O_CREAT | O_EXCL, in: folder) else { return false }
        let isWritten = ByteWriting.writeAll(bytes, to: file.number) == 0
        // SAFETY: the names live through the calls.
        if isWritten, unsafe renameat(folder.number, temporary, folder.number, name) == 0 { return true }
        _ = unsafe unlinkat(folder.number, temporary, 0)
        return false
    }

    /// Removes the oldest files until at most `count` are left; does nothing when the folder is in doubt.
    public func keepNewest(_ count: Int) {
        guard let folder = try? folder(), let entries = try? Directory.entries(of: path), entries.count > count else {
            return
        }
        let files = entries.filter { $0.kind == .regular }
            .map {
                (name: $0.name, age: (try? FileInfo.of(path.appending($0.name), followingLinks: false))?.modified ?? 0)
            }
            .sorted { ($0.age, $0.name) < ($1.age, $1.name) }
        for file in files.prefix(max(0, files.count - count)) {
            // SAFETY: the name lives through the call.
            _ = unsafe file.name.withCString { name in unsafe unlinkat(folder.number, name, 0) }
        }
    }

    /// The open folder, if it is one that only this user may use.
    private func folder(creating: Bool = false) throws(SystemError) -> FileDescriptor {
        if creating, !Directory.isDirectory(path) {
            guard (try? Directory.create(path, mode: 0o700)) != nil else { throw SystemError(number: EACCES) }
        }
        let folder = try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        guard let status = folder.status(), Self.isOwn(status), FileKind(mode: status.st_mode) == .directory else {
            throw SystemError(number: EACCES)
        }
        return folder
    }

    private func open(_ name: String, _ flags: Int32, in folder: borrowing FileDescriptor) throws(SystemError)
        -> FileDescriptor
    {
        try FileDescriptor(opening: FilePath(name), flags | O_NOFOLLOW, mode: 0o600, in: folder)
    }

    /// True when the file belongs to this user and nobody else has any right to it.
    private static func isOwn(_ status: stat) -> Bool { status.st_uid == geteuid() && status.st_mode & 0o077 == 0 }
}
