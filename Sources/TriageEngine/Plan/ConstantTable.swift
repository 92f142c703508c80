/// Finds many constants in a text at once: those that stand in it, as it is compared (``FoldedText``).
///
/// Constants are in order, so that those with a common beginning are neighbours: at every place of the text the
/// neighbours that go on like the text are narrowed down byte by byte. A place costs at most the length of the longest
/// constant, most places nothing.
struct ConstantTable: Sendable {
    private let constants: [[UInt8]]
    /// What asks for each constant.
    private let askers: [[Int]]
    /// Constants by their first byte.
    private let firsts: [Range<Int>]

    /// A table of constants, none of them empty, and what asks for them.
    init(_ wanted: [[UInt8]: [Int]]) {
        let sorted = wanted.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        constants = sorted.map(\.key)
        askers = sorted.map(\.value)
        var firsts = [Range<Int>](repeating: 0..<0, count: 256)
        for (place, constant) in constants.enumerated() {
            guard let first = constant.first else { continue }
            let known = firsts[Int(first)]
            firsts[Int(first)] = (known.isEmpty ? place : known.lowerBound)..<(place + 1)
        }
        self.firsts = firsts
    }

    /// Hands over what asks for a constant that stands in the text, as often as it stands there.
    func forEachAsker(in text: [UInt8], _ take: (Int) -> Void) {
        for start in text.indices {
            var range = firsts[Int(text[start])]
            var depth = 1
            while !range.isEmpty {
                if constants[range.lowerBound].count == depth {
                    for asker in askers[range.lowerBound] { take(asker) }
                    range = (range.lowerBound + 1)..<range.upperBound
                    if range.isEmpty { break }
                }
                guard start + depth < text.count else { break }
                let byte = text[start + depth]
                let lower = range.partitioningIndex { constants[$0][depth] >= byte }
                guard lower < range.upperBound, constants[lower][depth] == byte else { break }
                let upper = (lower..<range.upperBound).partitioningIndex { constants[$0][depth] > byte }
                range = lower..<upper
                depth += 1
            }
        }
    }
}
