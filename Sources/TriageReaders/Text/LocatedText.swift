import TriageModel

/// Text that knows where each of its bytes came from: the currency of the text readers.
///
/// Cutting and joining keep the origin, so a value put together from wrapped lines still points at those lines.
struct LocatedText: Sendable, Hashable {
    /// The input it was read from.
    let source: SourceID
    /// UTF-8.
    private(set) var bytes: [UInt8]
    /// Where runs of `bytes` came from, ascending. Bytes between runs were put in by the reader.
    private(set) var runs: [RepairedText.Run]

    /// An empty text of that input.
    init(source: SourceID) {
        self.source = source
        bytes = []
        runs = []
    }

    /// Text that stands in one piece in the decoded input, `origin` bytes from its start.
    init(source: SourceID, bytes: some Sequence<UInt8>, origin: Int) {
        self.source = source
        self.bytes = Array(bytes)
        runs = self.bytes.isEmpty ? [] : [.init(offset: 0, origin: origin, length: self.bytes.count)]
    }

    /// Text with its runs.
    init(source: SourceID, bytes: [UInt8], runs: [RepairedText.Run]) {
        self.source = source
        self.bytes = bytes
        self.runs = runs
    }

    var isEmpty: Bool { bytes.isEmpty }
    var count: Int { bytes.count }
    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Adds text read after this one.
    mutating func append(_ other: LocatedText) {
        let base = bytes.count
        bytes.append(contentsOf: other.bytes)
        for run in other.runs {
            if let last = runs.last, last.offset + last.length == base + run.offset,
                last.origin + last.length == run.origin
            {
                runs[runs.count - 1].length += run.length
            } else {
                runs.append(.init(offset: base + run.offset, origin: run.origin, length: run.length))
            }
        }
    }

    /// Adds a byte that stands nowhere: the blank a console swallowed at its edge.
    mutating func append(inserted byte: UInt8) { bytes.append(byte) }

    /// A part, given as offsets into `bytes`; bounds outside are cut off.
    subscript(_ range: Range<Int>) -> LocatedText {
        let low = min(max(range.lowerBound, 0), bytes.count)
        let high = min(max(range.upperBound, low), bytes.count)
        var part = LocatedText(source: source)
        part.bytes = Array(bytes[low..<high])
        var index = firstRun(endingAfter: low)
        while index < runs.count, runs[index].offset < high {
            let run = runs[index]
            let from = max(run.offset, low)
            let to = min(run.offset + run.length, high)
            if from < to {
                part.runs.append(.init(offset: from - low, origin: run.origin + from - run.offset, length: to - from))
            }
            index += 1
        }
        return part
    }

    /// Places in the source of a part: one a line for text joined from several lines.
    func spans(of range: Range<Int>) -> [SourceSpan] {
        let low = min(max(range.lowerBound, 0), bytes.count)
        let high = min(max(range.upperBound, low), bytes.count)
        var spans: [SourceSpan] = []
        var index = firstRun(endingAfter: low)
        while index < runs.count, runs[index].offset < high {
            let run = runs[index]
            let start = run.origin + max(run.offset, low) - run.offset
            let end = run.origin + min(run.offset + run.length, high) - run.offset
            index += 1
            guard start < end else { continue }
            if let last = spans.last, last.end == start {
                spans[spans.count - 1] = SourceSpan(source: source, start: last.start, end: end)
            } else {
                spans.append(SourceSpan(source: source, start: start, end: end))
            }
        }
        return spans
    }

    /// Places of the whole.
    var spans: [SourceSpan] { spans(of: 0..<bytes.count) }

    /// Without white space at either end.
    var trimmed: LocatedText {
        var low = 0
        var high = bytes.count
        while low < high, bytes[low].isBlankByte { low += 1 }
        while high > low, bytes[high - 1].isBlankByte { high -= 1 }
        return low == 0 && high == bytes.count ? self : self[low..<high]
    }

    /// A text value that points here.
    func value(partial: String? = nil) -> Value { Value(.text(string), spans: spans, partial: partial) }

    private func firstRun(endingAfter offset: Int) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].offset + runs[middle].length <= offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension UInt8 {
    /// Space, tab, line feed, carriage return.
    var isBlankByte: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
    /// An ASCII letter.
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    /// a to z.
    var isSmallLetter: Bool { self &- 0x61 < 26 }
    /// An ASCII digit.
    var isDigit: Bool { self &- 0x30 < 10 }
    /// An ASCII letter or digit.
    var isAlphanumeric: Bool { isLetter || isDigit }
}
