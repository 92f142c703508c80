import TriageModel

/// Reads Format-Table output: a line of headings, a line of dashes, rows. A table of `Name` and `Value` (how a
/// hashtable prints) is one record; any other table is one record a row.
struct TableReader: RegionReader {
    let triggers: LineShape = .dashes

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        // Dashes below dashes are the rest of a rule that was cut.
        guard line > floor, !text.lines[line - 1].isBlank, !text.lines[line - 1].shape.contains(.dashes),
            !CutTableReader.isRestOfRule(text, line + 1)
        else { return nil }
        var columns = TableColumns(headings: text.slice(line - 1), dashes: text.slice(line))
        var first = line - 1
        let broken = TableHeadings(text, dashes: line, ranges: columns.ranges, floor: floor)
        if !broken.names.isEmpty {
            columns.names = broken.names
            first = broken.first
        }
        guard !columns.names.isEmpty else { return nil }
        var rows: [(cells: [LocatedText], lines: Range<Int>)] = []
        var next = line + 1
        let isHashtable =
            columns.names.count == 2 && columns.names[0].isEqualIgnoringCase("Name")
            && columns.names[1].isEqualIgnoringCase("Value")
        let width = isHashtable ? self.widest(text, from: line + 1) : 0
        // Columns the last line of each cell took.
        var tails: [Int] = []
        var pieces: [LocatedText] = []
        let widest = self.widest(text, from: line)
        let tableWidth = max(widest, ListBlock.columns(text, line - 1))
        let lastWidth = widest - columns.lastStart
        var cutRows: Set<Int> = []
        var wrap = TableWrap(columns, text, from: line + 1)
        while next < text.lines.count, !text.lines[next].isBlank,
            text.lines[next].shape.isDisjoint(with: [.prompt, .stars, .fence, .errorLabel, .dashes])
        {
            if isHashtable, let last = rows.indices.last, width >= Self.narrowestConsole,
                !columns.hasGap(text.slice(next)), !isRowWithoutValue(text, next, columns),
                !isWhole(rows[last].cells[1]), ListBlock.columns(text, next - 1) > columns.lastStart,
                ListBlock.columns(text, next - 1) >= width - 1
            {
                // The console cut a long value at its width: the rest is no row, it has no gap where the columns part.
                rows[last].cells[1].append(text.text(next))
                rows[last].lines = rows[last].lines.lowerBound..<(next + 1)
                next += 1
                continue
            }
            let cells = columns.cut(text.text(next))
            if let last = rows.last,
                cells.first?.isEmpty == true
                    ? goesOn(last.cells, tails, above: cells, columns, lastWidth: lastWidth)
                    : !isHashtable && wrap.goesOn(cells, below: pieces, of: last.cells, lastWidth: lastWidth)
            {
                // Format-Table -Wrap: a row goes on below.
                for (index, cell) in cells.enumerated() where !cell.isEmpty {
                    let width = columns.width(index) > 0 ? columns.width(index) : lastWidth
                    if isParted(last.cells[index], tails[index], from: cell, width) {
                        rows[rows.count - 1].cells[index].append(inserted: 0x20)
                    }
                    rows[rows.count - 1].cells[index].append(cell)
                }
                rows[rows.count - 1].lines = rows[rows.count - 1].lines.lowerBound..<(next + 1)
            } else if !isHashtable, let row = rows.indices.last, isRest(text, next, cells, width: tableWidth) {
                // What was cut off the row above, most likely: neither a row of its own nor a value known to the end.
                rows[row].lines = rows[row].lines.lowerBound..<(next + 1)
                cutRows.insert(row)
                next += 1
                continue
            } else {
                rows.append((cells, next..<(next + 1)))
            }
            tails = cells.map(columnCount)
            pieces = cells
            next += 1
        }
        guard !rows.isEmpty else { return nil }
        let records = isHashtable ? [hashtable(rows, text)] : objects(rows, columns, text, cutRows: cutRows)
        return ReadRegion(
            lines: first..<next, format: "format-table",
            why: "likely: dashes under \(columns.names.count) headings", records: records)
    }

    /// No console that cut a line was narrower: lines below that were not cut but are short.
    private static let narrowestConsole = 40

    /// True for one name with blanks behind it up to the values' column, where the value is blank.
    private func isRowWithoutValue(_ text: CleanText, _ line: Int, _ columns: TableColumns) -> Bool {
        let padding = text.lines[line].rawEnd - text.lines[line].end
        return padding > 0 && ListBlock.isBareName(text, line)
            && ListBlock.columns(text, line) + padding >= columns.lastStart
    }

    /// True for a value in braces that were closed: nothing can follow it.
    private func isWhole(_ cell: LocatedText) -> Bool { cell.bytes.first == 0x7B && cell.bytes.last == 0x7D }

    /// True when a line goes on what wrapped: every piece in it stands below a cell that has something. A row whose
    /// first cell is blank has pieces of its own, as broad as those above them.
    private func goesOn(
        _ row: [LocatedText], _ tails: [Int], above cells: [LocatedText], _ columns: TableColumns, lastWidth: Int
    ) -> Bool {
        for (index, cell) in cells.enumerated() where !cell.isEmpty {
            guard !row[index].isEmpty else { return false }
            // A line of a value that left room for the word below it was not broken there.
            let width = columns.width(index) > 0 ? columns.width(index) : lastWidth
            if tails[index] + 1 + firstWord(of: cell) <= width { return false }
        }
        return true
    }

    /// True where the formatter broke a cell at a blank: it left room, or word and word would have fit a line together.
    /// Longer words are cut wherever the column ends.
    private func isParted(_ cell: LocatedText, _ tail: Int, from next: LocatedText, _ width: Int) -> Bool {
        let last = Seam.lastWord(cell.bytes[...])
        if last.last == 0x2D, last.count > 1 { return false }
        // Of a cell that was put together the last line's length counts, not all of it.
        let word = min(last.count { $0 & 0xC0 != 0x80 }, tail)
        return tail < width || word + firstWord(of: next) <= width
    }

    /// True for a line that goes on in the middle of a word below a line as wide as any: where a console or a mail
    /// program cut a row, nothing but its first column has anything, and no row begins like that.
    private func isRest(_ text: CleanText, _ line: Int, _ cells: [LocatedText], width: Int) -> Bool {
        guard cells.count > 1, width >= Self.narrowestConsole, cells.dropFirst().allSatisfy(\.isEmpty),
            text.indent(line) == 0, ListBlock.columns(text, line - 1) >= width,
            let first = text.slice(line).first, !(0x41...0x5A ~= first), first < 0x80
        else { return false }
        return Seam.isInsideWord(text.slice(line - 1), text.slice(line))
            || Seam.isInsideToken(text.slice(line - 1), text.slice(line))
    }

    private func firstWord(of cell: LocatedText) -> Int { cell.bytes.prefix { $0 != 0x20 }.count { $0 & 0xC0 != 0x80 } }

    private func columnCount(_ cell: LocatedText) -> Int { cell.bytes.count { $0 & 0xC0 != 0x80 } }

    /// Columns of the widest line down to the next blank one or the next table: the console's width when anything was cut.
    private func widest(_ text: CleanText, from line: Int) -> Int {
        var width = 0
        var next = line
        while next < text.lines.count, !text.lines[next].isBlank,
            next == line || !text.lines[next].shape.contains(.dashes)
        {
            width = max(width, ListBlock.columns(text, next))
            next += 1
        }
        return width
    }

    private func hashtable(_ rows: [(cells: [LocatedText], lines: Range<Int>)], _ text: CleanText) -> Draft {
        let fields = rows.map { Record.Field($0.cells[0].string, value(of: $0.cells[1], at: $0.cells[0])) }
        let lines = (rows.first?.lines.lowerBound ?? 0)..<(rows.last?.lines.upperBound ?? 0)
        return Draft(kind: "", fields: fields, span: text.span(lines), format: "format-table")
    }

    private func objects(
        _ rows: [(cells: [LocatedText], lines: Range<Int>)], _ columns: TableColumns, _ text: CleanText,
        cutRows: Set<Int>
    ) -> [Draft] {
        rows.enumerated().map { number, row in
            var fields: [Record.Field] = []
            let mixed = row.lines.count == 1 ? columns.mixed(text.slice(row.lines.lowerBound)) : []
            for (column, (name, cell)) in zip(columns.names, row.cells).enumerated() {
                // A heading the console cut does not name a field.
                if ListBlock.isCut(Array(name.utf8)) { continue }
                if cell.isEmpty {
                    fields.append(.init(name, Value(.blank, spans: [text.span(row.lines)])))
                } else if mixed.contains(column) {
                    fields.append(.init(name, cell.value(partial: "runs over the border of a column")))
                } else if cutRows.contains(number), name == columns.names.last {
                    fields.append(.init(name, cell.value(partial: "cut at the end of the line")))
                } else {
                    fields.append(.init(name, value(of: cell, at: cell)))
                }
            }
            return Draft(
                kind: "", fields: fields, span: text.span(row.lines), format: "format-table", block: number)
        }
    }

    private func value(of cell: LocatedText, at fallback: LocatedText) -> Value {
        if cell.isEmpty { return Value(.blank, spans: fallback.spans) }
        let cut = ListBlock.isCut(cell.bytes) && cell.bytes.first != 0x7B
        return cell.value(partial: cut ? "cut by the console" : nil)
    }
}

