/// Why a stated fact cannot be taken.
public struct StatedFactError: Error, Sendable, Hashable {
    /// Stable, kebab-case: `fact-without-who`, `unknown-kind`, `unknown-field`, `bad-value` …
    public var code: String
    /// One sentence: what is wrong and what to write instead.
    public var message: String
    /// UTF-8 bytes from the start of the fact to the part that is meant.
    public var offset: Int

    /// Makes an error.
    public init(code: String, message: String, offset: Int) {
        self.code = code
        self.message = message
        self.offset = offset
    }
}
