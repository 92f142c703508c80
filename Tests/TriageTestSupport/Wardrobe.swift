extension Dress {
    /// As it is.
    public static let plain = Dress()
    /// Windows line ends.
    public static let crlf = Dress(lineEnd: .crlf)
    /// UTF-8 with a byte order mark.
    public static let utf8WithBOM = Dress(encoding: .utf8WithBOM)
    /// As Windows PowerShell 5.1 writes with `>`.
    public static let utf16LittleEndianWithBOM = Dress(encoding: .utf16LittleEndianWithBOM)
    /// UTF-16, big end first.
    public static let utf16BigEndianWithBOM = Dress(encoding: .utf16BigEndianWithBOM)
    /// As Markdown source.
    public static let markdown = Dress([.markdown])
    /// In a code fence.
    public static let codeFence = Dress([.codeFence])
    /// As copied from a browser.
    public static let nonBreakingSpaces = Dress([.nonBreakingSpaces])
    /// Amid unrelated things.
    public static let surrounded = Dress([.surrounded])
    /// In colour.
    public static let ansi = Dress([.ansi])

    /// Quoted by mail (`> `) or chat (`| `).
    public static func quoted(_ mark: String) -> Dress { Dress([.marked(mark)]) }
    /// Commented out (`# `).
    public static func commented(_ mark: String) -> Dress { Dress([.marked(mark)]) }
    /// Moved right.
    public static func indented(_ blanks: Int) -> Dress { Dress([.indented(blanks)]) }
    /// Cut by the console.
    public static func wrapped(
        width: Int, indent: Int = 0, rightEdge: ConsoleWrap.RightEdge = .kept
    ) -> Dress {
        Dress([.wrapped(ConsoleWrap(width: width, indent: indent, rightEdge: rightEdge))])
    }
    /// Broken at blanks.
    public static func wordWrapped(_ width: Int) -> Dress { Dress([.wordWrapped(width: width)]) }

    /// Dresses that leave every line whole and suit every text format: encodings and line ends.
    public static let encodings: [Dress] = [
        .crlf, .utf8WithBOM, .utf16LittleEndianWithBOM, .utf16BigEndianWithBOM,
        Dress(lineEnd: .crlf, encoding: .utf16LittleEndianWithBOM),
    ]

    /// Dresses of pasted text that do not cut lines.
    public static let pastes: [Dress] = [
        .quoted("> "), .quoted("| "), .quoted("> > "), .commented("# "), .indented(8), .markdown, .codeFence,
        .nonBreakingSpaces, .surrounded, .ansi, Dress.surrounded.under(.quoted("> ")),
        Dress.markdown.under(.quoted("> ")), Dress.indented(8).under(.crlf),
    ]

    /// Cuts at one width in all their kinds, alone and under another dress.
    public static func wraps(at width: Int) -> [Dress] {
        [
            .wrapped(width: width),
            .wrapped(width: width, indent: 3, rightEdge: .kept),
            .wrapped(width: width, indent: 4, rightEdge: .trimmed),
            .wrapped(width: width, rightEdge: .trimmed),
            .wrapped(width: width, rightEdge: .padded),
            Dress.wrapped(width: width).under(.quoted("> ")),
            Dress.wrapped(width: width, rightEdge: .padded).under(.crlf).under(.utf16LittleEndianWithBOM),
        ]
    }

    /// The widths a window can have.
    public static let widths = 36...200
}
