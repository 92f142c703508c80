import TriageModel

/// The person a case is about, where it can be told.
enum Complainant {
    /// In this order: whom the engineer stated facts about, the sender of the message when records describe him or her,
    /// the one person the prose names, the sender, the only person.
    static func find(in people: People, records: [Record], stated: [Int: RecordIdentity]) -> Int? {
        let statedAbout = distinct(stated.keys.sorted().compactMap { people.personOfRecord[$0] })
        if statedAbout.count == 1 { return statedAbout[0] }
        let senders = distinct(persons(of: RecordKind.message, people, records))
        let describedSenders = senders.filter { people.persons[$0].level == .described }
        if describedSenders.count == 1 { return describedSenders[0] }
        let mentioned = distinct(persons(of: RecordKind.mention, people, records)).filter { !senders.contains($0) }
        let describedMentioned = mentioned.filter { people.persons[$0].level == .described }
        if describedMentioned.count == 1 { return describedMentioned[0] }
        if let only = people.only, people.persons[only].level == .described { return only }
        if mentioned.count == 1, !people.persons.contains(where: { $0.level == .described }) { return mentioned[0] }
        if let only = people.only { return only }
        if mentioned.isEmpty, senders.count == 1 { return senders[0] }
        return nil
    }

    private static func persons(of kind: String, _ people: People, _ records: [Record]) -> [Int] {
        records.indices.lazy.filter { records[$0].kind == kind }.compactMap { people.personOfRecord[$0] }
    }

    private static func distinct(_ persons: [Int]) -> [Int] {
        var seen: Set<Int> = []
        return persons.filter { seen.insert($0).inserted }
    }
}
