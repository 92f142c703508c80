import TriageModel

/// The people of a case: who they are, and which record is about whom.
struct People {
    private(set) var persons: [Person] = []
    /// The person a record is about, by position of the record; nil for records that name nobody.
    private(set) var personOfRecord: PersonNumbers
    /// Records about a person of whom no key is known, that no single person can own.
    private(set) var conflicts: [PersonJoiner.Conflict] = []
    /// What joined the records of a person, by person; nothing for those of one record.
    private(set) var reasons: [Int: [PersonJoiner.Reason]] = [:]
    /// The records the joiner spoke of, by its numbers.
    private(set) var members: [Int] = []
    private let reader: IdentityReader
    private let stated: [Int: RecordIdentity]
    private var index = WeakKeyIndex()
    private var strong: [String: Int] = [:]
    /// True once people can be found by their keys; a crowd nobody asks for is not prepared for it.
    private var isIndexed = false

    /// - Parameters:
    ///   - stated: whom the engineer named, by position of the asserted record.
    ///   - isSearched: true when somebody will be looked for with ``find(_:in:)``.
    init(records: [Record], stated: [Int: RecordIdentity], reader: IdentityReader, isSearched: Bool = false) {
        personOfRecord = PersonNumbers(count: records.count)
        self.reader = reader
        self.stated = stated
        var owners = KeyOwners()
        var names: [String?] = []
        var keyless: [(record: Int, identity: RecordIdentity)] = []
        var references: [(record: Int, identity: RecordIdentity, level: Person.Level?)] = []
        var places = KeyPlaces()
        for (position, record) in records.enumerated() {
            let identity = People.identity(of: record, at: position, stated, reader, &places)
            switch reader.role(of: record, naming: identity) {
            case .describes where identity.isEmpty: keyless.append((position, identity))
            case .describes:
                owners.add(identity, record: position)
                names.append(identity.names.best)
            case .names(let level):
                let isStated = stated[position] != nil
                if !identity.isEmpty || identity.names.display != nil {
                    references.append((position, identity, isStated ? .named : level))
                }
            case .none: break
            }
        }
        isIndexed = isSearched || !references.isEmpty
        addDescribed(owners, names, records, &places)
        for conflict in conflicts.prefix(1000) {
            persons[conflict.left].conflicts.append(conflict.right)
            persons[conflict.right].conflicts.append(conflict.left)
        }
        addKeyless(keyless, records)
        let ranks = references.map { People.rank($0.identity) }
        for rank in 0...People.lastRank {
            for (number, (record, identity, level)) in references.enumerated() where ranks[number] == rank {
                if identity.isEmpty {
                    nameOnly(record, identity, level, records)
                } else {
                    if records[record].kind == RecordKind.observation { learnFirstName(identity, records) }
                    attach(record, identity, level, records)
                }
            }
        }
        for index in persons.indices where persons[index].records.count > 1 { persons[index].records.sort() }
    }

    /// Whom a record names, with what the engineer stated.
    private static func identity(
        of record: Record, at position: Int, _ stated: [Int: RecordIdentity], _ reader: IdentityReader,
        _ places: inout KeyPlaces
    ) -> RecordIdentity {
        let own = reader.identity(of: record, &places)
        guard var identity = stated[position] else { return own }
        identity.merge(own)
        return identity
    }

    /// The keys of a person. Those of one record are read again where they are asked for: a crowd's are not kept.
    func identity(of person: Int, in records: [Record]) -> RecordIdentity {
        guard let record = persons[person].describedBy.map({ Int($0) }) else { return persons[person].identity }
        var places = KeyPlaces()
        return People.identity(of: records[record], at: record, stated, reader, &places)
    }

    /// The strong key of the object a describing record is about.
    func object(ofRecord position: Int, in records: [Record]) -> String? {
        guard reader.about(records[position].kind) == .person else { return nil }
        var places = KeyPlaces()
        let identity = People.identity(of: records[position], at: position, stated, reader, &places)
        guard case .describes = reader.role(of: records[position], naming: identity) else { return nil }
        return identity.objectGUIDs.first ?? identity.cloudIDs.first ?? identity.distinguishedNames.first
    }

    /// The person that stands for whom the case does not tell.
    private var anonymous: Int?

    /// The only person, if there is exactly one on the best-known level; the one that stands for nobody known.
    var only: Int? {
        if let anonymous { return anonymous }
        for level in [Person.Level.described, .named, .header] {
            let known = persons.indices.filter { persons[$0].level == level }
            if let first = known.first {
                // Records of one name that are kept apart are about one person all the same.
                let partners = Set(persons[first].conflicts)
                return known.dropFirst().allSatisfy(partners.contains) ? first : nil
            }
        }
        return nil
    }

