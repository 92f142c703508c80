import TriageModel

/// Reads Format-Table output whose lines a console or a mail program cut at a width, headings and dashes included.
///
/// The dashes tell: where they go on at the start of the next line, every line was cut. What cannot be put together for
/// certain is not read: a row that ends before the width may or may not go on below.
struct CutTableReader: RegionReader {
    let triggers: LineShape = .dashes

    /// Pieces of one line.
    private static let maximumPieces = 8
    /// No console that cut lines was narrower.
    private static let narrowest = 40

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        var pieces = 1
        while pieces <= Self.maximumPieces, Self.isRestOfRule(text, line + pieces) {
            pieces += 1
        }
        let first = line - pieces
        guard (2...Self.maximumPieces).contains(pieces), first >= floor,
            (first..<line).allSatisfy({ !text.lines[$0].isBlank })
        else { return nil }
        var end = line + pieces
        while end < text.lines.count, !text.lines[end].isBlank,
            text.lines[end].shape.isDisjoint(with: [.prompt, .stars, .fence, .errorLabel, .dashes])
        {
            end += 1
        }
        guard let width = width(text, first..<line, line..<end), width >= Self.narrowest else { return nil }
        let columns = TableColumns(
            headings: joined(text, first..<line, width).bytes[...],
            dashes: joined(text, line..<(line + pieces), width).bytes[...])
        guard columns.names.count > 1, columns.names.allSatisfy({ !ListBlock.isCut(Array($0.utf8)) }),
            let rows = rows(text, (line + pieces)..<end, width, pieces, columns), !rows.isEmpty
        else { return nil }
        let records = rows.enumerated().map { number, row in
            draft(columns, columns.cut(joined(text, row, width)), text.span(row), block: number)
        }
        return ReadRegion(
            lines: first..<end, format: "format-table",
            why: "likely: dashes under \(columns.names.count) headings, cut at \(width) columns", records: records)
    }

    /// True for a line of dashes that starts at the edge, below another.
    static func isRestOfRule(_ text: CleanText, _ line: Int) -> Bool {
        guard line < text.lines.count, !text.lines[line].isBlank, text.indent(line) == 0 else { return false }
        return text.slice(line).allSatisfy { $0 == 0x2D || $0 == 0x20 }
    }

    /// Where the lines were cut; nil where that is not certain.
    private func width(_ text: CleanText, _ headings: Range<Int>, _ others: Range<Int>) -> Int? {
        let lines = headings.lowerBound..<others.upperBound
        let filled = lines.lazy.map { ListBlock.columns(text, $0) }.max() ?? 0
        let padded = lines.lazy.map { ListBlock.columns(text, $0) + text.lines[$0].rawEnd - text.lines[$0].end }.max()
        if let padded, padded > filled {
            // Blanks at the end are the console's own where every first piece ends with them.
            let isEdge = ListBlock.columns(text, headings.lowerBound) + blanks(text, headings.lowerBound) == padded
            return isEdge ? padded : nil
        }
        // Without blanks at the end a cut between two columns looks like one inside of a column, but for a name that goes
        // on.
        let before = text.slice(headings.lowerBound)
        let after = text.slice(headings.lowerBound + 1)
        guard before.count == filled, after.first?.isSmallLetter == true, before.last?.isLetter == true else {
            return nil
        }
        return filled
    }

    private func blanks(_ text: CleanText, _ line: Int) -> Int { text.lines[line].rawEnd - text.lines[line].end }

    /// The lines of each row; nil when that is not certain.
    private func rows(
        _ text: CleanText, _ lines: Range<Int>, _ width: Int, _ pieces: Int, _ columns: TableColumns
    ) -> [Range<Int>]? {
        var rows: [Range<Int>] = []
        var line = lines.lowerBound
        while line < lines.upperBound {
            guard fits(text, line, columns, from: 0, width) else { return nil }
            var end = line + 1
            while end - line < pieces {
                let entry = text.lines[end - 1]
                let own = ListBlock.columns(text, end - 1)
                guard own + (entry.rawEnd - entry.end) >= width else {
                    // With columns that stand in the next piece alone, the row may go on below a line that is short.
                    if columns.ranges.contains(where: { $0.lowerBound >= (end - line) * width }) { return nil }
                    break
                }
                guard end < lines.upperBound else { break }
                let isRow = fits(text, end, columns, from: 0, width)
                let isRest = fits(text, end, columns, from: (end - line) * width, width)
                // What could be a row of its own may be one.
                if own >= width, isRow {
                    guard !isRest else { return nil }
                    break
                }
                guard isRest else { return nil }
                end += 1
            }
            rows.append(line..<end)
            line = end
        }
        return rows
    }

    /// True for a line whose columns are parted by blanks where those of the table are that start behind `from`.
    private func fits(_ text: CleanText, _ line: Int, _ columns: TableColumns, from: Int, _ width: Int) -> Bool {
        let borders = columns.ranges.map { $0.lowerBound - from }.filter { (1..<width).contains($0) }
        var column = 0
        var next = 0
        var hasContent = false
        for byte in text.slice(line) where byte & 0xC0 != 0x80 {
            if next < borders.count, column + 1 == borders[next] {
                if byte != 0x20 { return false }
                next += 1
            }
            if byte != 0x20, from > 0 || next > 0 { hasContent = true }
            column += 1
        }
        return hasContent
    }

    /// Pieces put together, each but the last filled up to the width.
    private func joined(_ text: CleanText, _ lines: Range<Int>, _ width: Int) -> LocatedText {
        var whole = LocatedText(source: text.source)
        for line in lines {
            whole.append(text.text(line))
            guard line + 1 < lines.upperBound else { break }
            for _ in 0..<max(0, width - ListBlock.columns(text, line)) { whole.append(inserted: 0x20) }
        }
        return whole
    }

    private func draft(
        _ columns: TableColumns, _ cells: [LocatedText], _ span: SourceSpan, block: Int
    ) -> Draft {
        let fields = zip(columns.names, cells).map { name, cell in
            guard !cell.isEmpty else { return Record.Field(name, Value(.blank, spans: [span])) }
            let isCut = ListBlock.isCut(cell.bytes) && cell.bytes.first != 0x7B
            return Record.Field(name, cell.value(partial: isCut ? "cut by the console" : nil))
        }
        return Draft(kind: "", fields: fields, span: span, format: "format-table", block: block)
    }
}
