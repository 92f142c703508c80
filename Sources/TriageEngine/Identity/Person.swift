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

    /// The keys of all records together.
    var identity: RecordIdentity
    /// Records about this person, ascending.
    var records: [Int]
    var level: Level
    /// The best name known.
    var name: String
    /// People that bear the same weak key and other strong ones.
    var conflicts: [Int] = []

    /// What a person is called of whom no name is known.
    static let unnamed = "the user"

    /// True when a part of the names starts with that word (lower case).
    func mayBeCalled(_ word: String) -> Bool { nameParts.contains { $0.hasPrefix(word) } }

    /// True when that word (lower case) is a part of the names.
    func isCalled(_ word: Substring) -> Bool { nameParts.contains(word) }

    private var nameParts: [Substring] {
        let texts =
            identity.localParts.map { String($0) } + identity.accounts + identity.words
            + [identity.names.display?.lowercased() ?? ""]
        return texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }
    }
}