    /// The person with these keys: by strong keys, else by weak ones that only one bears.
    func find(_ identity: RecordIdentity, in records: [Record]) -> Int? {
        for key in People.strongKeys(identity) { if let person = strong[key] { return person } }
        // The same few people are asked about several times.
        var known: [(person: Int, keys: RecordIdentity)] = []
        func keys(_ person: Int) -> RecordIdentity {
            if let answer = known.first(where: { $0.person == person }) { return answer.keys }
            let keys = self.identity(of: person, in: records)
            if known.count < 8 { known.append((person, keys)) }
            return keys
        }
        let matches = index.matches(for: identity) { keys($0) }
            .filter { !keys($0.hub).isOtherAccount(than: identity) }.map(\.hub)
        guard let first = matches.first else { return nil }
        // Several records of one name that are kept apart: the first stands for all.
        let partners = Set(persons[first].conflicts)
        return matches.dropFirst().allSatisfy(partners.contains) ? first : nil
    }

    /// Lets the person the case is about count as named where only the head of a message told of him or her.
    mutating func raise(_ person: Int) { persons[person].level = max(persons[person].level, .named) }

    /// Adds "the user" to a case of the topic that describes nobody and does not tell which of those it names is meant.
    ///
    /// - Parameter besidesSenders: true when those whom it names did nothing but send it.
    mutating func addAnonymous(besidesSenders: Bool) {
        guard only == nil || besidesSenders, !persons.contains(where: { $0.level == .described }) else { return }
        add(RecordIdentity(), records: [], level: .named)
        anonymous = persons.count - 1
    }

    /// Adds a record of each join that was not made, for both people, so that rules can ask for it.
    mutating func addConflictRecords(to records: inout [Record]) {
        for conflict in conflicts.prefix(1000) {
            for (mine, other) in [(conflict.left, conflict.right), (conflict.right, conflict.left)] {
                guard let first = persons[mine].records.first else { continue }
                let span = records[first].span
                func text(_ text: String) -> Value {
                    Value(.text(text), spans: records[first].isAsserted ? [] : [span])
                }
                let isLeft = mine == conflict.left
                records.append(
                    Record(
                        kind: RecordKind.identityConflict,
                        fields: [
                            Record.Field("key", text(conflict.keys.key.rawValue)),
                            Record.Field("value", text(isLeft ? conflict.keys.left : conflict.keys.right)),
                            Record.Field("other", text(isLeft ? conflict.keys.right : conflict.keys.left)),
                            Record.Field("shared", text(conflict.shared)),
                            Record.Field("with", text(persons[other].name)),
                        ], span: span, format: "joined", place: records[first].place,
                        isAsserted: records[first].isAsserted))
                persons[mine].records.append(records.count - 1)
                personOfRecord.append(mine)
            }
        }
    }

    /// Adds those whom records describe, in the order in which they are first read. Who bears nobody else's keys is one
    /// person with one record; the joiner is asked about the others.
    private mutating func addDescribed(
        _ owners: KeyOwners, _ names: [String?], _ records: [Record], _ places: inout KeyPlaces
    ) {
        var shared: [PersonJoiner.Member] = []
        var lonely: [Int] = []
        for number in 0..<owners.count {
            if owners.isLonely(number) {
                lonely.append(number)
            } else {
                let record = owners.record(number)
                let identity = People.identity(of: records[record], at: record, stated, reader, &places)
                shared.append(PersonJoiner.Member(record: record, kind: records[record].kind, identity: identity))
            }
        }
        members = shared.map(\.record)
        let joiner = PersonJoiner(shared)
        persons.reserveCapacity(lonely.count + joiner.groups.count)
        var next = 0
        func addLonely(before end: Int) {
            while next < lonely.count, owners.record(lonely[next]) < end {
                addOne(owners.record(lonely[next]), names[lonely[next]], records, &places)
                next += 1
            }
        }
        var numbers: [Int] = []
        for group in joiner.groups {
            addLonely(before: members[group.first])
            numbers.append(persons.count)
            if !group.reasons.isEmpty { reasons[persons.count] = group.reasons }
            add(joiner.identity(of: group), records: group.members.map { members[$0] }, level: .described)
        }
        addLonely(before: .max)
        conflicts = joiner.conflicts.map {
            PersonJoiner.Conflict(left: numbers[$0.left], right: numbers[$0.right], keys: $0.keys, shared: $0.shared)
        }
    }

    /// Adds somebody who bears nobody else's keys, by the one record.
    private mutating func addOne(_ record: Int, _ name: String?, _ records: [Record], _ places: inout KeyPlaces) {
        personOfRecord[record] = persons.count
        if isIndexed {
            addKeys(People.identity(of: records[record], at: record, stated, reader, &places), of: persons.count)
        }
        persons.append(Person(describedBy: record, name: name ?? Person.unnamed))
    }

    private mutating func add(_ identity: RecordIdentity, records: [Int], level: Person.Level) {
        let person = persons.count
        persons.append(
            Person(identity: identity, records: records, level: level, name: identity.names.best ?? Person.unnamed))
        for record in records { personOfRecord[record] = person }
        if isIndexed { addKeys(identity, of: person) }
    }

    /// Makes a person be found by these keys.
    private mutating func addKeys(_ identity: RecordIdentity, of person: Int) {
        index.add(identity, hub: person)
        for key in People.strongKeys(identity) where strong[key] == nil { strong[key] = person }
    }

