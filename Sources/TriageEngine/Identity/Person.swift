/// Somebody a case is about, with the records that are about him or her.
struct Person {
    /// How the case knows of a person; the best-known level that has anybody decides who "the only person" is.
    enum Level: Int, Comparable {
        /// Only in the head of a message.
        case header
        /// Named by a command, an error or the prose.
        case named
        /// Described by records of his or her own.
        case described

        static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    /// The keys of all records together; empty where they are read again from ``describedBy``.
    var identity: RecordIdentity
    /// Records about this person, ascending.
    var records: RecordNumbers
    var level: Level
    /// The best name known.
    var name: String
    /// People that bear the same weak key and other strong ones.
    var conflicts: [Int] = []
    /// The one record that describes somebody who bears nobody else's keys.
    let describedBy: Int32?

    init(identity: RecordIdentity, records: [Int], level: Level, name: String) {
        self.identity = identity
        self.records = RecordNumbers(records)
        self.level = level
        self.name = name
        describedBy = nil
    }

    /// Somebody whom one record describes, and who bears nobody else's keys.
    init(describedBy record: Int, name: String) {
        identity = RecordIdentity()
        records = RecordNumbers([record])
        level = .described
        self.name = name
        describedBy = Int32(truncatingIfNeeded: record)
    }

    /// What a person is called of whom no name is known.
    static let unnamed = "the user"
}

extension RecordIdentity {
    /// True when a part of the names starts with that word (lower case).
    func mayBeCalled(_ word: String) -> Bool { nameParts.contains { $0.hasPrefix(word) } }

    /// True when that word (lower case) is a part of the names.
    func isCalled(_ word: Substring) -> Bool { nameParts.contains(word) }

    private var nameParts: [Substring] {
        let texts = localParts.map { String($0) } + accounts + words + [names.display?.lowercased() ?? ""]
        return texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }
    }
}

/// Numbers of people in four bytes each, some of them missing.
struct PersonNumbers: RandomAccessCollection, Equatable, ExpressibleByArrayLiteral {
    private var numbers: [Int32]

    init(arrayLiteral elements: Int?...) { numbers = elements.map { Int32(truncatingIfNeeded: $0 ?? -1) } }

    /// So many of nobody.
    init(count: Int) { numbers = Array(repeating: -1, count: count) }

    var startIndex: Int { 0 }
    var endIndex: Int { numbers.count }

    subscript(position: Int) -> Int? {
        get { numbers[position] < 0 ? nil : Int(numbers[position]) }
        set { numbers[position] = Int32(truncatingIfNeeded: newValue ?? -1) }
    }

    mutating func append(_ number: Int?) { numbers.append(Int32(truncatingIfNeeded: number ?? -1)) }
}

/// Positions of records: nearly always of one, which then costs no memory of its own.
struct RecordNumbers: RandomAccessCollection, Equatable {
    private var one: Int32 = -1
    /// Two and more.
    private var several: [Int] = []

    init(_ records: [Int]) { for record in records { append(record) } }

    var startIndex: Int { 0 }
    var endIndex: Int { one >= 0 ? 1 : several.count }

    subscript(position: Int) -> Int { one >= 0 ? Int(one) : several[position] }

    mutating func append(_ record: Int) {
        if isEmpty {
            one = Int32(truncatingIfNeeded: record)
        } else if one >= 0 {
            several = [Int(one), record]
            one = -1
        } else {
            several.append(record)
        }
    }

    mutating func sort() { several.sort() }
}