/// The columns of a table, told by the dashes under the headings.
struct TableColumns {
    /// Headings.
    fileprivate(set) var names: [String] = []
    /// Columns of the dashes.
    private(set) var ranges: [Range<Int>] = []

    /// Reads headings and dashes; no names when they do not fit each other.
    init(headings: ArraySlice<UInt8>, dashes: ArraySlice<UInt8>) {
        var start: Int?
        for (column, byte) in dashes.enumerated() {
            if byte == 0x2D {
                start = start ?? column
            } else if let from = start {
                ranges.append(from..<column)
                start = nil
            }
        }
        if let start { ranges.append(start..<dashes.count) }
        let line = Self.scalars(Array(headings))
        for (index, range) in ranges.enumerated() {
            let low = min(line.count - 1, range.lowerBound)
            guard low == range.lowerBound else { break }
            let high = index + 1 < ranges.count ? min(ranges[index + 1].lowerBound, line.count - 1) : line.count - 1
            let bytes = headings[(headings.startIndex + line[low])..<(headings.startIndex + line[max(low, high)])]
            let name = ValueTyper.trim(String(decoding: bytes, as: UTF8.self))
            guard !name.isEmpty else { break }
            names.append(name)
        }
        if names.count != ranges.count { names = [] }
    }

    /// Column at which the last heading starts.
    var lastStart: Int { ranges.last?.lowerBound ?? 0 }

