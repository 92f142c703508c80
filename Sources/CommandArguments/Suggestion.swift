/// "Did you mean": the nearest of the words that would have been right.
public enum Suggestion {
    /// The nearest candidate, the first one among equals; `nil` when none is near enough to be a slip of the finger.
    public static func nearest(to word: String, among candidates: [String]) -> String? {
        let typed = Array(word.lowercased().unicodeScalars.prefix(maximumLength))
        guard !typed.isEmpty else { return nil }
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let wanted = Array(candidate.lowercased().unicodeScalars.prefix(maximumLength))
            let distance: Int
            if typed.count >= 3, wanted.starts(with: typed) {
                // An abbreviation: never as near as one slip in the whole word, always near enough.
                distance = 1
            } else {
                distance = editDistance(typed, wanted)
                guard distance <= allowance(for: max(typed.count, wanted.count)) else { continue }
            }
            if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
        }
        return best?.candidate
    }

    /// No declared name is near this long; an argument may be a megabyte.
    private static let maximumLength = 64

    private static func allowance(for length: Int) -> Int {
        switch length {
        case ...2: 0
        case 3...5: 1
        case 6...8: 2
        default: 3
        }
    }

    /// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other
    /// (optimal string alignment). Time and space: product of the lengths.
    static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int]()
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in right.indices {
                let same = left[row] == right[column]
                var distance = min(last[column + 1] + 1, current[column] + 1, last[column] + (same ? 0 : 1))
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    distance = min(distance, beforeLast[column - 1] + 1)
                }
                current.append(distance)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
