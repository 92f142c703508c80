public import TriageBytes

/// Keeps compiled databases between runs.
///
/// A compiled database is code-like: the engine trusts it. So the folder is the user's alone, each file carries the key
/// of what it was compiled of and a digest of its content, both compared before use, and whatever is in doubt is as if it
/// were not there and is compiled again.
public struct PatternCache: Sendable {
    /// Largest file that is read, bytes.
    private static let limit = 64 << 20
    /// Files that are kept; the oldest go first.
    private static let most = 512
    private static let magic = Array("kbtriage patterns 1\n".utf8)

    private let folder: PrivateFolder

    /// Names a folder; it is made with rights for its owner only when something is first kept.
    public init(folder: FilePath) { self.folder = PrivateFolder(folder) }

    /// `$XDG_CACHE_HOME/kbtriage`, or `~/.cache/kbtriage`; nil when neither is known. A relative path in the variable
    /// counts as none (XDG Base Directory Specification).
    public static var userFolder: FilePath? {
        if let base = ProcessEnvironment.path(of: "XDG_CACHE_HOME"), base.bytes.first == UInt8(ascii: "/") {
            return base.appending("kbtriage")
        }
        guard let home = ProcessEnvironment.path(of: "HOME"), home.bytes.first == UInt8(ascii: "/") else { return nil }
        return home.appending(".cache/kbtriage")
    }

    /// What was kept under a key of 32 bytes.
    func load(_ key: [UInt8]) -> [UInt8]? {
        let head = Self.magic.count + key.count + SHA256.byteCount
        guard let bytes = folder.read(name(key), limit: Self.limit), bytes.count > head,
            bytes.starts(with: Self.magic + key)
        else { return nil }
        let payload = Array(bytes[head...])
        guard let digest = try? SHA256.digest(of: payload), digest.elementsEqual(bytes[(head - digest.count)..<head])
        else {
            return nil
        }
        return payload
    }

    /// Keeps bytes under a key; nothing happens when that cannot be.
    func store(_ payload: [UInt8], key: [UInt8]) {
        guard let digest = try? SHA256.digest(of: payload),
            folder.write(name(key), Self.magic + key + digest + payload)
        else { return }
        folder.keepNewest(Self.most)
    }

    private func name(_ key: [UInt8]) -> String { Hex.text(key) + ".patterns" }
}
