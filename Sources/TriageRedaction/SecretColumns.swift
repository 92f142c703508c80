/// Cells of a list whose column is named like a secret: no label stands before them. Lists with separators (RFC 4180 and
/// its kin, tables of Markdown), tables of a console, whose columns a line of dashes shows, and tables of HTML.
enum SecretColumns {
    private static let longestName = 40
    private static let separators: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

    private enum Form: Equatable {
        case separated(UInt8)
        case console
        case markup
    }

    /// The head of a list that may have secret columns.
    private struct Head {
        var form: Form
        var names: [Range<Int>]
        /// Where the columns of a console's table begin, in characters from the start of a line.
        var starts: [Int] = []
        /// Behind the head.
        var end: Int
    }

    /// Where the cells of secret columns stand, their quotes left out. Linear.
    ///
    /// - Parameters:
    ///   - places: where the name of a secret column may stand, ascending.
    ///   - secrets: those of the names of columns that hold secrets, by position, ascending.
    static func ranges(
        in text: [UInt8], near places: [Int], secrets: ([ArraySlice<UInt8>]) -> [Int]
    ) -> [Range<Int>] {
        let heads = heads(in: text, near: places)
        guard !heads.isEmpty else { return [] }
        // All names are asked for at once.
        var columns = [[Int]](repeating: [], count: heads.count)
        var owner: [(head: Int, column: Int)] = []
        for (number, head) in heads.enumerated() { owner += head.names.indices.map { (number, $0) } }
        for position in secrets(heads.flatMap { $0.names.map { text[$0] } }) where owner.indices.contains(position) {
            columns[owner[position].head].append(owner[position].column)
        }
        var found: [Range<Int>] = []
        var behind = 0
        for (number, head) in heads.enumerated() where head.end > behind && !columns[number].isEmpty {
            let (cells, end) =
                switch head.form {
                case .separated(let separator): self.cells(of: columns[number], head, text, separator)
                case .console: consoleCells(of: columns[number], head, text)
                case .markup: markupCells(of: columns[number], head, text)
                }
            found += cells
            // A line of the list is no other list's head, unless the list had no line.
            behind = max(behind, end)
        }
        return found
    }

    private static func heads(in text: [UInt8], near places: [Int]) -> [Head] {
        var heads: [Head] = []
        var behind = 0
        for place in places where place >= behind && place < text.count {
            if let head = markupHead(text, around: place, notBefore: behind) {
                heads.append(head)
                behind = head.end
                continue
            }
            var start = place
            while start > behind, !isLineEnd(text[start - 1]) { start -= 1 }
            var end = place
            while end < text.count, !isLineEnd(text[end]) { end += 1 }
            behind = end
            let line = text[start..<end]
            for separator in separators where line.contains(separator) {
                let head = row(text, from: start, separator)
                guard head.cells.count > 1, areNames(head.cells, text, separator) else { continue }
                heads.append(Head(form: .separated(separator), names: head.cells, end: head.end))
            }
            if let head = consoleHead(text, start..<end) { heads.append(head) }
        }
        return heads
    }

    private static func areNames(_ cells: [Range<Int>], _ text: [UInt8], _ separator: UInt8) -> Bool {
        cells.enumerated().allSatisfy { index, cell in
            // Markdown puts bars around the row as well.
            if cell.isEmpty, separator == 0x7C, index == 0 || index == cells.count - 1 { return true }
            return isName(text[cell])
        }
    }

