import TriageModel

/// Reads CSV and TSV (RFC 4180) as Export-Csv writes and Excel saves it again: `,`, `;` or tab, `#TYPE` line, quoted
/// line breaks, repeated headers.
struct DelimitedReader: RegionReader {
    let triggers: LineShape = .delimited

    /// Rows read from one region.
    private static let maximumRows = 1_000_000

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        let type = Self.typeName(text, line)
        let head = type == nil ? line : line + 1
        guard head < text.lines.count, let delimiter = Self.delimiter(text.slice(head)) else { return nil }
        var first = line
        guard var header = DelimitedRow(text, at: head, delimiter: delimiter) else { return nil }
        var next = header.lines.upperBound
        if head == line, line > floor, let fields = DelimitedRow(fieldsOf: text, at: line - 1, delimiter: delimiter),
            fields.cells.count == header.cells.count
        {
            // W3C extended log files name their columns in a comment.
            header = fields
            first = line - 1
            next = line
        }
        let names = Self.names(of: header)
        // Quoted headings may hold anything; plain ones must look like names.
        let isQuoted = text.slice(head).first == 0x22 && text.slice(head).last == 0x22
        guard names.count >= 2, isQuoted || names.allSatisfy(Self.isName), Set(names).count == names.count else {
            return nil
        }
        var records: [Draft] = []
        var repeats = 0
        while next < text.lines.count, !text.lines[next].isBlank, records.count < Self.maximumRows,
            let row = DelimitedRow(text, at: next, delimiter: delimiter), row.cells.count == names.count
        {
            next = row.lines.upperBound
            // Several exports in one file repeat the header.
            if row.cells.elementsEqual(header.cells, by: { $0.bytes == $1.bytes }) {
                repeats += 1
                // The same line over and over is no table, and must not be looked through from each of its lines.
                guard !records.isEmpty || repeats < 4 else { return nil }
                continue
            }
            records.append(
                Draft(
                    kind: "", fields: zip(names, row.cells).map { Record.Field($0, Self.value($1, row, text)) },
                    span: text.span(row.lines), format: "csv", types: type.map { [$0] } ?? [], block: records.count))
        }
        // A header of names with blanks proves nothing without a type line; one of plain words does with a row.
        guard !records.isEmpty, records.count > 1 || names.allSatisfy(Self.isName) else { return nil }
        let mark = delimiter == 0x09 ? "tab" : "'\(Character(Unicode.Scalar(delimiter)))'"
        return ReadRegion(
            lines: first..<next, format: delimiter == 0x09 ? "tsv" : "csv",
            why: "likely: \(records.count) rows of \(names.count) cells parted by \(mark)", records: records,
            repaired: DraftText.text(of: records, source: text.source))
    }

    /// Names of the columns; one without a name gets one, as Import-Csv gives it (`H1`, `H2` …).
    private static func names(of header: DelimitedRow) -> [String] {
        var unnamed = 0
        return header.cells.map { cell in
            let name = ValueTyper.trim(cell.string)
            if name.isEmpty { unnamed += 1 }
            return name.isEmpty ? "H\(unnamed)" : name
        }
    }

    private static let typeMark = Array("TYPE ".utf8)

    /// `#TYPE Some.Type`; the cleaner leaves it, since no blank follows the sign.
    private static func typeName(_ text: CleanText, _ line: Int) -> String? {
        let slice = text.slice(line)
        guard slice.first == 0x23 || slice.dropFirst().first == 0x23, let hash = slice.firstIndex(of: 0x23),
            slice[(hash + 1)...].starts(with: typeMark)
        else { return nil }
        let name = slice[(hash + 1 + typeMark.count)...].prefix { $0 != 0x22 && $0 != 0x2C && $0 != 0x3B }
        return ValueTyper.trim(String(decoding: name, as: UTF8.self))
    }

    /// The delimiter a header line uses most.
    private static func delimiter(_ slice: ArraySlice<UInt8>) -> UInt8? {
        let counts = [UInt8(0x2C), 0x3B, 0x09].map { mark in (mark, slice.count { $0 == mark }) }
        return counts.max { $0.1 < $1.1 }.flatMap { $0.1 > 0 ? $0.0 : nil }
    }

    private static func isName(_ name: String) -> Bool {
        // `$_.photo.Length` is what a command calculated without a name of its own.
        let bytes = name.hasPrefix("$_.") ? name.utf8.dropFirst(3) : name.utf8[...]
        guard let first = bytes.first, bytes.count <= 64, first.isAlphanumeric || first == 0x40 || first >= 0x80,
            // Addresses and numbers are values: where headings were refused, the first row is none.
            bytes.contains(where: { $0.isLetter || $0 >= 0x80 }), !bytes.dropFirst().contains(0x40)
        else { return false }
        // A remark in brackets: `Size (bytes)`.
        let plain = bytes.last == 0x29 ? bytes.prefix { $0 != 0x28 } : bytes
        return !plain.contains { $0 == 0x3A && !name.hasPrefix("@") || $0 == 0x28 || $0 == 0x7B || $0 == 0x3D }
    }

    private static func value(_ cell: LocatedText, _ row: DelimitedRow, _ text: CleanText) -> Value {
        cell.isEmpty ? Value(.blank, spans: [text.span(row.lines)]) : cell.value()
    }
}

