import TriageModel

/// Where the rules' patterns stand in the texts of a case. Every text is searched once, for all patterns.
final class TextIndex {
    /// A place where a pattern stands, in 32 bytes: a word of the topic stands in every command of a long transcript.
    struct Hit {
        private let offset: Int
        private let source: UInt32
        private let length: UInt32
        private let number: UInt32
        private let lower: UInt32
        private let upper: UInt32

        init(start: SourceSpan, text: Int, range: Range<Int>) {
            offset = start.start
            source = UInt32(clamping: start.source.number)
            length = UInt32(clamping: start.end - start.start)
            number = UInt32(clamping: text)
            lower = UInt32(clamping: range.lowerBound)
            upper = UInt32(clamping: range.upperBound)
        }

        /// Where it starts in its source: input, then byte.
        var start: SourceSpan {
            SourceSpan(source: SourceID(Int(source)), start: offset, end: offset + Int(length))
        }
        /// Position of the text in the evidence.
        var text: Int { Int(number) }
        /// Bytes of the repaired text.
        var range: Range<Int> { Int(lower)..<Int(upper) }
    }

    private let texts: [RepairedText]
    private let scanner: any PatternScanning
    private let patternCount: Int
    private lazy var hits: [[Hit]] = found()
    /// Patterns that stand in more places than are kept.
    private var cut: Set<Int> = []
    /// True when a text could not be searched.
    private(set) var hasFailed = false

    /// More places than this of one pattern are not kept: they prove no more, and memory is bounded.
    private static let limit = 100_000

    init(texts: [RepairedText], scanner: any PatternScanning, patternCount: Int) {
        self.texts = texts
        self.scanner = scanner
        self.patternCount = patternCount
    }

    /// True when more places of a pattern may exist than are known.
    func isIncomplete(_ pattern: Int) -> Bool {
        _ = hits
        return hasFailed || cut.contains(pattern) || pattern < 0 || pattern >= patternCount
    }

    /// True when there is any text.
    var isEmpty: Bool { texts.allSatisfy { $0.bytes.isEmpty } }

    /// Places of a pattern, in the order of sources.
    func places(of pattern: Int) -> [Hit] { hits.indices.contains(pattern) ? hits[pattern] : [] }

    /// The first place of a pattern that starts in a span. O(log places).
    func firstPlace(of pattern: Int, in span: SourceSpan) -> Hit? {
        let all = places(of: pattern)
        let next = all.partitioningIndex { ($0.start.source, $0.start.start) >= (span.source, span.start) }
        guard next < all.count, all[next].start.source == span.source, all[next].start.start < span.end else {
            return nil
        }
        return all[next]
    }

    /// The spans of a place in its source.
    func spans(of hit: Hit) -> [SourceSpan] { texts[hit.text].spans(of: hit.range) }

    private func found() -> [[Hit]] {
        var found = [[Hit]](repeating: [], count: patternCount)
        for (number, text) in texts.enumerated() where !text.bytes.isEmpty {
            guard let places = scanner.places(in: text.bytes) else {
                hasFailed = true
                continue
            }
            cut.formUnion(places.cut)
            for place in places.places where found.indices.contains(place.pattern) {
                guard found[place.pattern].count < TextIndex.limit else {
                    cut.insert(place.pattern)
                    continue
                }
                guard let start = text.spans(of: place.range).first else { continue }
                found[place.pattern].append(Hit(start: start, text: number, range: place.range))
            }
        }
        return found.map { hits in
            let isSorted = zip(hits, hits.dropFirst()).allSatisfy { !TextIndex.isBefore($1, $0) }
            return isSorted ? hits : hits.sorted(by: TextIndex.isBefore)
        }
    }

    private static func isBefore(_ left: Hit, _ right: Hit) -> Bool {
        if left.start != right.start { return left.start < right.start }
        return (left.range.lowerBound, left.range.upperBound) < (right.range.lowerBound, right.range.upperBound)
    }
}