    /// A column has a short name of a few words, and no sentence.
    private static func isName(_ cell: ArraySlice<UInt8>) -> Bool {
        !cell.isEmpty && cell.count <= longestName && cell.count { $0 == 0x20 } < 3
            && !cell.contains { $0 == 0x2E || $0 == 0x3F || $0 == 0x21 || $0 == 0x3A }
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    // MARK: Separators

    /// The cells of the rows that have as many cells as there are columns; the list ends with the first that has not.
    private static func cells(
        of columns: [Int], _ head: Head, _ text: [UInt8], _ separator: UInt8
    ) -> ([Range<Int>], end: Int) {
        var found: [Range<Int>] = []
        var place = head.end
        while place < text.count {
            let row = row(text, from: place, separator)
            guard row.cells.count == head.names.count else { break }
            found += columns.map { row.cells[$0] }.filter { !isRule(text[$0]) }
            place = row.end
        }
        return (found, place)
    }

    /// The dashes under a head, and nothing at all.
    private static func isRule(_ cell: ArraySlice<UInt8>) -> Bool {
        cell.allSatisfy { $0 == 0x2D || $0 == 0x3A || $0 == 0x20 }
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
                while place < text.count, text[place] != separator, !isLineEnd(text[place]) { place += 1 }
            } else {
                while place < text.count, text[place] != separator, !isLineEnd(text[place]) { place += 1 }
                var end = place
                while end > first, text[end - 1] == 0x20 { end -= 1 }
                cells.append(min(first, end)..<end)
            }
            guard place < text.count, text[place] == separator else { break }
            place += 1
        }
        while place < text.count, isLineEnd(text[place]) { place += 1 }
        return (cells, place)
    }

    // MARK: HTML

    /// The head of a table in HTML: the row the place is in, every cell of which has a name.
    private static func markupHead(_ text: [UInt8], around place: Int, notBefore floor: Int) -> Head? {
        guard let start = MarkupRow.start(around: place, notBefore: floor, in: text),
            let row = MarkupRow(in: text, from: start),
            row.cells.count > 1
        else { return nil }
        let names = row.cells.map { MarkupRow.texts(in: $0, of: text).first ?? $0.lowerBound..<$0.lowerBound }
        guard names.allSatisfy({ $0.isEmpty || isName(text[$0]) }) else { return nil }
        return Head(form: .markup, names: names, end: row.end)
    }

    private static func markupCells(of columns: [Int], _ head: Head, _ text: [UInt8]) -> ([Range<Int>], end: Int) {
        var found: [Range<Int>] = []
        var place = head.end
        while let row = MarkupRow(in: text, from: place), row.end > place {
            if row.cells.count == head.names.count {
                found += columns.flatMap { MarkupRow.texts(in: row.cells[$0], of: text) }
            }
            place = row.end
        }
        return (found, place)
    }

    // MARK: Consoles

    /// The head of a table: under it a line of nothing but dashes, a run of them a column.
    private static func consoleHead(_ text: [UInt8], _ line: Range<Int>) -> Head? {
        let rule = lineBehind(line.upperBound, text)
        guard !rule.isEmpty, text[rule].allSatisfy({ $0 == 0x2D || $0 == 0x20 }) else { return nil }
        var starts: [Int] = []
        for (offset, byte) in text[rule].enumerated() where byte == 0x2D {
            if offset == 0 || text[rule.lowerBound + offset - 1] == 0x20 { starts.append(offset) }
        }
        guard starts.count > 1 else { return nil }
        let names = columns(starts, of: line, text)
        return Head(form: .console, names: names, starts: starts, end: rule.upperBound)
    }

    private static func consoleCells(of columns: [Int], _ head: Head, _ text: [UInt8]) -> ([Range<Int>], end: Int) {
        var found: [Range<Int>] = []
        var line = lineBehind(head.end, text)
        while !line.isEmpty {
            let cells = self.columns(head.starts, of: line, text)
            found += columns.map { cells[$0] }.filter { !$0.isEmpty }
            line = lineBehind(line.upperBound, text)
        }
        return (found, line.lowerBound)
    }

    /// The parts of a line that begin where the columns do, without the blanks around them.
    private static func columns(_ starts: [Int], of line: Range<Int>, _ text: [UInt8]) -> [Range<Int>] {
        var bounds: [Int] = []
        var character = 0
        for place in line where text[place] & 0xC0 != 0x80 {
            if bounds.count < starts.count, starts[bounds.count] == character { bounds.append(place) }
            character += 1
        }
        return starts.indices.map { index in
            guard index < bounds.count else { return line.upperBound..<line.upperBound }
            var range = bounds[index]..<(index + 1 < bounds.count ? bounds[index + 1] : line.upperBound)
            while let first = range.first, text[first] == 0x20 { range = first + 1..<range.upperBound }
            while let last = range.last, text[last] == 0x20 { range = range.lowerBound..<last }
            return range
        }
    }

    /// The line behind a line end; empty for an empty one, and at the end of the text.
    private static func lineBehind(_ place: Int, _ text: [UInt8]) -> Range<Int> {
        var start = place
        if start < text.count, text[start] == 0x0D { start += 1 }
        if start < text.count, text[start] == 0x0A { start += 1 }
        guard start > place else { return place..<place }
        var end = start
        while end < text.count, !isLineEnd(text[end]) { end += 1 }
        return start..<end
    }
}
