/// Takes in the matches of one expression and keeps the leftmost longest ones that do not overlap.
final class ExpressionHits {
    private let hasStarts: Bool
    private let limit: Int
    /// Matches so far; without starts, `start` is `end`.
    private(set) var ranges: [Range<Int>] = []
    private(set) var isOverflowing = false
    /// Offset of the piece being searched.
    var base = 0

    init(hasStarts: Bool, limit: Int) {
        self.hasStarts = hasStarts
        self.limit = limit
    }

    /// Takes in a match, in the order of ends the engine reports them in; false to stop the search.
    func add(start: Int, end: Int) -> Bool {
        let end = base + end
        let start = hasStarts ? base + start : end
        // A match that starts earlier and ends later swallows those in it; `ab` of `ab|abcd` becomes `abcd`.
        while let last = ranges.last, last.lowerBound >= start, last.upperBound <= end { ranges.removeLast() }
        if let last = ranges.last, start < last.upperBound { return true }
        if ranges.count == limit {
            isOverflowing = true
            return false
        }
        ranges.append(start..<end)
        return true
    }
}
