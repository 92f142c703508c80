import TriageModel

extension CleanText {
    /// Puts a line that was unfolded from a document behind the text, as the cleaner does with lines it had to change,
    /// and describes it.
    ///
    /// - Parameter place: where in the source the line before ended; moves on.
    mutating func unfoldedLine(_ line: LocatedText, quoteDepth: Int = 0, after place: inout Int) -> Line {
        let start = bytes.count
        bytes.append(contentsOf: line.bytes)
        patches.append(line.runs.map { .init(offset: start + $0.offset, origin: $0.origin, length: $0.length) })
        let first = max(place, line.runs.first?.origin ?? place)
        let last = max(first, line.runs.last.map { $0.origin + $0.length } ?? first)
        place = last
        var end = bytes.count
        // A row's empty last cells are tabs, and count.
        while end > start, bytes[end - 1] == 0x20 { end -= 1 }
        return Line(
            start: start, end: end, rawEnd: bytes.count, sourceStart: first, sourceEnd: last, quoteDepth: quoteDepth,
            patch: patches.count - 1, shape: LineShape(of: bytes, in: start..<end))
    }

    /// The line that holds an offset of the decoded text.
    func line(at offset: Int, from first: Int = 0) -> Int {
        var low = first
        var high = lines.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if lines[middle].sourceStart <= offset { low = middle } else { high = middle }
        }
        // Lines that were unfolded from a document follow it, and lie inside of it in the source.
        var line = low
        while line > first, lines[line].sourceEnd < offset || lines[line].sourceStart > offset { line -= 1 }
        return lines[line].sourceEnd >= offset ? line : low
    }
}
