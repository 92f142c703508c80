import TriageModel

/// Where the rules' patterns stand in the texts of a case. Every text is searched once, for all patterns.
final class TextIndex {
    /// A place where a pattern stands. Words of the topic stand in every command of a long transcript.
    struct Hit {
        private let number: UInt32
        private let lower: UInt32
        private let upper: UInt32

        init(text: Int, range: Range<Int>) {
            number = UInt32(clamping: text)
            lower = UInt32(clamping: range.lowerBound)
            upper = UInt32(clamping: range.upperBound)
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
        let next = all.partitioningIndex { hit in
            let place = start(of: hit)
            return (place.source, place.start) >= (span.source, span.start)
        }
        guard next < all.count else { return nil }
        let place = start(of: all[next])
        return place.source == span.source && place.start < span.end ? all[next] : nil
    }

    /// Where a place starts in its source: input, then byte.
    func start(of hit: Hit) -> SourceSpan {
        texts[hit.text].firstSpan(of: hit.range)
            ?? SourceSpan(source: texts[hit.text].source, start: 0, end: 0)
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
                guard text.firstSpan(of: place.range) != nil else { continue }
                found[place.pattern].append(Hit(text: number, range: place.range))
            }
        }
        return found.map { hits in
            let isSorted = zip(hits, hits.dropFirst()).allSatisfy { !isBefore($1, $0) }
            return isSorted ? hits : hits.sorted(by: isBefore)
        }
    }

    private func isBefore(_ left: Hit, _ right: Hit) -> Bool {
        let (mine, yours) = (start(of: left), start(of: right))
        if mine != yours { return mine < yours }
        return (left.range.lowerBound, left.range.upperBound) < (right.range.lowerBound, right.range.upperBound)
    }
}
