/// Finds the name somebody meant.
public enum NameSuggestion {
    /// The candidate nearest to `name` by edits (insert, delete, replace, swap neighbours; letters in either case), if
    /// it is near enough to be meant: a third of the letters, at least one edit. The first of equals.
    public static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
        let wanted = lowered(name)
        guard !wanted.isEmpty, wanted.count <= 100 else { return nil }
        var best: String?
        var least = max(1, wanted.count / 3) + 1
        for candidate in candidates where candidate != name {
            let letters = lowered(candidate)
            guard letters.count <= 100, abs(letters.count - wanted.count) < least else { continue }
            let distance = distance(wanted, letters)
            if distance < least {
                least = distance
                best = candidate
            }
        }
        return best
    }

    private static func lowered(_ text: String) -> [UInt8] {
        text.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    }

    /// Optimal string alignment distance. O(product of the lengths).
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        var current = last
        for row in 1...left.count {
            current[0] = row
            for column in 1...right.count {
                let replaced = last[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1)
                var value = min(replaced, last[column] + 1, current[column - 1] + 1)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    value = min(value, beforeLast[column - 2] + 1)
                }
                current[column] = value
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
