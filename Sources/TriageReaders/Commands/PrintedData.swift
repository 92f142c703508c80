/// Tells what ConvertTo-Json and ConvertTo-Csv print: it stands right below the command, without a blank line, and begins
/// like what a script may hold.
enum PrintedData {
    /// True for a line where JSON begins, or the headings of quoted rows.
    static func begins(_ text: CleanText, at line: Int) -> Bool {
        text.lines[line].shape.contains(.json) && JSONReader.looksLikeJSON(text, line) || isQuotedRows(text, line)
    }

    /// Two lines of as many quoted cells.
    private static func isQuotedRows(_ text: CleanText, _ line: Int) -> Bool {
        let slice = text.slice(line)
        guard text.lines[line].shape.contains(.delimited), slice.first == 0x22, slice.last == 0x22,
            let delimiter = slice.dropFirst().drop(while: { $0 != 0x22 }).dropFirst().first,
            let head = DelimitedRow(text, at: line, delimiter: delimiter), head.cells.count > 1,
            head.lines.upperBound < text.lines.count, text.slice(head.lines.upperBound).first == 0x22,
            let row = DelimitedRow(text, at: head.lines.upperBound, delimiter: delimiter)
        else { return false }
        return row.cells.count == head.cells.count
    }
}