    /// Records that describe a person without a key. Of one listing, each is somebody else; those of different listings
    /// are the one person of the case when there is only one, which different names in one kind of record deny.
    private mutating func addKeyless(_ keyless: [(record: Int, identity: RecordIdentity)], _ records: [Record]) {
        var counts: [ListingKind: Int] = [:]
        for (record, _) in keyless { counts[ListingKind(records[record]), default: 0] += 1 }
        let hadOne = persons.count <= 1 && !bearSeveralNames(keyless, records)
        // Who was first called so, and by kind the last of the records that call that person so: those of one listing come
        // one after the other, so that only the last may be of the same.
        var named: [String: Int] = [:]
        var last: [[String]: Int] = [:]
        for (number, (record, identity)) in keyless.enumerated() {
            let name = identity.names.display?.lowercased()
            if hadOne, counts[ListingKind(records[record])] == 1 {
                if persons.isEmpty { add(identity, records: [], level: .described) }
                take(record, for: 0)
                if persons[0].name == Person.unnamed, let name = identity.names.best { persons[0].name = name }
            } else if let name, let person = named[name],
                !isOfOneListing(record, with: last[[name, records[record].kind]], records)
            {
                take(record, for: person)
                last[[name, records[record].kind]] = record
            } else {
                if let name, named[name] == nil {
                    named[name] = persons.count
                    last[[name, records[record].kind]] = record
                }
                add(identity, records: [record], level: .described)
                if identity.names.best == nil { persons[persons.count - 1].name = "user \(number + 1)" }
            }
        }
    }

    private mutating func take(_ record: Int, for person: Int) {
        persons[person].records.append(record)
        personOfRecord[record] = person
    }

    /// True when records without a key, and those of the only person known, call people of one kind differently.
    private func bearSeveralNames(_ keyless: [(record: Int, identity: RecordIdentity)], _ records: [Record]) -> Bool {
        var names = DisplayNames()
        if let known = persons.first {
            for record in known.records {
                names.note(reader.identity(of: records[record]), kind: records[record].kind)
            }
        }
        for (record, identity) in keyless { names.note(identity, kind: records[record].kind) }
        return names.areSeveral
    }

    /// True when both records were printed together.
    private func isOfOneListing(_ record: Int, with other: Int?, _ records: [Record]) -> Bool {
        guard let other = other.map({ records[$0].place }) else { return false }
        let place = records[record].place
        return other.region == place.region || other.block == place.block
    }

    /// A name alone joins nothing. It makes a person of its own when nobody is described and nobody known can be meant.
    private mutating func nameOnly(
        _ record: Int, _ identity: RecordIdentity, _ level: Person.Level?, _ records: [Record]
    ) {
        guard let level, let name = identity.names.display, let word = name.split(separator: " ").first?.lowercased(),
            !persons.contains(where: { $0.level == .described || $0.identity.mayBeCalled(word) })
        else { return }
        add(identity, records: [record], level: level)
    }

    private mutating func attach(
        _ record: Int, _ identity: RecordIdentity, _ level: Person.Level?, _ records: [Record]
    ) {
        if let person = find(identity, in: records) {
            personOfRecord[record] = person
            persons[person].records.append(record)
            if let level, level > persons[person].level { persons[person].level = level }
        } else if let level {
            add(identity, records: [record], level: level)
        }
    }

    /// What people write of somebody is often a part of the name: it means whoever alone is called so.
    private mutating func learnFirstName(_ identity: RecordIdentity, _ records: [Record]) {
        // Among many people a first name tells nothing.
        guard persons.count <= 64, !identity.hasStrongKey, !identity.hasAddress, identity.accounts.isEmpty,
            identity.words.count == 1, find(identity, in: records) == nil
        else { return }
        let parts = identity.words[0].split { !$0.isLetter && !$0.isNumber }
        let called = persons.indices.filter { person in
            let names = self.identity(of: person, in: records)
            return parts.allSatisfy { names.isCalled($0) }
        }
        if !parts.isEmpty, called.count == 1 { index.add(identity, hub: called[0]) }
    }

    private static func strongKeys(_ identity: RecordIdentity) -> [String] {
        identity.objectGUIDs.map { "g" + $0 } + identity.anchors.map { "g" + $0 } + identity.cloudIDs.map { "c" + $0 }
            + identity.anyGUIDs.flatMap { ["g" + $0, "c" + $0] } + identity.distinguishedNames.map { "d" + $0 }
    }

    /// Those who name best come first, so that a plain word finds whom an address named.
    private static func rank(_ identity: RecordIdentity) -> Int {
        if identity.hasStrongKey { return 0 }
        if identity.hasAddress { return 1 }
        return identity.isEmpty ? lastRank : identity.domains.isEmpty ? 3 : 2
    }

    private static let lastRank = 4

    private struct ListingKind: Hashable {
        var block: Int
        var kind: String

        init(_ record: Record) {
            block = record.place.block
            kind = record.kind
        }
    }
}
