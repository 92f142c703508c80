import TriageBytes
import TriageModel

/// Knowledge in the form a program carries: read and checked when the program was built, and loaded in a millisecond.
///
/// The form belongs to the version of the program that wrote it; it is no format for exchange.
public enum KnowledgeStore {
    /// The stored form. UTF-8 text without NUL.
    public static func bytes(of knowledge: KnowledgeBase) -> [UInt8] {
        var coder = ByteCoder(.text)
        var knowledge = knowledge
        knowledge.code(&coder)
        return coder.bytes
    }

    /// What was stored; nil when the bytes are anything else.
    public static func knowledge(from bytes: [UInt8]) -> KnowledgeBase? {
        var coder = ByteCoder(reading: bytes, .text)
        var knowledge = KnowledgeBase(vocabulary: Vocabulary(), articles: [], rules: [], hash: "")
        knowledge.code(&coder)
        return coder.isDone ? knowledge : nil
    }
}

extension KnowledgeBase {
    mutating func code(_ coder: inout ByteCoder) {
        coder.code(&hash)
        vocabulary.code(&coder)
        coder.code(&articles, Article(id: "", title: "")) { $0.code(&$1) }
        coder.code(&rules, .empty) { $0.code(&$1) }
        coder.code(&presentation, Presentation(title: "")) { $0.code(&$1) }
    }
}
