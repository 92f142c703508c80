import TriageModel

/// The fields of one kind that are worth making values of when only a diagnosis is wanted: those the vocabulary knows.
/// Nothing else can be asked for.
///
/// Records of a dump give their fields in the same order, so that a name is most often the one that followed the last in
/// the record before.
final class KeptNames {
    private let names: Set<[UInt8]>
    private var seen: [Seen] = []
    private var answers: [String: Bool] = [:]
    private var text: [UInt8] = []
    private var next = 0
    private var last = 0

    private static let most = 4096
    private static let ahead = 8

    private struct Seen {
        var name: Range<Int>
        var isKept: Bool
    }

    /// The names of one kind.
    convenience init(_ kind: Vocabulary.Kind) { self.init([kind], and: []) }

    /// The names of all kinds, and those by which kinds and entries are told.
    convenience init(_ vocabulary: Vocabulary) {
        self.init(
            vocabulary.kinds,
            and: vocabulary.kinds.flatMap { $0.signatures.flatMap { $0 } } + [
                "dn", "objectclass", "changetype", "control", "objectguid", "whencreated", "usnchanged", "usncreated",
                "createtimestamp",
            ])
    }

    private init(_ kinds: [Vocabulary.Kind], and others: [String]) {
        var names = Set(others.map { Array($0.asciiLowercased.utf8) })
        for kind in kinds { Self.add(kind, to: &names) }
        self.names = names
    }

    private static func add(_ kind: Vocabulary.Kind, to names: inout Set<[UInt8]>) {
        for field in kind.fields {
            for name in [field.name] + field.aliases { names.insert(Array(name.asciiLowercased.utf8)) }
        }
        for derivation in kind.derivations {
            names.insert(Array(derivation.field.asciiLowercased.utf8))
            for test in derivation.tests { names.insert(Array(test.field.asciiLowercased.utf8)) }
        }
    }

    /// Begins a record.
    func begin() { next = 0 }

    /// Takes back the last answer: its name will be asked for again.
    func goBack() { next = last }

    /// True for a name that can matter, as it stands in the source.
    func keeps(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        last = next
        var place = next
        while place < seen.count, place < next + Self.ahead {
            if isSame(seen[place].name, bytes, range) {
                next = place + 1
                return seen[place].isKept
            }
            place += 1
        }
        var name: [UInt8] = []
        name.reserveCapacity(range.count)
        for index in range { name.append(bytes[index].asciiLowered) }
        let isKept = keeps(lowered: name)
        if seen.count < Self.most {
            let start = text.count
            for index in range { text.append(bytes[index]) }
            seen.insert(Seen(name: start..<text.count, isKept: isKept), at: min(next, seen.count))
            next += 1
        }
        return isKept
    }

    /// True for a name that can matter.
    func keeps(_ name: String) -> Bool {
        if let known = answers[name] { return known }
        let isKept = keeps(lowered: name.utf8.map(\.asciiLowered))
        if answers.count < Self.most { answers[name] = isKept }
        return isKept
    }

    private func keeps(lowered name: [UInt8]) -> Bool {
        // Escapes, and names that say how long a field is.
        names.contains(name) || name.contains(0x5F) || name.contains(0x2E)
    }

    private func isSame(_ known: Range<Int>, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard known.count == range.count else { return false }
        for offset in 0..<known.count where text[known.lowerBound + offset] != bytes[range.lowerBound + offset] {
            return false
        }
        return true
    }
}
