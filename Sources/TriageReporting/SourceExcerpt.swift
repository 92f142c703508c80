import TriageModel

/// Lines of an input with line numbers in a gutter and carets under what matters: the one place where sources are
/// quoted.
///
/// Time and memory depend on what is shown, never on the length of a line or of the input.
struct SourceExcerpt {
    /// A place to underline, one span a line for wrapped values, and what to write beside the last of them.
    struct Mark {
        var spans: [SourceSpan]
        var label: String
    }

    let source: SourceInfo
    /// Display columns of the whole excerpt, gutter included.
    let width: Int
    let ascii: Bool
    /// Digits the gutter has room for.
    let digits: Int
    private let glyphs: Glyphs

    init(source: SourceInfo, width: Int, ascii: Bool, digits: Int = 2) {
        self.source = source
        self.width = width
        self.ascii = ascii
        self.digits = digits
        glyphs = Glyphs(ascii: ascii)
    }

    /// The rows: `┌─ file:line:column`, then the lines with their carets.
    func rows(_ marks: [Mark]) -> [[Piece]] {
        let pieces = Self.pieces(of: marks, in: source)
        guard let first = pieces.first else { return [] }
        var rows = [header(of: first)]
        var previous = first.line
        if isBare(first) {
            rows += line(first.line - 1, pieces: [])
        }
        var index = 0
        while index < pieces.count {
            let number = pieces[index].line
            var end = index
            while end < pieces.count, pieces[end].line == number { end += 1 }
            if number == previous + 2 {
                rows += line(number - 1, pieces: [])
            } else if number > previous + 2 {
                rows.append([Piece(String(repeating: " ", count: digits) + " " + glyphs.gap, .gutter)])
            }
            rows += line(number, pieces: Array(pieces[index..<end]))
            previous = number
            index = end
        }
        return rows
    }

    /// True for a short line that is the value and nothing else: it says little without the line above it, which is the
    /// command that was asked.
    private func isBare(_ piece: MarkedPiece) -> Bool {
        let content = source.line(piece.line)
        return !content.isEmpty && content.count <= 40 && piece.range.count >= content.count - 2
            && !source.line(piece.line - 1).isEmpty
    }

    private func header(of piece: MarkedPiece) -> [Piece] {
        let place = ":\(piece.line):\(piece.column)"
        let start = String(repeating: " ", count: digits + 1) + glyphs.corner + " "
        let room = width - DisplayWidth.of(start) - place.utf8.count
        let name = TextFit.end(TerminalText.safe(source.name, ascii: ascii), columns: max(8, room), glyphs: glyphs)
        return [Piece(start, .gutter), Piece(name + place)]
    }

    /// A source line, in several parts when its marks lie too far apart for one row, each with its carets.
    private func line(_ number: Int, pieces: [MarkedPiece]) -> [[Piece]] {
        let content = source.line(number)
        let room = max(16, width - digits - 3)
        var rows: [[Piece]] = []
        let window = ExcerptWindow(bytes: source.text, line: content.indices, room: room, ascii: ascii)
        for part in window.parts(for: pieces) {
            let gutter = Self.padded(String(number), digits) + " " + glyphs.bar + " "
            rows.append([Piece(gutter, .gutter), Piece(part.text)])
            let blank = String(repeating: " ", count: digits) + " " + glyphs.bar + " "
            for row in CaretRows.rows(part.marks, room: room, ascii: ascii) {
                rows.append([Piece(blank, .gutter), Piece(row, .caret)])
            }
        }
        return rows
    }

    /// Digits needed for the line numbers of these marks, at least two.
    static func digits(_ marks: [Mark], in source: SourceInfo) -> Int {
        var largest = 0
        for mark in marks {
            for span in mark.spans { largest = max(largest, source.position(of: span.end).line) }
        }
        return max(2, String(largest).utf8.count)
    }

    private static func padded(_ text: String, _ count: Int) -> String {
        String(repeating: " ", count: max(0, count - text.utf8.count)) + text
    }
}

/// The part of a mark that lies on one line.
struct MarkedPiece {
    /// Position of the mark in the list.
    var mark: Int
    /// 1-based.
    var line: Int
    /// 1-based, UTF-8 bytes.
    var column: Int
    /// Bytes of the source, within the line's content; may be empty.
    var range: Range<Int>
    /// Empty but on the last piece of its mark.
    var label: String

    /// Leaves out the blanks at the start: the indent of a continued line is no part of the value.
    mutating func trim(in text: [UInt8]) {
        var start = range.lowerBound
        while start < range.upperBound, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
        guard start < range.upperBound else { return }
        column += start - range.lowerBound
        range = start..<range.upperBound
    }
}

extension SourceExcerpt {
    /// Lines of one mark that are underlined; of a longer one the first, the second and the last.
    static let mostLinesOfAMark = 4

    /// The marks cut at line ends, in the order of the source. Marks of one place share a piece.
    static func pieces(of marks: [Mark], in source: SourceInfo) -> [MarkedPiece] {
        var pieces: [MarkedPiece] = []
        for (number, mark) in marks.enumerated() {
            var own = mark.spans.flatMap { self.pieces(of: $0, mark: number, in: source) }
            if own.count > mostLinesOfAMark { own = [own[0], own[1], own[own.count - 1]] }
            for index in own.indices.dropFirst() { own[index].trim(in: source.text) }
            if !own.isEmpty { own[own.count - 1].label = mark.label }
            pieces += own
        }
        pieces.sort { left, right in
            (left.range.lowerBound, left.range.upperBound, left.mark)
                < (right.range.lowerBound, right.range.upperBound, right.mark)
        }
        return pieces
    }

    private static func pieces(of span: SourceSpan, mark: Int, in source: SourceInfo) -> [MarkedPiece] {
        let start = min(max(0, span.start), source.text.count)
        let end = min(max(start, span.end), source.text.count)
        let first = source.position(of: start).line
        let last = end > start ? source.position(of: end - 1).line : first
        let numbers =
            last - first < mostLinesOfAMark ? Array(first...last) : [first, first + 1, last]
        var pieces: [MarkedPiece] = []
        for number in numbers {
            let content = source.line(number).indices
            let lower = min(max(start, content.lowerBound), content.upperBound)
            let upper = min(max(lower, end), content.upperBound)
            if numbers.count > 1, number != first, lower == upper { continue }
            let column = lower - content.lowerBound + 1
            pieces.append(MarkedPiece(mark: mark, line: number, column: column, range: lower..<upper, label: ""))
        }
        return pieces
    }
}
