public import TriageBytes

/// Keeps compiled databases, and what is looked for first of expressions, between runs.
///
/// A compiled database is code-like: the engine trusts it. So it is read from a ``TriageBytes/SealedFolder`` only, and
/// whatever is in doubt is compiled again.
public struct PatternCache: Sendable {
    private let folder: SealedFolder

    /// Names a folder; it is made with rights for its owner only when something is first kept.
    public init(folder: FilePath) {
        self.folder = SealedFolder(
            folder, form: "kbtriage patterns 2", suffix: "patterns", limit: 64 << 20, most: 512)
    }

    /// What was kept under a key.
    func load(_ key: [UInt8]) -> [UInt8]? { folder.load(key) }

    /// Keeps bytes under a key; nothing happens when that cannot be.
    func store(_ payload: [UInt8], key: [UInt8]) { folder.store(payload, key: key) }
}
