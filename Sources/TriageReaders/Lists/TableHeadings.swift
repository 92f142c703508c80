import TriageModel

/// The headings above a table's dashes. Where a column is narrower than its name, Format-Table breaks the name over
/// several lines: the pieces stand below each other in the column.
struct TableHeadings {
    /// First line of the headings.
    let first: Int
    /// Names, whole; empty when the lines do not fit the dashes.
    let names: [String]

    /// Lines a heading may be broken into.
    private static let maximumLines = 40

    /// Reads the headings that end on the line above `dashes`.
    init(_ text: CleanText, dashes: Int, ranges: [Range<Int>], floor: Int) {
        var pieces: [[String]] = []
        var line = dashes - 1
        while line >= floor, dashes - line <= Self.maximumLines, !text.lines[line].isBlank,
            let cells = Self.cells(text.slice(line), ranges)
        {
            pieces.insert(cells, at: 0)
            // The first line has a piece of every name.
            if cells.allSatisfy({ !$0.isEmpty }) { break }
            line -= 1
        }
        guard let top = pieces.first, top.allSatisfy({ !$0.isEmpty }), pieces.count > 1 else {
            first = dashes - 1
            names = []
            return
        }
        first = line
        names = ranges.indices.map { column in pieces.map { $0[column] }.joined() }
    }

    /// The pieces of one line, by column; nil when something stands across the border of two columns.
    private static func cells(_ line: ArraySlice<UInt8>, _ ranges: [Range<Int>]) -> [String]? {
        var cells = [[UInt8]](repeating: [], count: ranges.count)
        var column = 0
        var index = 0
        for byte in line {
            if byte & 0xC0 != 0x80 {
                while index + 1 < ranges.count, column >= ranges[index + 1].lowerBound { index += 1 }
                if column + 1 == (index + 1 < ranges.count ? ranges[index + 1].lowerBound : -1), byte != 0x20 {
                    return nil
                }
                column += 1
            }
            cells[index].append(byte)
        }
        return cells.map { ValueTyper.trim(String(decoding: $0, as: UTF8.self)) }
    }
}
