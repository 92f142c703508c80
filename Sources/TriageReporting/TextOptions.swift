/// How text for people is laid out.
public struct TextOptions: Sendable, Hashable {
    /// Display columns to keep to; what is less than 40 counts as 40. Commands are never broken and may be longer.
    public var width: Int
    /// True to colour with ANSI escapes.
    public var color: Bool
    /// True to show everything: whole condition trees, all evidence, ruled-out rules, joins.
    public var explain: Bool
    /// True to print the verdict line only.
    public var quiet: Bool
    /// True for output that is not read as UTF-8: only ASCII is written.
    public var ascii: Bool

    /// Makes options; plain UTF-8 text of 80 columns by default.
    public init(
        width: Int = 80, color: Bool = false, explain: Bool = false, quiet: Bool = false, ascii: Bool = false
    ) {
        self.width = width
        self.color = color
        self.explain = explain
        self.quiet = quiet
        self.ascii = ascii
    }
}
