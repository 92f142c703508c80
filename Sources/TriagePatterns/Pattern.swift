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
        /// look-around, no atomic groups, no Unicode properties. A line ends with LF, CR LF or a lone CR; `.` stands for any
        /// character but those, `^` and `$` for the ends of the text; `(?s)`, `(?m)`, `(?i)` and `(?x)` change that.
        /// `\d`, `\w` and `\s` know ASCII only; `\b` counts the letters of all scripts that put spaces between words
        /// (`WordBorder`).
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
