import TriageModel

/// "Did you mean": the closest of several names.
enum Nearest {
    /// The name that takes the fewest edits, when few enough for a slip of the pen: up to a third of the length.
    static func match(_ word: String, among names: some Sequence<String>) -> String? {
        let wanted = Array(word.asciiLowercased.utf8.prefix(64))
        let limit = max(1, wanted.count / 3)
        var best: (name: String, distance: Int)?
        for name in names {
            let distance = edits(wanted, Array(name.asciiLowercased.utf8.prefix(64)))
            guard distance <= limit else { continue }
            if let known = best, (known.distance, known.name) <= (distance, name) { continue }
            best = (name, distance)
        }
        return best?.name
    }

    /// ` (did you mean "x"?)`, or nothing.
    static func hint(_ word: String, among names: some Sequence<String>) -> String {
        match(word, among: names).map { " (did you mean \"\($0)\"?)" } ?? ""
    }

    /// Insertions, deletions, replacements and exchanges of neighbours (optimal string alignment).
    static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        if left.isEmpty { return right.count }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            current.reserveCapacity(right.count + 1)
            for column in 0..<right.count {
                let replaced = last[column] + (left[row - 1] == right[column] ? 0 : 1)
                var best = min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 1, column > 0, left[row - 1] == right[column - 1], left[row - 2] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
