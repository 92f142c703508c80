import TriageModel

/// The evidence of one case, made ready for questions: who is who, which records stand where, which fields they have.
///
/// Read-only once made, but for answers that are worked out when first asked for; stays in one thread.
final class CaseFile {
    /// All records in reading order, stated ones last.
    let records: [Record]
    let sources: [SourceInfo]
    let texts: [RepairedText]
    let people: People
    /// The person the case is about, where it can be told.
    let complainant: Int?
    /// The only person there is.
    let only: Int?
    let isOnTopic: Bool
    /// About what the kinds are that rules ask for, by kind number.
    let about: [Vocabulary.About]

    private let identities: IdentityReader

    private let kindNumbers: [Int32]
    private let ofKind: [[Int]]
    /// Of people with many records only; those of others are looked through.
    private let ofPersonAndKind: [PersonKind: [Int]]
    private let unattached: [[Int]]
    /// Positions of the records that were read, by block and by session.
    private(set) lazy var blocks: [Int: [Int]] = readRecords { $0.place.block }
    private(set) lazy var sessions: [Int: [Int]] = readRecords(by: CaseFile.session)
    private let layouts: FieldLayouts
    /// Fields of records whose value another record disputes or replaces.
    var overrides: [FieldKey: Override] = [:]

    private struct PersonKind: Hashable {
        var person: Int
        var kind: Int
    }

    /// People with no more records than this are not indexed.
    private static let fewRecords = 8

    /// A field of a record.
    struct FieldKey: Hashable {
        var record: Int
        var field: Int
    }

    /// What is to be believed instead of what a record says.
    enum Override {
        /// Nothing: sources disagree.
        case disputed
        /// What a later record says.
        case replaced(by: Int)
    }

    init(
        records: [Record], evidence: Evidence, people: People, complainant: Int?, isOnTopic: Bool, kinds: NameTable,
        fields: NameTable, reader: IdentityReader
    ) {
        self.records = records
        sources = evidence.sources
        texts = evidence.texts
        self.people = people
        self.complainant = complainant
        only = people.only
        self.isOnTopic = isOnTopic
        identities = reader
        about = kinds.names.map { reader.about($0) }

        var kindNumbers: [Int32] = []
        kindNumbers.reserveCapacity(records.count)
        // Neighbours are most often of one kind.
        var last = (name: "", number: -1)
        var ofKind = [[Int]](repeating: [], count: kinds.names.count)
        var ofPersonAndKind: [PersonKind: [Int]] = [:]
        var unattached = ofKind
        var layouts = FieldLayouts()
        for (position, record) in records.enumerated() {
            if record.kind != last.name { last = (record.kind, kinds.number(of: record.kind) ?? -1) }
            let kind = last.number
            kindNumbers.append(Int32(truncatingIfNeeded: kind))
            layouts.add(position, ofKind: kind, in: records, fields)
            guard kind >= 0 else { continue }
            ofKind[kind].append(position)
            if let person = people.personOfRecord[position] {
                if people.persons[person].records.count > CaseFile.fewRecords {
                    ofPersonAndKind[PersonKind(person: person, kind: kind), default: []].append(position)
                }
            } else {
                unattached[kind].append(position)
            }
        }
        self.kindNumbers = kindNumbers
        self.ofKind = ofKind
        self.ofPersonAndKind = ofPersonAndKind
        self.unattached = unattached
        self.layouts = layouts
    }

    /// Kind number of a record; -1 for kinds no rule asks for.
    func kind(of record: Int) -> Int { Int(kindNumbers[record]) }

    private func readRecords(by number: (Record) -> Int) -> [Int: [Int]] {
        var sets: [Int: [Int]] = [:]
        for (position, record) in records.enumerated() where !record.isAsserted {
            sets[number(record), default: []].append(position)
        }
        return sets
    }

    /// The records of a kind that a person owns.
    private func owned(_ person: Int, _ kind: Int) -> [Int] {
        let records = people.persons[person].records
        if records.count <= CaseFile.fewRecords { return records.filter { self.kind(of: $0) == kind } }
        return ofPersonAndKind[PersonKind(person: person, kind: kind)] ?? []
    }

    private func owns(_ person: Int, _ kind: Int) -> Bool {
        let records = people.persons[person].records
        if records.count <= CaseFile.fewRecords { return records.contains { self.kind(of: $0) == kind } }
        return ofPersonAndKind[PersonKind(person: person, kind: kind)] != nil
    }

    /// The number of a record's session. What stands outside of any session is one session of its own a source: the
    /// console before anything was connected.
    static func session(of record: Record) -> Int { record.place.session ?? -1 - record.span.source.number }

    /// The value of a field by its number; nil when the record does not mention it. The first of equal names counts.
    func field(_ number: Int, of record: Int) -> Value? {
        layouts.position(of: number, in: record).map { records[record].value(at: $0) }
    }

    /// True when the record has a field the rules ask for by that number.
    func hasField(_ number: Int, of record: Int) -> Bool {
        layouts.position(of: number, in: record) != nil
    }

    /// All records of a kind.
    func all(ofKind kind: Int) -> [Int] { ofKind[kind] }

    /// True when records of that kind hold for everybody.
    func isForAll(kind: Int) -> Bool { about[kind] == .tenant }

    /// The records of a kind that are about a person: his or hers, those that hold for everybody, and those that name
    /// nobody when there is nobody else. With no person given: those that name nobody.
    ///
    /// Who has none of a kind has those of whoever bears the same name and another anchor: the records are not joined,
    /// but the case is about both.
    func records(ofKind kind: Int, person: Int?) -> [Int] {
        if isForAll(kind: kind) { return ofKind[kind] }
        guard let person else { return unattached[kind] }
        let own = owned(person, kind)
        if ownsTheNameless(person, kind), !unattached[kind].isEmpty {
            return own.isEmpty ? unattached[kind] : (own + unattached[kind]).sorted()
        }
        return own.isEmpty ? ofPartners(person, kind) : own
    }

    /// What a record is about.
    func about(_ record: Record) -> Vocabulary.About { identities.about(record.kind) }

    /// True when any record of that kind is about the person.
    func has(kind: Int, person: Int) -> Bool {
        if owns(person, kind) { return true }
        if ownsTheNameless(person, kind), !unattached[kind].isEmpty { return true }
        return !ofPartners(person, kind).isEmpty
    }

    /// True for somebody who may have records that are not his or her own.
    func mayHaveOthers(_ person: Int) -> Bool {
        person == only || person == complainant || !people.persons[person].conflicts.isEmpty
    }

    private func ofPartners(_ person: Int, _ kind: Int) -> [Int] {
        let partners = people.persons[person].conflicts
        if partners.isEmpty { return [] }
        return partners.prefix(8).flatMap { owned($0, kind) }.uniqued().sorted()
    }

    /// What names nobody is about the only person; what was seen and tried is about the person the case is about.
    private func ownsTheNameless(_ person: Int, _ kind: Int) -> Bool {
        person == only || (person == complainant && isStatement(kind))
    }

    private func isStatement(_ kind: Int) -> Bool {
        guard let first = unattached[kind].first else { return false }
        return records[first].kind == RecordKind.observation || records[first].kind == RecordKind.tried
    }

    /// Name of a record's source and its line: `ticket.txt:12`.
    func place(of record: Int) -> String {
        let span = records[record].span
        guard !records[record].isAsserted, sources.indices.contains(span.source.number) else { return "" }
        let source = sources[span.source.number]
        return "\(source.name):\(source.position(of: span.start).line)"
    }
}
