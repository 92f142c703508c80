/// Finds where lines start.
public enum LineIndex {
    /// The offset of the first byte of every line: 0, and what follows each LF, CR LF or lone CR, the end of the text
    /// excepted. O(size).
    public static func lineStarts(of text: [UInt8]) -> [Int] {
        var starts = [0]
        let count = text.count
        // About 40 bytes a line: one growth or two for common text, no waste for one long line.
        starts.reserveCapacity(min(count / 40, 1 << 20) + 1)
        var start = 0
        let span = text.span
        while start < count {
            let feed = ByteSearch.first(0x0A, in: span, from: start) ?? count
            var from = start
            while let carriage = ByteSearch.first(0x0D, in: span, from: from, to: feed) {
                from = carriage + 1
                if from == feed && feed < count { break }
                if from < count { starts.append(from) }
            }
            start = feed + 1
            if start < count { starts.append(start) }
        }
        return starts
    }
}
