/// Why a pattern cannot be used, or why a search failed.
public struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Stable names of what is wrong.
    public enum Code: String, Sendable, Hashable {
        /// Nothing to look for: an empty literal, or an expression that matches the empty text.
        case empty = "empty-pattern"
        /// No expression, or one that cannot be run in linear time.
        case invalid = "invalid-expression"
        /// An expression that takes too much to compile.
        case tooLarge = "expression-too-large"
        /// The engine failed: no memory, a processor it does not know.
        case engine = "pattern-engine"
    }

    /// What is wrong.
    public let code: Code
    /// The caller's name for the pattern; nil when no single one is meant.
    public let id: Int?
    /// The pattern as written; empty when no single one is meant.
    public let pattern: String
    /// The engine's own text.
    public let message: String
    /// Offset in the pattern, UTF-8 bytes; nil when the engine does not tell.
    public let offset: Int?

    init(code: Code, pattern: Pattern?, message: String) {
        self.code = code
        id = pattern?.id
        self.pattern = pattern?.text ?? ""
        self.message = message
        offset = Self.offset(in: message)
    }

    /// The message and the pattern.
    public var description: String { pattern.isEmpty ? message : "\(message) in /\(pattern)/" }

    /// The number in "… at index 5.", which is how the engine names a place.
    private static func offset(in message: String) -> Int? {
        let words = message.split(separator: " ")
        guard let place = words.lastIndex(of: "index"), place + 1 < words.count else { return nil }
        return Int(words[place + 1].prefix { $0.isNumber })
    }
}
