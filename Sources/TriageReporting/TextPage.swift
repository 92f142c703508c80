/// Rows of text that are being laid out. Every row passes ``TerminalText/safe(_:ascii:)`` here, so no caller can
/// forget it.
struct TextPage {
    let width: Int
    let ascii: Bool
    let glyphs: Glyphs
    private(set) var rows: [[Piece]] = []

    init(options: TextOptions) {
        width = max(40, min(options.width, 1000))
        ascii = options.ascii
        glyphs = Glyphs(ascii: options.ascii)
    }

    /// One row as it is, not wrapped.
    mutating func row(_ pieces: [Piece]) {
        var row = pieces.map { Piece(TerminalText.safe($0.text, ascii: ascii), $0.role) }
        while let last = row.last {
            var text = last.text
            while text.unicodeScalars.last == " " { text.unicodeScalars.removeLast() }
            row[row.count - 1].text = text
            if !text.isEmpty { break }
            row.removeLast()
        }
        rows.append(row)
    }

    /// One row of one piece.
    mutating func row(_ text: String, _ role: Role = .plain) { row([Piece(text, role)]) }

    /// An empty row, unless there is one already or nothing stands above it.
    mutating func gap() {
        if let last = rows.last, !last.isEmpty { rows.append([]) }
    }

    /// An empty row, then a heading.
    mutating func heading(_ text: String) {
        gap()
        row(text, .heading)
    }

    /// Prose, wrapped. The first row starts with `lead`, the others with as many blanks; line breaks in a piece start
    /// a new row.
    mutating func prose(_ pieces: [Piece], indent: Int = 0, lead: Piece = Piece("")) {
        let leadText = TerminalText.safe(lead.text, ascii: ascii)
        let start = indent + DisplayWidth.of(leadText)
        var wrapper = Wrapper(room: max(16, width - start))
        for piece in pieces {
            for (number, line) in TerminalText.lines(piece.text, ascii: ascii).enumerated() {
                if number > 0 { wrapper.breakLine() }
                wrapper.add(line, piece.role)
            }
        }
        for (number, line) in wrapper.finish().enumerated() {
            let blanks = String(repeating: " ", count: number == 0 ? indent : start)
            row([Piece(blanks)] + (number == 0 ? [lead] : []) + line)
        }
    }

    /// Prose of one role.
    mutating func prose(_ text: String, _ role: Role = .plain, indent: Int = 0, lead: Piece = Piece("")) {
        prose([Piece(text, role)], indent: indent, lead: lead)
    }

    /// Command lines: never broken, so that they can be copied.
    mutating func command(_ text: String, indent: Int, role: Role = .command) {
        let blanks = String(repeating: " ", count: indent)
        for line in TerminalText.lines(text, ascii: ascii) { row([Piece(blanks), Piece(line, role)]) }
    }

    /// Rows laid out elsewhere.
    mutating func append(_ more: [[Piece]]) { for pieces in more { row(pieces) } }

    /// Drops rows at the end until `count` are left.
    mutating func truncate(to count: Int) { if rows.count > count { rows.removeLast(rows.count - count) } }

    /// All rows, each ended by a line feed, coloured or not.
    func text(color: Bool) -> String {
        var text = ""
        for row in rows {
            for piece in row where !piece.text.isEmpty {
                if color, let code = piece.role.code {
                    text += "\u{1B}[" + code + "m" + piece.text + "\u{1B}[0m"
                } else {
                    text += piece.text
                }
            }
            text += "\n"
        }
        return text
    }
}
