/// An input after decoding: what is needed to show a place in it.
///
/// The text is there as a whole; of a large dump it is not kept: either its lines can be read again (``paged``), or those
/// that are shown stand here with their numbers (``lineNumbers``).
public struct SourceInfo: Sendable {
    /// The name shown: a path as given, `stdin`, `ticket.zip!mail.eml`.
    public var name: String
    /// Size of the original in bytes.
    public var byteCount: Int
    /// `utf-8`, `utf-8-bom`, `utf-16le`, `utf-16be`, `windows-1252`, `cp437`, `cp850`, `cp932`.
    public var encoding: String
    /// The decoded text, UTF-8; bytes that fit no encoding stand as U+FFFD.
    public var text: [UInt8]
    /// Offset of the first byte of every line in `text`. The first is 0. Lines end with LF, CR LF or CR.
    public var lineStarts: [Int]
    /// Numbers of the lines in `text`, 1-based and ascending, where it holds some lines only; empty = all.
    public var lineNumbers: [Int] = []
    /// The lines of an input that was read in one pass and not kept; `text` is empty then.
    public var paged: PagedText?

    /// Makes the description of an input.
    public init(name: String, byteCount: Int, encoding: String, text: [UInt8], lineStarts: [Int]) {
        self.name = name
        self.byteCount = byteCount
        self.encoding = encoding
        self.text = text
        self.lineStarts = lineStarts
    }

    /// 1-based line and column; the column counts UTF-8 bytes of the decoded line. O(log lines).
    public func position(of offset: Int) -> (line: Int, column: Int) {
        if let paged {
            let line = paged.lines.line(at: offset)
            return (line.number, offset - line.start + 1)
        }
        var low = 0
        var high = lineStarts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let line = low < lineNumbers.count ? lineNumbers[low] : low + 1
        return (line, offset - (lineStarts.isEmpty ? 0 : lineStarts[low]) + 1)
    }

    /// The bytes of a 1-based line without its line end; empty outside of the text, and for a line that was not kept.
    public func line(_ number: Int) -> ArraySlice<UInt8> {
        guard let index = index(ofLine: number) else { return [] }
        let start = lineStarts[index]
        var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : text.count
        while end > start, text[end - 1] == 0x0A || text[end - 1] == 0x0D { end -= 1 }
        return text[start..<end]
    }

    /// The position in `lineStarts` of a 1-based line; nil for one that is not there.
    public func index(ofLine number: Int) -> Int? {
        var index = number - 1
        if !lineNumbers.isEmpty {
            index = lineNumbers.firstIndex(notBefore: number)
            guard index < lineNumbers.count, lineNumbers[index] == number else { return nil }
        }
        return index >= 0 && index < lineStarts.count ? index : nil
    }

    /// The bytes of a range of the text, read again where they were not kept; bounds outside are cut off.
    public func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
        if let paged { return paged.reader.bytes(in: range)[...] }
        let low = min(max(0, range.lowerBound), text.count)
        return text[low..<min(max(low, range.upperBound), text.count)]
    }
}

/// A text that was read in one pass: where its lines are, and how to read them again.
public struct PagedText: Sendable {
    /// The lines.
    public var lines: LineTable
    /// Reads parts of the decoded text.
    public var reader: any PageReading

    /// Makes the description of a text.
    public init(lines: LineTable, reader: any PageReading) {
        self.lines = lines
        self.reader = reader
    }
}

/// Reads parts of a decoded text that is not kept.
public protocol PageReading: Sendable {
    /// The bytes of a range; fewer, or none, when the file is no longer what it was.
    func bytes(in range: Range<Int>) -> [UInt8]
}

extension [Int] {
    /// The first position of an ascending list whose number is not less.
    func firstIndex(notBefore number: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