    /// Columns a cell of this column may take; 0 for the last, whose width nothing tells.
    func width(_ index: Int) -> Int {
        index + 1 < ranges.count ? ranges[index + 1].lowerBound - 1 - ranges[index].lowerBound : 0
    }

    /// True for a row of two columns: blanks stand before the second, and something in it. A row whose value is empty
    /// ends before it.
    func hasGap(_ row: ArraySlice<UInt8>) -> Bool {
        var column = 0
        var before: UInt8 = 0x20
        for byte in row where byte & 0xC0 != 0x80 {
            if column + 1 == lastStart { before = byte }
            column += 1
        }
        return before == 0x20 && column > lastStart
    }

    /// Columns of which nobody knows which letters are whose: a word stands across the border between them. A number may,
    /// it is set to the right; and so may anything in a line with wide characters, which take two columns each.
    func mixed(_ row: ArraySlice<UInt8>) -> Set<Int> {
        guard ranges.count > 1, row.allSatisfy({ $0 < 0x80 }) else { return [] }
        var found: Set<Int> = []
        for index in 1..<ranges.count {
            let border = row.startIndex + ranges[index].lowerBound
            guard border < row.endIndex, row[border] != 0x20, row[border - 1] != 0x20 else { continue }
            let word = row[..<border].reversed().prefix { $0 != 0x20 } + row[border...].prefix { $0 != 0x20 }
            if word.contains(where: \.isLetter) { found.formUnion([index - 1, index]) }
        }
        return found
    }

    /// The cells of a row. A cell ends at the last blank before the next heading, so that values longer than their
    /// heading and numbers set to the right both stay whole.
    func cut(_ row: LocatedText) -> [LocatedText] {
        let line = Self.scalars(row.bytes)
        let count = line.count - 1
        var cells: [LocatedText] = []
        var from = 0
        for index in ranges.indices {
            guard index + 1 < ranges.count else {
                cells.append(row[line[min(from, count)]..<row.count].trimmed)
                break
            }
            var to = min(ranges[index + 1].lowerBound, count)
            let lowest = min(max(ranges[index].upperBound, from), count)
            var probe = to
            while probe > lowest, probe >= count || row.bytes[line[probe]] != 0x20 { probe -= 1 }
            if probe < count, row.bytes[line[probe]] == 0x20 { to = probe }
            to = max(to, from)
            cells.append(row[line[min(from, count)]..<line[min(to, count)]].trimmed)
            from = to
        }
        return cells
    }

    /// Offsets of the scalars, and the length at the end.
    private static func scalars(_ bytes: [UInt8]) -> [Int] {
        var offsets: [Int] = []
        for (index, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 { offsets.append(index) }
        offsets.append(bytes.count)
        return offsets
    }
}
