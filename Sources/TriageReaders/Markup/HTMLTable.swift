import TriageModel

/// A table of an HTML page, read to its end: a listing of names and values, rows under headings, or just layout.
struct HTMLTable {
    /// A cell with its lines.
    struct Cell {
        var isHeading: Bool
        var lines: [HTMLLineBuilder.Line] = []

        /// The cell on one line.
        func joined(_ source: SourceID) -> LocatedText {
            var text = LocatedText(source: source)
            for line in lines where !line.text.isEmpty {
                if !text.isEmpty { text.append(inserted: 0x20) }
                text.append(line.text.trimmed)
            }
            return text
        }
    }

    /// Lines around the table, before it.
    let outer: [HTMLLineBuilder.Line]
    var rows: [[Cell]] = []
    var isInCell = false

    init(outer: [HTMLLineBuilder.Line]) { self.outer = outer }

    /// The table as lines other readers know: `Name : value`, cells parted by tabs, or its cells one after the other.
    func rendered(source: SourceID, quoteDepth: Int) -> [HTMLLineBuilder.Line] {
        let filled = rows.filter { !$0.isEmpty }
        let texts = filled.map { $0.map { $0.joined(source) } }
        let lines: [LocatedText]
        if isHashtable(texts) {
            lines = list(Array(texts.dropFirst()), source)
        } else if isList(filled, texts) || hasHeadingsAtTheSide(filled) {
            lines = list(texts, source)
        } else if isTable(filled, texts) {
            lines = [LocatedText(source: source)] + texts.map { row($0, source) } + [LocatedText(source: source)]
        } else if isNamed(texts) {
            lines = list(texts, source)
        } else {
            return filled.flatMap { $0.flatMap(\.lines) }
        }
        return lines.map { .init(text: $0, quoteDepth: quoteDepth) }
    }

    /// Two columns under the headings `Name` and `Value`: how a hashtable prints.
    private func isHashtable(_ texts: [[LocatedText]]) -> Bool {
        guard let head = texts.first, head.count == 2, texts.count > 1 else { return false }
        return head[0].string.isEqualIgnoringCase("Name") && head[1].string.isEqualIgnoringCase("Value")
            && texts.dropFirst().allSatisfy { $0.count == 2 && !$0[0].isEmpty }
    }

    /// Rows of a name with a colon and a value; a row with one empty cell parts objects.
    private func isList(_ cells: [[Cell]], _ texts: [[LocatedText]]) -> Bool {
        var pairs = 0
        for (row, text) in zip(cells, texts) {
            if row.count == 1, text[0].isEmpty { continue }
            guard row.count == 2, text[0].bytes.last == 0x3A, text[0].count <= 80 else { return false }
            pairs += 1
        }
        return pairs > 0
    }

    /// Equal rows under a row of headings. Without heading elements the first row must look like names.
    private func isTable(_ cells: [[Cell]], _ texts: [[LocatedText]]) -> Bool {
        guard let head = cells.first, let names = texts.first, head.count >= 2, cells.count >= 2,
            cells.allSatisfy({ $0.count == head.count }),
            names.allSatisfy({ !$0.isEmpty && $0.count <= 64 && !$0.bytes.contains(0x09) })
        else { return false }
        if head.allSatisfy(\.isHeading) { return true }
        return names.allSatisfy(Self.isWord) && Set(names.map(\.string)).count == names.count
    }

    /// Rows of a heading and a value.
    private func hasHeadingsAtTheSide(_ cells: [[Cell]]) -> Bool {
        cells.count >= 2 && cells.allSatisfy { $0.count == 2 && $0[0].isHeading && !$0[1].isHeading }
    }

    /// Rows of a name and a value without a colon: the names are words that differ.
    private func isNamed(_ texts: [[LocatedText]]) -> Bool {
        texts.count >= 2
            && texts.allSatisfy { $0.count == 2 && !$0[0].isEmpty && $0[0].count <= 64 && Self.isWord($0[0]) }
            && Set(texts.map { $0[0].string }).count == texts.count
    }

    /// Letters, digits and the signs names of properties have.
    private static func isWord(_ text: LocatedText) -> Bool {
        text.bytes.allSatisfy { $0.isAlphanumeric || $0 == 0x2E || $0 == 0x5F || $0 == 0x40 }
    }

    private func list(_ texts: [[LocatedText]], _ source: SourceID) -> [LocatedText] {
        var lines = [LocatedText(source: source)]
        for row in texts {
            guard row.count == 2 else {
                lines.append(LocatedText(source: source))
                continue
            }
            var line = row[0]
            if line.bytes.last == 0x3A { line = line[0..<(line.count - 1)].trimmed }
            for byte in " : ".utf8 { line.append(inserted: byte) }
            line.append(row[1])
            lines.append(line)
        }
        lines.append(LocatedText(source: source))
        return lines
    }

    private func row(_ cells: [LocatedText], _ source: SourceID) -> LocatedText {
        var line = LocatedText(source: source)
        for (index, cell) in cells.enumerated() {
            if index > 0 { line.append(inserted: 0x09) }
            guard cell.bytes.contains(0x09) || cell.bytes.first == 0x22 else {
                line.append(cell)
                continue
            }
            // A cell that would be taken for several, or for a quoted one.
            line.append(inserted: 0x22)
            for place in 0..<cell.count {
                if cell.bytes[place] == 0x22 { line.append(inserted: 0x22) }
                line.append(cell[place..<(place + 1)])
            }
            line.append(inserted: 0x22)
        }
        return line
    }
}
