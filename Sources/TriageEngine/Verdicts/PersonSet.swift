/// A set of people by number, one bit each.
struct PersonSet: Equatable {
    private var words: [UInt64] = []

    init() {}

    init(_ people: some Sequence<Int>) { for person in people { insert(person) } }

    /// Adds a person; false for one that is there.
    @discardableResult
    mutating func insert(_ person: Int) -> Bool {
        let (word, bit) = (person >> 6, UInt64(1) << UInt64(person & 63))
        while words.count <= word { words.append(0) }
        defer { words[word] |= bit }
        return words[word] & bit == 0
    }

    func contains(_ person: Int) -> Bool {
        words.indices.contains(person >> 6) && words[person >> 6] & UInt64(1) << UInt64(person & 63) != 0
    }

    func isSubset(of other: PersonSet) -> Bool {
        words.enumerated().allSatisfy { place, word in
            word & ~(other.words.indices.contains(place) ? other.words[place] : 0) == 0
        }
    }
}
