public import TriageBytes

/// Keeps what folders of rules say, read and checked, between runs: the next run with the same files neither parses nor
/// checks them.
///
/// Files are compared by content, so that no time of change has to be trusted, and what another build of the program kept
/// is not taken: its checks may have been others. Mistakes are not kept.
public struct KnowledgeCache: Sendable {
    private let folder: SealedFolder
    private let program: String

    /// Names a folder; it is made with rights for its owner only when something is first kept.
    ///
    /// - Parameter program: tells builds of the program apart; nothing is kept where it is nil.
    public init?(folder: FilePath, program: String? = ProcessEnvironment.program) {
        guard let program else { return nil }
        // A folder of 10,000 rules takes 10 MB.
        self.folder = SealedFolder(folder, form: "kbtriage knowledge 1", suffix: "knowledge", limit: 256 << 20, most: 8)
        self.program = program
    }

    /// What files say, from an earlier run or else as `load` has it, which is kept then.
    ///
    /// - Parameter name: what messages call the folder; rules know the files they stand in by it.
    public func knowledge<Failure>(
        of files: [KnowledgeLoader.File], named name: String, _ load: () throws(Failure) -> KnowledgeBase
    ) throws(Failure) -> KnowledgeBase {
        guard let key = try? key(of: files, named: name) else { return try load() }
        if let bytes = folder.load(key), let known = KnowledgeStore.knowledge(from: bytes) { return known }
        let knowledge = try load()
        folder.store(KnowledgeStore.bytes(of: knowledge), key: key)
        return knowledge
    }

    /// SHA-256 over the program, the name of the folder, and the names, sizes and contents of the files in their order.
    private func key(of files: [KnowledgeLoader.File], named name: String) throws(CryptoError) -> [UInt8] {
        var hash = try SHA256()
        for text in [program, name] { try hash.update(Array("\(text.utf8.count) \(text)".utf8)) }
        for file in files {
            try hash.update(Array("\(file.path.utf8.count) \(file.bytes.count) \(file.path)".utf8))
            try hash.update(file.bytes)
        }
        return try hash.finish()
    }
}
