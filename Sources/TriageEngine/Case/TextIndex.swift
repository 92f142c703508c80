import TriageModel

/// Where the rules' patterns stand in the texts of a case. Every text is searched once, for all patterns.
final class TextIndex {
    /// A place where a pattern stands.
    struct Hit {
        /// Where it starts in its source: input, then byte.
        var start: SourceSpan
        /// Position of the text in the evidence.
        var text: Int
        /// Bytes of the repaired text.
        var range: Range<Int>
    }

    private let texts: [RepairedText]
    private let search: any PatternSearch
    private lazy var hits: [[Hit]] = found()
    /// Patterns that stood in more places than are kept.
    private(set) var cut: Set<Int> = []

    /// More places than this of one pattern are not kept: they prove no more, and memory is bounded.
    private static let limit = 100_000

    init(texts: [RepairedText], search: any PatternSearch) {
        self.texts = texts
        self.search = search
    }

    /// True when there is any text.
    var isEmpty: Bool { texts.allSatisfy { $0.bytes.isEmpty } }

    /// Places of a pattern, in the order of sources.
    func places(of pattern: Int) -> [Hit] { hits.indices.contains(pattern) ? hits[pattern] : [] }

    /// The places of a pattern that start in a span, in order; a binary search, then as many as there are.
    func places(of pattern: Int, in span: SourceSpan) -> ArraySlice<Hit> {
        let all = places(of: pattern)
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if (all[middle].start.source, all[middle].start.start) < (span.source, span.start) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        var end = low
        while end < all.count, all[end].start.source == span.source, all[end].start.start < span.end { end += 1 }
        return all[low..<end]
    }

    /// The spans of a place in its source.
    func spans(of hit: Hit) -> [SourceSpan] { texts[hit.text].spans(of: hit.range) }

    private func found() -> [[Hit]] {
        var found = [[Hit]](repeating: [], count: search.patternCount)
        for (number, text) in texts.enumerated() where !text.bytes.isEmpty {
            search.search(text.bytes) { pattern, range in
                guard found.indices.contains(pattern) else { return }
                guard found[pattern].count < TextIndex.limit else {
                    cut.insert(pattern)
                    return
                }
                guard let start = text.spans(of: range).first else { return }
                found[pattern].append(Hit(start: start, text: number, range: range))
            }
        }
        return found.map { hits in
            hits.sorted {
                ($0.start, $0.range.lowerBound, $0.range.upperBound) < (
                    $1.start, $1.range.lowerBound, $1.range.upperBound
                )
            }
        }
    }
}
