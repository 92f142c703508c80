public import TriageRules

/// The rules, the vocabulary, the articles and the schemas this program was built with.
public enum BuiltInKnowledge {
    /// What they say, checked when the program was built; nil only when the program itself is damaged.
    public static func knowledge() -> KnowledgeBase? {
        KnowledgeStore.knowledge(from: Array(BuiltInKnowledgeText.store.description.utf8))
    }

    /// All files, in the order of their paths; paths are relative to `rules/`: `photo-sync/x.xml`. Complexity: one copy.
    public static func files() -> [KnowledgeLoader.File] {
        takeApart(Array(BuiltInKnowledgeText.files.description.utf8))
    }

    /// Takes apart what `embed-knowledge` wrote: per file its path, a line feed, its length in decimal, a line feed, its
    /// bytes. What does not follow that form ends the list.
    static func takeApart(_ bytes: [UInt8]) -> [KnowledgeLoader.File] {
        var files: [KnowledgeLoader.File] = []
        var rest = bytes[...]
        while let path = nextLine(of: &rest), let digits = nextLine(of: &rest), let count = Int(digits),
            count >= 0, count <= rest.count
        {
            files.append((path, Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        return files
    }

    private static func nextLine(of rest: inout ArraySlice<UInt8>) -> String? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let line = String(decoding: rest[..<end], as: UTF8.self)
        rest = rest[rest.index(after: end)...]
        return line
    }
}
