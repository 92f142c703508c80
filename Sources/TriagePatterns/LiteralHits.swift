/// Takes in the matches of a database of literals.
final class LiteralHits {
    /// A literal found at a place.
    struct Hit {
        let entry: Int
        let start: Int
    }

    private let entries: [PatternSet.LiteralEntry]
    private let limit: Int
    /// Of every expression, how far before a literal a match can start.
    private let leads: [Int?]
    private(set) var hits: [Hit] = []
    /// Expressions to be run, with the places their matches can start at; nil for all places.
    private(set) var expressions: [Int: [ClosedRange<Int>]?] = [:]
    private(set) var overflowing: Set<Int> = []
    /// Offset of the piece being searched.
    var base = 0
    /// Ends that count: behind its lower bound, up to its upper one.
    var reporting = 0..<0

    /// Behind the last hit of each entry.
    private var ends: [Int]
    private var counts: [Int]

    init(_ entries: [PatternSet.LiteralEntry], leads: [Int?] = [], limit: Int) {
        self.entries = entries
        self.leads = leads
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
        for expression in entries[entry].expressions { note(expression, start) }
        guard start >= ends[entry] else { return }
        ends[entry] = end
        counts[entry] += 1
        guard !entries[entry].ids.isEmpty else { return }
        if counts[entry] > limit {
            overflowing.insert(entry)
        } else {
            hits.append(Hit(entry: entry, start: start))
        }
    }

    /// A match of an expression may start before a literal of it, or at it.
    private func note(_ expression: Int, _ start: Int) {
        guard leads.indices.contains(expression), let lead = leads[expression] else {
            expressions[expression] = .some(nil)
            return
        }
        let window = max(start - lead, 0)...max(start, 0)
        guard let known = expressions[expression] else {
            expressions[expression] = [window]
            return
        }
        guard var windows = known, let last = windows.last else { return }
        // Literals come in the order of their ends: a longer one may start before the one before it.
        if window.lowerBound <= last.upperBound + 1 {
            expressions[expression] = .some(nil)
            windows[windows.count - 1] =
                min(last.lowerBound, window.lowerBound)...max(last.upperBound, window.upperBound)
        } else if windows.count < Self.mostWindows {
            expressions[expression] = .some(nil)
            windows.append(window)
        } else {
            expressions[expression] = .some(nil)
            return
        }
        expressions[expression] = windows
    }

    /// Where a literal stands everywhere, the text is gone through as a whole.
    private static let mostWindows = 1 << 18
}