/// One row: cells, quotes taken off, and the lines it covers.
struct DelimitedRow {
    private(set) var cells: [LocatedText] = []
    private(set) var lines: Range<Int>

    /// Reads the row that starts at a line; nil when its quotes never close within 1,000 lines.
    init?(_ text: CleanText, at line: Int, delimiter: UInt8) {
        lines = line..<line
        var row = Self.line(text, line, delimiter)
        var next = line + 1
        while Self.isOpen(row.bytes, delimiter) {
            guard next < text.lines.count, next - line < 1000 else { return nil }
            row.append(inserted: 0x0A)
            row.append(Self.line(text, next, delimiter))
            next += 1
        }
        lines = line..<next
        var start = 0
        var index = 0
        let bytes = row.bytes
        while index <= bytes.count {
            if index == bytes.count || bytes[index] == delimiter {
                cells.append(Self.unquoted(row[start..<index]))
                start = index + 1
            } else if bytes[index] == 0x22, index == start {
                index = Self.closing(bytes, index)
            }
            index += 1
        }
    }

    /// A line; where tabs part cells those at its end are cells without a value.
    private static func line(_ text: CleanText, _ line: Int, _ delimiter: UInt8) -> LocatedText {
        guard delimiter == 0x09 else { return text.text(line) }
        let raw = text.rawText(line)
        var end = raw.count
        while end > 0, raw.bytes[end - 1] != 0x09, raw.bytes[end - 1].isBlankByte { end -= 1 }
        return raw[0..<end]
    }

    /// The names in a line `#Fields: a,b,c`; nil for any other line.
    init?(fieldsOf text: CleanText, at line: Int, delimiter: UInt8) {
        let mark = Array("#Fields: ".utf8)
        guard text.slice(line).starts(with: mark) else { return nil }
        let row = text.text(line, from: mark.count)
        lines = line..<(line + 1)
        var start = 0
        for index in 0...row.count where index == row.count || row.bytes[index] == delimiter {
            cells.append(row[start..<index].trimmed)
            start = index + 1
        }
    }

    private static func isOpen(_ bytes: [UInt8], _ delimiter: UInt8) -> Bool {
        var index = 0
        var start = true
        while index < bytes.count {
            if bytes[index] == 0x22, start {
                let end = closing(bytes, index)
                if end >= bytes.count { return true }
                index = end
            }
            start = bytes[index] == delimiter
            index += 1
        }
        return false
    }

    /// Index of the quote that closes the one at `open`; the number of bytes when none does.
    private static func closing(_ bytes: [UInt8], _ open: Int) -> Int {
        var index = open + 1
        while index < bytes.count {
            if bytes[index] == 0x22 {
                guard index + 1 < bytes.count, bytes[index + 1] == 0x22 else { return index }
                index += 1
            }
            index += 1
        }
        return bytes.count
    }

    private static func unquoted(_ cell: LocatedText) -> LocatedText {
        guard cell.count >= 2, cell.bytes.first == 0x22, cell.bytes.last == 0x22 else { return cell }
        var inner = cell[1..<(cell.count - 1)]
        var index = 0
        while index + 1 < inner.count {
            if inner.bytes[index] == 0x22, inner.bytes[index + 1] == 0x22 {
                var shorter = inner[0..<index]
                shorter.append(inner[(index + 1)..<inner.count])
                inner = shorter
            }
            index += 1
        }
        return inner
    }
}
