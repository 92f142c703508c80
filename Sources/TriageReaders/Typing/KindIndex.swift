import TriageModel

/// What proves kinds, by name: made once for a vocabulary.
final class KindTables: Sendable {
    fileprivate let kinds: [String: Vocabulary.Kind]
    fileprivate let byType: [String: String]
    /// Last parts of type names of people: `aduser`.
    fileprivate let personTypes: Set<String>
    fileprivate let byObjectClass: [String: String]
    fileprivate let byCommand: [String: String]
    fileprivate let signatures: [Signature]
    /// Positions of signatures by the first of their names: records have few names, and there are many signatures.
    fileprivate let signaturesByName: [String: [Int]]
    /// Fields of bytes that properties named after them count.
    fileprivate let sized: [Vocabulary.FieldDeclaration]
    fileprivate let vocabulary: Vocabulary

    fileprivate struct Signature: Sendable {
        let kind: String
        /// In lower case.
        let names: [String]
    }

    /// True for the name of a property that says how many bytes a field has.
    func isSize(_ name: String) -> Bool { sized.contains { $0.isSize(name) } }

    init(_ vocabulary: Vocabulary) {
        var kinds: [String: Vocabulary.Kind] = [:]
        var byType: [String: String] = [:]
        var byObjectClass: [String: String] = [:]
        var signatures: [Signature] = []
        for kind in vocabulary.kinds {
            kinds[kind.name] = kind
            for type in kind.types { byType[type.asciiLowercased] = kind.name }
            for name in kind.objectClasses { byObjectClass[name.asciiLowercased] = kind.name }
            for names in kind.signatures {
                signatures.append(Signature(kind: kind.name, names: names.map(\.asciiLowercased)))
            }
        }
        self.vocabulary = vocabulary
        sized = vocabulary.kinds.flatMap { $0.fields.filter { !$0.sizes.isEmpty } }
        self.kinds = kinds
        self.byType = byType
        self.byObjectClass = byObjectClass
        personTypes = Set(
            vocabulary.kinds.filter { $0.about == .person }.flatMap(\.types).compactMap {
                $0.split(separator: ".").last.map { String($0).asciiLowercased }
            })
        self.signatures = signatures
        signaturesByName = Dictionary(
            grouping: signatures.indices.filter { !signatures[$0].names.isEmpty }, by: { signatures[$0].names[0] })
        byCommand = Dictionary(
            vocabulary.cmdlets.compactMap { cmdlet in cmdlet.prints.map { (cmdlet.name.asciiLowercased, $0) } },
            uniquingKeysWith: { first, _ in first })
    }
}

/// Finds kinds by what proves them, without walking the whole vocabulary for every record.
struct KindIndex {
    private let tables: KindTables
    private let fields = FieldNames()
    private let last = LastTypes()

    init(_ tables: KindTables) { self.tables = tables }

    func kind(named name: String) -> Vocabulary.Kind? { tables.kinds[name] }

    /// The declaration of a field, by name or alias, compared case-insensitively.
    func field(_ name: String, of kind: Vocabulary.Kind) -> Vocabulary.FieldDeclaration? {
        fields.field(name, of: kind)
    }

    /// By the most derived type name that is known; `Deserialized.` and an assembly name behind a comma do not count.
    func kind(ofTypes types: [String]) -> Vocabulary.Kind? {
        if types.isEmpty { return nil }
        // A dump's records have the same types one after the other.
        if last.types != types {
            last.kind = findKind(ofTypes: types)
            last.types = types
        }
        return last.kind
    }

    private func findKind(ofTypes types: [String]) -> Vocabulary.Kind? {
        for type in types {
            var name = type[...]
            while name.hasPrefix("Deserialized.") { name = name.dropFirst("Deserialized.".count) }
            if let comma = name.firstIndex(of: ",") { name = name[..<comma] }
            if let kind = tables.byType[String(name).asciiLowercased] { return tables.kinds[kind] }
        }
        return nil
    }

    /// The commands of a line of a script.
    func commands(in line: String, span: SourceSpan) -> [Draft] {
        CommandParser.parse(
            LocatedText(source: span.source, bytes: line.utf8, origin: span.start), span: span,
            vocabulary: tables.vocabulary)
    }

    /// True for a command the vocabulary knows.
    func isKnown(command: String) -> Bool { tables.vocabulary.cmdlet(command) != nil }

    /// True for the short name of a type whose objects are people.
    func isPersonType(_ name: String) -> Bool { tables.personTypes.contains(name.asciiLowercased) }

    /// By the most derived object class that is known.
    func kind(ofObjectClassIn draft: Draft) -> Vocabulary.Kind? {
        guard let value = draft["objectClass"] else { return nil }
        let names: [String]
        switch value.content {
        case .text(let text): names = BracedList(text).items
        case .list(let items):
            names = items.compactMap { if case .text(let text) = $0.content { text } else { nil } }
        default: return nil
        }
        for name in names.reversed() {
            if let kind = tables.byObjectClass[name.asciiLowercased] { return tables.kinds[kind] }
        }
        return nil
    }

    /// What a command prints.
    func printed(by command: Draft) -> Vocabulary.Kind? {
        guard case .text(let name)? = command["name"]?.content else { return nil }
        return tables.byCommand[name.asciiLowercased].flatMap { tables.kinds[$0] }
    }

    /// By the longest signature of which every name is there. The size of a property stands for it: who printed
    /// `photo.Length` or `photoBytes` had an object with a photo.
    func kind(ofSignatureIn draft: Draft) -> Vocabulary.Kind? {
        var names = Set(draft.fields.map(\.name.asciiLowercased))
        for field in draft.fields where field.name.utf8.contains(0x2E) {
            if let member = MemberSizes.member(field.name) { names.insert(member.asciiLowercased) }
        }
        for field in draft.fields {
            if let measured = tables.sized.first(where: { $0.isSize(field.name) }) {
                names.insert(measured.name.asciiLowercased)
            }
        }
        // Of several of the same length the first one declared.
        var best: (length: Int, place: Int)?
        for name in names {
            for place in tables.signaturesByName[name] ?? [] {
                let signature = tables.signatures[place]
                if let best, (signature.names.count, -place) < (best.length, -best.place) { continue }
                if signature.names.allSatisfy(names.contains) { best = (signature.names.count, place) }
            }
        }
        return best.flatMap { tables.kinds[tables.signatures[$0.place].kind] }
    }
}

/// The types that were asked about last, and what they told.
private final class LastTypes {
    var types: [String] = []
    var kind: Vocabulary.Kind?
}

/// Remembers which declaration a spelling of a name means: a dump spells its few names thousands of times.
private final class FieldNames {
    /// The answers of one kind.
    private final class Answers {
        let kind: String
        var known: [String: Vocabulary.FieldDeclaration?] = [:]

        init(_ kind: String) { self.kind = kind }
    }

    private var answers: [String: Answers] = [:]
    /// Those asked last: neighbours are most often of one kind.
    private var last = Answers("")
    private static let most = 4096

    func field(_ name: String, of kind: Vocabulary.Kind) -> Vocabulary.FieldDeclaration? {
        if last.kind != kind.name {
            last = answers[kind.name] ?? Answers(kind.name)
            answers[kind.name] = last
        }
        if let answer = last.known[name] { return answer }
        let answer = kind.field(name)
        if last.known.count < Self.most { last.known[name] = .some(answer) }
        return answer
    }
}
