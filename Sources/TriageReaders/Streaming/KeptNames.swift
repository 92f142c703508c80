import TriageModel

/// The fields of one kind that are worth making values of when only a diagnosis is wanted: those that can be asked for,
/// that tell who somebody is or when something happened, and what is derived from others.
///
/// Records of a dump give their fields in the same order, so that a name is most often the one that followed the last in
/// the record before.
final class KeptNames {
    private let names: Set<[UInt8]>
    /// Those of them that are of use when the record is complete.
    private let lasting: Set<[UInt8]>
    private var seen: [Seen] = []
    private var answers: [String: Bool] = [:]
    private var text: [UInt8] = []
    private var next = 0
    private var last = 0

    private static let most = 4096
    private static let ahead = 8

    private struct Seen {
        var name: Range<Int>
        /// Position in `properties`; for names that are not read too.
        var property: Int
        var isKept: Bool
    }

    /// What a property of a record becomes.
    struct Property {
        /// The vocabulary's spelling, else the source's.
        var name: String
        /// Its declared type; nil for what no vocabulary knows.
        var type: Vocabulary.FieldType?
        var isEventTime = false
        /// True for one that is worth making a value of.
        var isRead: Bool
        /// True for one that is of use when the record is complete.
        var isKept: Bool
    }

    /// The kind, where there is only one.
    let kind: Vocabulary.Kind?
    private var properties: [Property] = []
    /// Fields of bytes that properties named after them count.
    private let sized: [Vocabulary.FieldDeclaration]

    /// The names of one kind.
    ///
    /// - Parameter asked: names that can be asked for, in lower case; nil for all.
    convenience init(_ kind: Vocabulary.Kind, asked: Set<String>?) { self.init([kind], asked: asked, and: []) }

    /// The names of all kinds, and those by which kinds and entries are told.
    convenience init(_ vocabulary: Vocabulary, asked: Set<String>?) {
        self.init(
            vocabulary.kinds, asked: asked,
            and: vocabulary.kinds.flatMap { $0.signatures.flatMap { $0 } } + LDIFAttributes.setByServers + [
                "dn", "objectclass", "changetype", "control",
            ])
    }

    private init(_ kinds: [Vocabulary.Kind], asked: Set<String>?, and others: [String]) {
        kind = kinds.count == 1 ? kinds[0] : nil
        var names = Set(others.map { Array($0.asciiLowercased.utf8) })
        var lasting: Set<[UInt8]> = []
        for kind in kinds {
            for field in kind.fields {
                let spellings = [field.name] + field.aliases
                let isAsked = asked.map { asked in spellings.contains { asked.contains($0.asciiLowercased) } } ?? true
                let lasts = isAsked || field.identity != nil || Self.naming.contains(field.name.asciiLowercased)
                for name in spellings where lasts || field.isEventTime {
                    names.insert(Array(name.asciiLowercased.utf8))
                    if lasts { lasting.insert(Array(name.asciiLowercased.utf8)) }
                }
            }
            for derivation in kind.derivations {
                let field = derivation.field.asciiLowercased
                names.insert(Array(field.utf8))
                if asked?.contains(field) ?? true { lasting.insert(Array(field.utf8)) }
                for test in derivation.tests {
                    names.insert(Array(test.field.asciiLowercased.utf8))
                    if asked == nil { lasting.insert(Array(test.field.asciiLowercased.utf8)) }
                }
            }
        }
        self.names = names
        self.lasting = lasting
        sized = kinds.flatMap { $0.fields.filter { !$0.sizes.isEmpty } }
    }

    /// Fields reports name somebody by who has no other name.
    private static let naming: Set<String> = ["name", "path"]

    /// Begins a record.
    func begin() { next = 0 }

    /// Takes back the last answer: its name will be asked for again.
    func goBack() { next = last }

    /// True for a name that can matter, as it stands in the source.
    func keeps(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool { find(bytes, range).isKept }

    /// What a property of that name becomes; nil for the name of a size, and where too many names were seen. The name
    /// stands for itself, without escapes.
    func property(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Property? {
        let place = find(bytes, range).property
        return place < 0 ? nil : properties[place]
    }

    /// The position of a name among those that were seen, for ``name(_:)``, and whether it can matter; -1 for the name of
    /// a size, and where too many names were seen.
    func place(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (property: Int, isKept: Bool) {
        let seen = find(bytes, range)
        return (seen.property, seen.isKept)
    }

    /// A name that was seen, as it stands in the source where there is more than one kind.
    func name(_ position: Int) -> String { properties[position].name }

    private func find(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Seen {
        last = next
        var place = next
        while place < seen.count, place < next + Self.ahead {
            if isSame(seen[place].name, bytes, range) {
                next = place + 1
                return seen[place]
            }
            place += 1
        }
        var name: [UInt8] = []
        name.reserveCapacity(range.count)
        for index in range { name.append(bytes[index].asciiLowered) }
        // A size belongs to another field: the record is for the classifier, and the name is not noted as a plain one.
        let isSize = isSize(name)
        var new = Seen(name: 0..<0, property: -1, isKept: isSize || keeps(lowered: name, among: names))
        if !isSize, seen.count < Self.most {
            let start = text.count
            for index in range { text.append(bytes[index]) }
            new.name = start..<text.count
            new.property = properties.count
            properties.append(property(String(decoding: text[start...], as: UTF8.self), isRead: new.isKept))
            seen.insert(new, at: min(next, seen.count))
            next += 1
        }
        return new
    }

    /// What a property of that name becomes, which is worth making a value of.
    func property(named name: String) -> Property { property(name, isRead: true) }

    private func property(_ name: String, isRead: Bool) -> Property {
        guard let declared = kind?.field(name) else { return Property(name: name, isRead: isRead, isKept: keeps(name)) }
        return Property(
            name: declared.name, type: declared.type, isEventTime: declared.isEventTime, isRead: isRead,
            isKept: keeps(declared.name))
    }

    /// True for a name that can matter when the record is complete.
    func keeps(_ name: String) -> Bool {
        if let known = answers[name] { return known }
        let isKept = keeps(lowered: name.utf8.map(\.asciiLowered), among: lasting)
        if answers.count < Self.most { answers[name] = isKept }
        return isKept
    }

    private func keeps(lowered name: [UInt8], among names: Set<[UInt8]>) -> Bool {
        // Escapes, and names that say how long a field is.
        names.contains(name) || name.contains(0x5F) || name.contains(0x2E)
    }

    /// True for a name that says how many bytes a field has.
    private func isSize(_ name: [UInt8]) -> Bool {
        guard !sized.isEmpty else { return false }
        let text = String(decoding: name, as: UTF8.self)
        return sized.contains { $0.isSize(text) }
    }

    private func isSame(_ known: Range<Int>, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard known.count == range.count else { return false }
        for offset in 0..<known.count where text[known.lowerBound + offset] != bytes[range.lowerBound + offset] {
            return false
        }
        return true
    }
}
