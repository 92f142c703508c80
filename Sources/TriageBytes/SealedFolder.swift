/// Keeps what was computed between runs, in files of a folder that is the user's alone.
///
/// Each file carries all that its content was computed of (the key) and a checksum, both compared before use: whatever is
/// in doubt is as if it were not there.
public struct SealedFolder: Sendable {
    private let folder: PrivateFolder
    private let magic: [UInt8]
    private let suffix: String
    private let limit: Int
    private let most: Int

    /// Names a folder; it is made with rights for its owner only when something is first kept.
    ///
    /// - Parameters:
    ///   - form: what the files hold, and in which form; the first line of each.
    ///   - suffix: of the files' names, without the dot.
    ///   - limit: largest file that is read or written, bytes.
    ///   - most: files that are kept; the oldest go first.
    public init(_ folder: FilePath, form: String, suffix: String, limit: Int, most: Int) {
        self.folder = PrivateFolder(folder)
        magic = Array((form + "\n").utf8)
        self.suffix = suffix
        self.limit = limit
        self.most = most
    }

    /// What was kept under a key of any length.
    public func load(_ key: [UInt8]) -> [UInt8]? {
        let head = head(key)
        let start = head.count + Self.sumSize
        guard var bytes = folder.read(name(key), limit: limit), bytes.count >= start, bytes.starts(with: head),
            Self.sum(of: bytes.span.extracting(start...)).elementsEqual(bytes[head.count..<start])
        else { return nil }
        bytes.removeFirst(start)
        return bytes
    }

    /// Keeps bytes under a key; nothing happens when that cannot be.
    public func store(_ payload: [UInt8], key: [UInt8]) {
        let bytes = head(key) + Self.sum(of: payload.span) + payload
        if bytes.count <= limit, folder.write(name(key), bytes) { folder.keepNewest(most) }
    }

    private func head(_ key: [UInt8]) -> [UInt8] { magic + Array("\(key.count)\n".utf8) + key }

    /// Two keys of one name take turns; what is read is compared with all of the key.
    private func name(_ key: [UInt8]) -> String { Hex.text(Self.sum(of: key.span)) + "." + suffix }

    private static let sumSize = 8

    private static func sum(of bytes: Span<UInt8>) -> [UInt8] {
        let sum = Checksum.fast(bytes)
        return (0..<sumSize).map { UInt8(truncatingIfNeeded: sum >> UInt64($0 * 8)) }
    }
}
