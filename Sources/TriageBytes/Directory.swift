#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder of the file system.
public enum Directory {
    /// A name in a folder.
    public struct Entry: Sendable, Hashable {
        /// The name alone.
        public let name: FilePath
        /// What it is; a link is not followed.
        public let kind: FileKind
    }

    /// The names in a folder without `.` and `..`, ordered by bytes, so that every run sees the same order.
    public static func entries(of path: FilePath) throws(InputError) -> [Entry] {
        var failure = EINVAL
        // SAFETY: the name lives through the call; the stream is used and closed by this function alone.
        let opened = unsafe path.withCString { name in
            let stream = unsafe opendir(name)
            failure = errno
            return unsafe stream
        }
        guard let stream = unsafe opened ?? nil else { throw InputError(errno: failure, file: path.description) }
        // SAFETY: `stream` is open until here and used by this call only.
        defer { _ = unsafe closedir(stream) }
        var entries: [Entry] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let name = unsafe Self.name(of: entry)
            if name != [0x2E], name != [0x2E, 0x2E] {
                let name = FilePath(bytes: name)
                let kind = unsafe Self.kind(of: entry.pointee.d_type) ?? info(path.appending(name))
                entries.append(Entry(name: name, kind: kind))
            }
            errno = 0
        }
        if errno != 0 { throw InputError(errno: errno, file: path.description) }
        // Nearly all names differ in their first bytes, and numbers are compared without a call.
        var keyed = entries.map { Keyed(entry: $0) }
        keyed.sort()
        return keyed.map(\.entry)
    }

    /// An entry with the first eight bytes of its name as a number that is ordered as they are.
    private struct Keyed: Comparable {
        let head: UInt64
        let entry: Entry

        init(entry: Entry) {
            self.entry = entry
            var head: UInt64 = 0
            for byte in entry.name.bytes.prefix(8) { head = head << 8 | UInt64(byte) }
            let missing = max(0, 8 - entry.name.bytes.count)
            self.head = missing < 8 ? head << UInt64(missing * 8) : 0
        }

        static func < (left: Keyed, right: Keyed) -> Bool {
            if left.head != right.head { return left.head < right.head }
            return left.entry.name < right.entry.name
        }
    }

    /// Makes a folder and those above it; one that is there already is no error.
    public static func create(_ path: FilePath, mode: UInt16 = 0o755) throws(OutputError) {
        if isDirectory(path) { return }
        let parent = path.parent
        if parent != path, parent != "." { try create(parent, mode: mode) }
        let failure = unsafe path.withCString { name in unsafe mkdir(name, mode_t(mode)) == 0 ? 0 : errno }
        if failure != 0, !isDirectory(path) { throw OutputError(errno: failure ?? EINVAL, file: path.description) }
    }

    /// True for a folder, or a link to one.
    public static func isDirectory(_ path: FilePath) -> Bool { (try? FileInfo.of(path))?.kind == .directory }

    /// The bytes of an entry's name.
    private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
        // SAFETY: readdir ends the name with NUL inside of the entry's own storage, which lives until the next call.
        let name = unsafe UnsafeRawPointer(entry) + offset
        return unsafe Array(
            UnsafeRawBufferPointer(start: name, count: strlen(name.assumingMemoryBound(to: CChar.self))))
    }

    /// The kind told with the name; nil where the file system does not tell.
    private static func kind(of type: UInt8) -> FileKind? {
        // The values of DT_… of dirent.h, which Swift sees with different types on different systems.
        switch type {
        case 1: .pipe
        case 2, 6: .device
        case 4: .directory
        case 8: .regular
        case 10: .link
        case 12: .socket
        default: nil
        }
    }

    private static func info(_ path: FilePath) -> FileKind {
        (try? FileInfo.of(path, followingLinks: false))?.kind ?? .other
    }
}
