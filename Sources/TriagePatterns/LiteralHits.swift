/// Takes in the matches of a database of literals.
final class LiteralHits {
    /// A literal found at a place.
    struct Hit {
        let entry: Int
        let start: Int
    }

    private let entries: [PatternSet.LiteralEntry]
    private let limit: Int
    private(set) var hits: [Hit] = []
    /// Expressions to be run.
    private(set) var expressions: Set<Int> = []
    private(set) var overflowing: Set<Int> = []
    /// Offset of the piece being searched.
    var base = 0
    /// Ends that count: behind its lower bound, up to its upper one.
    var reporting = 0..<0

    /// Behind the last hit of each entry.
    private var ends: [Int]
    private var counts: [Int]

    init(_ entries: [PatternSet.LiteralEntry], limit: Int) {
        self.entries = entries
        self.limit = limit
        ends = [Int](repeating: 0, count: entries.count)
        counts = [Int](repeating: 0, count: entries.count)
    }

    /// Takes in a match by its end in the piece. Matches of one literal come from the left; one that overlaps the
    /// match before is dropped.
    func add(entry: Int, end: Int) {
        let end = base + end
        guard entry < entries.count, end > reporting.lowerBound, end <= reporting.upperBound else { return }
        let start = end - entries[entry].length
        guard start >= ends[entry] else { return }
        ends[entry] = end
        if counts[entry] == 0 { expressions.formUnion(entries[entry].expressions) }
        counts[entry] += 1
        guard !entries[entry].ids.isEmpty else { return }
        if counts[entry] > limit {
            overflowing.insert(entry)
        } else {
            hits.append(Hit(entry: entry, start: start))
        }
    }
}
