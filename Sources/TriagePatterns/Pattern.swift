/// Something looked for in text.
public struct Pattern: Sendable, Hashable {
    /// How the text of a pattern is meant.
    public enum Kind: String, Sendable, Hashable {
        /// Its bytes, as they are.
        case literal
        /// Its characters without any white space and without regard to the case of ASCII letters: found whatever line
        /// breaks and blanks a console or a mail program put into it (``SqueezedText``).
        case squeezedLiteral
        /// A regular expression in the syntax of PCRE, as far as it can be run in linear time: no back-references, no
        /// look-around. `.` does not match a line end, `^` and `$` stand for the ends of the text; `(?s)`, `(?m)` and
        /// `(?i)` change that. In an expression of ASCII letters only, `.` and `[^…]` stand for one byte of UTF-8, not for
        /// one character, and `\w` and `\b` know ASCII only: ten times less to compile, and no text is invalid.
        case regularExpression
    }

    /// The caller's name for it; several patterns may share one.
    public var id: Int
    /// What is looked for.
    public var text: String
    /// How it is meant.
    public var kind: Kind
    /// True when ASCII letters of either case match; a squeezed literal always ignores it.
    public var ignoresCase: Bool

    /// Makes a pattern.
    public init(id: Int, text: String, kind: Kind, ignoresCase: Bool = false) {
        self.id = id
        self.text = text
        self.kind = kind
        self.ignoresCase = ignoresCase
    }
}
