import TriageModel

/// Tells rows from what `Format-Table -Wrap` puts below a row whose first column is too narrow for its value.
///
/// Without `-AutoSize` the columns share the width of the console, and what is too long for one goes on below. Columns
/// that are all exactly as broad as what stands in them were fitted: then nothing was too long, and a line is a row.
struct TableWrap {
    private let columns: TableColumns
    private let text: CleanText
    private let first: Int
    /// True when some column is broader than anything in it; asked for once.
    private var isShared: Bool?

    /// - Parameter first: the line below the dashes.
    init(_ columns: TableColumns, _ text: CleanText, from first: Int) {
        self.columns = columns
        self.text = text
        self.first = first
    }

    /// True for a line whose every piece is the rest of the one above it.
    ///
    /// - Parameters:
    ///   - above: the pieces of the line above.
    ///   - row: the cells of the row so far.
    ///   - lastWidth: columns of the last one.
    mutating func goesOn(
        _ cells: [LocatedText], below above: [LocatedText], of row: [LocatedText], lastWidth: Int
    ) -> Bool {
        guard cells.count > 1, above.count == cells.count, cells.first?.isEmpty == false else { return false }
        let tails = above.map { piece in piece.bytes.count { $0 & 0xC0 != 0x80 } }
        var ended = false
        var isFull = true
        for (index, cell) in cells.enumerated() {
            if cell.isEmpty {
                ended = ended || !row[index].isEmpty
                continue
            }
            let width = columns.width(index) > 0 ? columns.width(index) : lastWidth
            let word = cell.bytes.prefix { $0 != 0x20 }.count { $0 & 0xC0 != 0x80 }
            // What was cut off at the edge of its column has no rest.
            guard tails[index] > 0, !ListBlock.isCut(above[index].bytes),
                tails[index] == width || tails[index] + 1 + word > width
            else { return false }
            isFull = isFull && tails[index] == width
        }
        // Where every column has something, only pieces that fill their columns show that they go on.
        guard ended || isFull else { return false }
        let isShared = isShared ?? findsRoom()
        self.isShared = isShared
        return isShared
    }

    private func findsRoom() -> Bool {
        var broadest = columns.ranges.map(\.count)
        var line = first
        while line < text.lines.count, !text.lines[line].isBlank, !text.lines[line].shape.contains(.dashes) {
            for (index, cell) in columns.cut(text.text(line)).enumerated() {
                broadest[index] = max(broadest[index], cell.bytes.count { $0 & 0xC0 != 0x80 })
            }
            line += 1
        }
        return broadest.indices.contains { columns.width($0) > broadest[$0] }
    }
}
