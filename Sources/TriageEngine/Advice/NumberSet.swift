/// A set of small numbers, a bit each: few hundred at most are asked about thousands of times.
struct NumberSet {
    private var words: [UInt64] = []

    /// How many there are.
    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// The numbers, in order.
    var numbers: [Int] {
        var numbers: [Int] = []
        for (place, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                numbers.append(place * 64 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return numbers
    }

    mutating func insert(_ number: Int) {
        while words.count <= number / 64 { words.append(0) }
        words[number / 64] |= 1 << UInt64(number % 64)
    }

    mutating func subtract(_ other: NumberSet) {
        for place in 0..<min(words.count, other.words.count) { words[place] &= ~other.words[place] }
    }

    /// How many are in both.
    func commonCount(with other: NumberSet) -> Int {
        var count = 0
        for place in 0..<min(words.count, other.words.count) {
            count += (words[place] & other.words[place]).nonzeroBitCount
        }
        return count
    }
}
