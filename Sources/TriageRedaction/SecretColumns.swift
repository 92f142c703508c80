/// Cells of a list (RFC 4180 and its kin) whose column is named like a secret: no label stands before them.
enum SecretColumns {
    /// Lines that are looked at for the names of columns; a mark of the separator or a type may stand above them.
    private static let mostHeads = 8
    private static let longestName = 40
    private static let separators: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

    /// Where the cells of secret columns stand, their quotes left out; nothing in what is no list. Linear.
    ///
    /// - Parameter secrets: those of the names of columns that hold secrets, by position, ascending.
    static func ranges(in text: [UInt8], secrets: ([ArraySlice<UInt8>]) -> [Int]) -> [Range<Int>] {
        var start = 0
        for _ in 0..<mostHeads {
            guard start < text.count else { break }
            let end =
                text[start...].prefix(4096).firstIndex { $0 == 0x0A || $0 == 0x0D } ?? min(text.count, start + 4096)
            for separator in separators where text[start..<end].contains(separator) {
                let head = row(text, from: start, separator)
                guard head.cells.allSatisfy({ isName(text[$0]) }) else { continue }
                let columns = secrets(head.cells.map { text[$0] })
                if columns.isEmpty { continue }
                let found = cells(of: columns, count: head.cells.count, text, from: head.end, separator)
                if !found.isEmpty { return found }
            }
            start = end
            while start < text.count, text[start] == 0x0A || text[start] == 0x0D { start += 1 }
        }
        return []
    }

    /// A column has a short name of a few words, and no sentence.
    private static func isName(_ cell: ArraySlice<UInt8>) -> Bool {
        !cell.isEmpty && cell.count <= longestName && cell.count { $0 == 0x20 } < 3
            && !cell.contains { $0 == 0x2E || $0 == 0x3F || $0 == 0x21 || $0 == 0x3A }
    }

    /// The cells of the rows that have as many cells as there are columns; the list ends with the first that has not.
    private static func cells(
        of columns: [Int], count: Int, _ text: [UInt8], from start: Int, _ separator: UInt8
    ) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var place = start
        while place < text.count {
            let row = row(text, from: place, separator)
            guard row.cells.count == count else { break }
            found += columns.map { row.cells[$0] }.filter { !$0.isEmpty }
            place = row.end
        }
        return found
    }

    /// One row: the content of its cells, and where the next begins. A quote may hold line ends.
    private static func row(
        _ text: [UInt8], from start: Int, _ separator: UInt8
    ) -> (cells: [Range<Int>], end: Int) {
        var cells: [Range<Int>] = []
        var place = start
        while place <= text.count {
            var first = place
            while first < text.count, text[first] == 0x20 { first += 1 }
            if first < text.count, text[first] == 0x22 {
                var end = first + 1
                while end < text.count, text[end] != 0x22 || end + 1 < text.count && text[end + 1] == 0x22 {
                    end += text[end] == 0x22 ? 2 : 1
                }
                cells.append(first + 1..<max(first + 1, min(end, text.count)))
                place = min(text.count, end + 1)
                while place < text.count, text[place] != separator, text[place] != 0x0A, text[place] != 0x0D {
                    place += 1
                }
            } else {
                while place < text.count, text[place] != separator, text[place] != 0x0A, text[place] != 0x0D {
                    place += 1
                }
                var end = place
                while end > first, text[end - 1] == 0x20 { end -= 1 }
                cells.append(min(first, end)..<end)
            }
            guard place < text.count, text[place] == separator else { break }
            place += 1
        }
        while place < text.count, text[place] == 0x0A || text[place] == 0x0D { place += 1 }
        return (cells, place)
    }
}
