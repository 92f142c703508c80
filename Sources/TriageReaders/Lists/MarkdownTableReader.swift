import TriageModel

/// Reads tables of Markdown (GitHub Flavored Markdown, 4.10) as ticket systems and chats show and paste them:
///
/// ```
/// | Name | UserPrincipalName    |
/// |------|:---------------------|
/// | Ines | ines@contoso.example |
/// ```
/// A table of `Name` and `Value` is one record, any other table one record a row.
struct MarkdownTableReader: RegionReader {
    let triggers: LineShape = .tableRule

    private static let maximumRows = 100_000
    private static let maximumColumns = 256

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        guard line > floor, !text.lines[line - 1].isBlank else { return nil }
        let names = MarkdownRow.cells(text, line - 1).map { ValueTyper.trim($0.string) }
        guard names.count >= 2, names.count <= Self.maximumColumns, names.contains(where: { !$0.isEmpty }),
            names.count == MarkdownRow.cells(text, line).count
        else { return nil }
        var rows: [(cells: [LocatedText], line: Int)] = []
        var next = line + 1
        while next < text.lines.count, !text.lines[next].isBlank, rows.count < Self.maximumRows,
            !text.lines[next].shape.contains(.tableRule)
        {
            let cells = MarkdownRow.cells(text, next)
            guard cells.count == names.count else { break }
            rows.append((cells, next))
            next += 1
        }
        guard !rows.isEmpty else { return nil }
        let isOne = names.count == 2 && names[1].isEqualIgnoringCase("Value")
        let records = isOne ? [one(rows, text)] : objects(rows, names, text)
        return ReadRegion(
            lines: (line - 1)..<next, format: "markdown-table",
            why: "likely: \(rows.count) rows of \(names.count) cells below a Markdown rule", records: records,
            repaired: DraftText.text(of: records, source: text.source))
    }

    private func one(_ rows: [(cells: [LocatedText], line: Int)], _ text: CleanText) -> Draft {
        let fields = rows.filter { !$0.cells[0].isEmpty }.map { row in
            Record.Field(row.cells[0].string, value(row.cells[1], row.line, text))
        }
        let lines = (rows.first?.line ?? 0)..<((rows.last?.line ?? 0) + 1)
        return Draft(kind: "", fields: fields, span: text.span(lines), format: "markdown-table")
    }

    private func objects(
        _ rows: [(cells: [LocatedText], line: Int)], _ names: [String], _ text: CleanText
    ) -> [Draft] {
        rows.enumerated().map { number, row in
            let fields = names.indices.filter { !names[$0].isEmpty }.map {
                Record.Field(names[$0], value(row.cells[$0], row.line, text))
            }
            return Draft(
                kind: "", fields: fields, span: text.span(row.line..<(row.line + 1)), format: "markdown-table",
                block: number)
        }
    }

    private func value(_ cell: LocatedText, _ line: Int, _ text: CleanText) -> Value {
        cell.isEmpty ? Value(.blank, spans: [text.span(line..<(line + 1))]) : cell.value()
    }
}

/// A row of a Markdown table.
enum MarkdownRow {
    private static let bar = UInt8(ascii: "|")

    /// The cells of a line, without what Markdown puts around their texts; a bar behind a backslash parts none.
    static func cells(_ text: CleanText, _ line: Int) -> [LocatedText] {
        let row = whole(text, line).trimmed
        guard row.bytes.contains(bar) else { return [] }
        var cells: [LocatedText] = []
        var start = row.bytes.first == bar ? 1 : 0
        var index = start
        while index < row.count {
            if row.bytes[index] == 0x5C {
                index += 2
                continue
            }
            if row.bytes[index] == bar {
                cells.append(plain(row[start..<index]))
                start = index + 1
            }
            index += 1
        }
        if start < row.count { cells.append(plain(row[start..<row.count])) }
        return cells
    }

    /// The line with the bar in front of it, which the cleaner takes for a sign of quoting.
    private static func whole(_ text: CleanText, _ line: Int) -> LocatedText {
        let entry = text.lines[line]
        let clean = text.text(line)
        guard entry.sourceStart < entry.start, entry.start <= text.decodedCount else { return clean }
        let front = text.bytes[entry.sourceStart..<entry.start]
        guard let first = front.firstIndex(of: bar) else { return clean }
        var whole = LocatedText(source: text.source, bytes: front[first...], origin: first)
        whole.append(clean)
        return whole
    }

    /// Without emphasis and code marks around it, and without backslashes in front of signs.
    private static func plain(_ cell: LocatedText) -> LocatedText {
        var cell = cell.trimmed
        for mark in ["**", "__", "`"].map({ Array($0.utf8) }) {
            while cell.count > 2 * mark.count, cell.bytes.starts(with: mark), cell.bytes.suffix(mark.count) == mark[...]
            {
                cell = cell[mark.count..<(cell.count - mark.count)].trimmed
            }
        }
        guard cell.bytes.contains(0x5C) else { return cell }
        var result = LocatedText(source: cell.source)
        var copied = 0
        for index in cell.bytes.indices.dropLast() where cell.bytes[index] == 0x5C && isSign(cell.bytes[index + 1]) {
            guard index >= copied else { continue }
            result.append(cell[copied..<index])
            copied = index + 1
        }
        result.append(cell[copied..<cell.count])
        return result
    }

    /// Signs people's tools escape; a backslash before another one, as in the name of a server's share, is none of theirs.
    private static func isSign(_ byte: UInt8) -> Bool { byte == bar || byte == 0x5F || byte == 0x2A || byte == 0x60 }
}
