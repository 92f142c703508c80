/// The first rows of what may be an export: names of columns, and the cells as text.
struct ExportTable: Sendable {
    var columns: [String]
    /// One entry a row; a row may have fewer cells.
    var rows: [[String]]

    /// The cells of a column that are not empty.
    func values(_ column: Int) -> [String] {
        rows.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }
    }

    /// Words of a text, up to `limit` of them; signs of writing without blanks count by their number.
    static func words(_ text: String, limit: Int = 200) -> Int {
        var words = 0
        var isInside = false
        var ideographs = 0
        for scalar in text.unicodeScalars {
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if isWord, !isInside { words += 1 }
            isInside = isWord
            if scalar.value >= 0x3040, scalar.properties.isAlphabetic { ideographs += 1 }
            if words >= limit { break }
        }
        return words + ideographs / 3
    }

    /// True when the column's cells read like sentences: many words, or several lines.
    func isProse(_ column: Int, words least: Int) -> Bool {
        let values = values(column)
        guard !values.isEmpty else { return false }
        let long = values.count { Self.words($0) >= least }
        return long * 2 >= values.count
    }

    /// True when every row has a short value of its own there, without blanks.
    func isKey(_ column: Int) -> Bool {
        let values = values(column)
        guard values.count == rows.count, !values.isEmpty, Set(values).count == values.count else { return false }
        return values.allSatisfy { value in
            value.utf8.count <= 40 && !value.unicodeScalars.contains { $0.properties.isWhitespace }
                && value.utf8.contains { (0x30...0x39).contains($0) }
        }
    }

    /// True when most values look like a date: digits and at least two of the signs that part them.
    func isDate(_ column: Int) -> Bool {
        let values = values(column)
        guard !values.isEmpty else { return false }
        let dates = values.count { value in
            let bytes = value.utf8
            return bytes.count >= 8 && bytes.count <= 40 && bytes.count { (0x30...0x39).contains($0) } >= 5
                && bytes.count { "-/.:".utf8.contains($0) } >= 2
        }
        return dates * 4 >= values.count * 3
    }
}
