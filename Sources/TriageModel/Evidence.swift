/// Everything read of one case: the inputs, what they tell, and what could not be read.
public struct Evidence: Sendable {
    /// The inputs, in the order given.
    public var sources: [SourceInfo]
    /// The parts the inputs were cut into, in reading order.
    public var regions: [Region]
    /// What was read, in reading order (`place.order` is the index).
    public var records: [Record]
    /// Repaired text, for text conditions: one entry a region that is not empty.
    public var texts: [RepairedText]
    /// What could not be read, and where.
    public var problems: [Problem]

    /// Makes evidence; empty by default.
    public init(
        sources: [SourceInfo] = [], regions: [Region] = [], records: [Record] = [], texts: [RepairedText] = [],
        problems: [Problem] = []
    ) {
        self.sources = sources
        self.regions = regions
        self.records = records
        self.texts = texts
        self.problems = problems
    }

    /// A part of an input read by one reader.
    public struct Region: Sendable, Hashable {
        /// `prose`, `error.normal-view`, `format-list`, `transcript` …
        public var format: String
        /// Why it was taken for that: "certain: labels CategoryInfo and FullyQualifiedErrorId".
        public var why: String
        /// The lines it covers.
        public var span: SourceSpan
        /// Their numbers, where the source was not kept and `span` can no longer tell them.
        public var lines: ClosedRange<Int>? {
            get { firstLine > 0 ? Int(firstLine)...Int(max(firstLine, lastLine)) : nil }
            set {
                firstLine = newValue.map { Int32(clamping: $0.lowerBound) } ?? 0
                lastLine = newValue.map { Int32(clamping: $0.upperBound) } ?? 0
            }
        }
        private var firstLine: Int32 = 0
        private var lastLine: Int32 = 0
        /// Number of records read from it.
        public var recordCount: Int

        /// Makes a region.
        public init(format: String, why: String, span: SourceSpan, recordCount: Int = 0) {
            self.format = format
            self.why = why
            self.span = span
            self.recordCount = recordCount
        }
    }

    /// Something that could not be read.
    public struct Problem: Sendable, Hashable {
        /// Stable, kebab-case: `truncated-json`, `limit-depth`, `cannot-open`.
        public var code: String
        /// One sentence: what happened and what to do.
        public var message: String
        /// Where; nil when the whole input is meant.
        public var span: SourceSpan?
        /// The input's name.
        public var file: String
        /// True when the input as a whole could not be used (exit code 2).
        public var isFatal: Bool

        /// Makes a problem.
        public init(code: String, message: String, file: String, span: SourceSpan? = nil, isFatal: Bool = false) {
            self.code = code
            self.message = message
            self.file = file
            self.span = span
            self.isFatal = isFatal
        }
    }
}

/// Text after repair (quotes and colours removed, wrapped lines joined) that knows where each byte came from.
public struct RepairedText: Sendable {
    /// The input.
    public var source: SourceID
    /// The region it belongs to: position in ``Evidence/regions``.
    public var region: Int
    /// UTF-8.
    public var bytes: [UInt8]
    /// Where runs of `bytes` came from, ascending; bytes between runs were put in by the repair.
    public var map: [Run] { isWhole ? [Run(offset: 0, origin: origin, length: length)] : several }
    /// Where a text stands that was not repaired, as most of a long transcript; -1 for others.
    private let origin: Int
    private let length: Int
    private let several: [Run]

    private var isWhole: Bool { origin >= 0 }

    /// `length` bytes at `offset` of the repaired text stand at `origin` of the decoded source text.
    public struct Run: Sendable, Hashable {
        /// Offset in the repaired text.
        public var offset: Int
        /// Offset in the decoded source.
        public var origin: Int
        /// Number of bytes.
        public var length: Int

        /// Makes a run.
        public init(offset: Int, origin: Int, length: Int) {
            self.offset = offset
            self.origin = origin
            self.length = length
        }
    }

    /// Makes a repaired text.
    public init(source: SourceID, region: Int, bytes: [UInt8], map: [Run]) {
        self.source = source
        self.region = region
        self.bytes = bytes
        let isWhole = map.count == 1 && map[0].offset == 0 && map[0].length == bytes.count && map[0].origin >= 0
        origin = isWhole ? map[0].origin : -1
        length = bytes.count
        several = isWhole ? [] : map
    }

    /// The first of the places in the source of a range of the repaired text; nil for what the repair put in.
    public func firstSpan(of range: Range<Int>) -> SourceSpan? {
        isWhole ? span(of: range) : spans(of: range).first
    }

    /// The place of a range of a text that was not repaired.
    private func span(of range: Range<Int>) -> SourceSpan? {
        let from = max(0, range.lowerBound)
        let to = min(length, range.upperBound)
        return from < to ? SourceSpan(source: source, start: origin + from, end: origin + to) : nil
    }

    /// The places in the source of a range of the repaired text: one span a run, so one a line for wrapped text.
    public func spans(of range: Range<Int>) -> [SourceSpan] {
        if isWhole { return span(of: range).map { [$0] } ?? [] }
        let map = several
        var low = 0
        var high = map.count
        while low < high {
            let middle = (low + high) / 2
            if map[middle].offset + map[middle].length <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        var spans: [SourceSpan] = []
        while low < map.count, map[low].offset < range.upperBound {
            let run = map[low]
            let from = max(run.offset, range.lowerBound)
            let to = min(run.offset + run.length, range.upperBound)
            if from < to {
                let start = run.origin + from - run.offset
                if let last = spans.last, last.end == start {
                    spans[spans.count - 1] = SourceSpan(source: source, start: last.start, end: start + to - from)
                } else {
                    spans.append(SourceSpan(source: source, start: start, end: start + to - from))
                }
            }
            low += 1
        }
        return spans
    }
}
