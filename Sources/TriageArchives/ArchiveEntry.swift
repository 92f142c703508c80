/// What an archive says about one of its members.
public struct ArchiveEntry: Sendable, Hashable {
    /// What a member is.
    public enum Kind: Sendable, Hashable {
        /// A file.
        case file
        /// A folder.
        case folder
        /// A symbolic link; never followed.
        case symbolicLink
        /// Another name of an earlier member; never followed.
        case hardLink
        /// A device, pipe or socket.
        case special
    }

    /// The name as stored, with its folders; UTF-8 where the archive says so, else any bytes. Never used to open or write
    /// anything. Empty for a lone compressed file.
    public let path: [UInt8]
    /// What it is.
    public let kind: Kind
    /// Bytes it claims to have; nil when the archive does not say.
    public let size: Int64?
    /// True when its content needs a password.
    public let isEncrypted: Bool

    /// Makes a description.
    public init(path: [UInt8], kind: Kind, size: Int64?, isEncrypted: Bool) {
        self.path = path
        self.kind = kind
        self.size = size
        self.isEncrypted = isEncrypted
    }

    /// True for a name that leads out of the folder it would be unpacked into: absolute, with a drive, or with `..`.
    public var leadsOutside: Bool {
        let parts = path.split(omittingEmptySubsequences: false) { $0 == 0x2F || $0 == 0x5C }
        if path.count > 1, parts.first?.isEmpty == true { return true }
        if path.count >= 2, path[1] == 0x3A { return true }
        return parts.contains { $0.elementsEqual([0x2E, 0x2E]) }
    }
}
