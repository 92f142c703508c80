import TriageModel

/// The person a case is about, where it can be told.
///
/// Whoever sends a mail need not be the one it is about: helpdesks forward, managers write for others, and signatures
/// hold further names. So each sign of who is meant is asked, and where two of them mean different people, or none
/// means anybody, nobody is said to be meant: then nothing is called a finding about others.
struct Complainant {
    private let people: People
    private let records: [Record]
    private let senders: [Int]
    /// The position of the records in which somebody speaks.
    private let messages: [Int]

    init(people: People, records: [Record]) {
        self.people = people
        self.records = records
        messages = records.indices.filter { records[$0].kind == RecordKind.message && !records[$0].isAsserted }
        senders = messages.compactMap { people.personOfRecord[$0] }.uniqued()
    }

    /// The person; nil when it cannot be told.
    func find(stated: [Int: RecordIdentity]) -> Int? {
        let statedAbout = stated.keys.sorted().compactMap { people.personOfRecord[$0] }.uniqued()
        if statedAbout.count == 1 { return statedAbout[0] }
        let hasDescribed = people.persons.contains { $0.level == .described }
        let signs = signs(hasDescribed: hasDescribed)
        if signs.count > 1 { return nil }
        guard let meant = signs.first else { return fallback(hasDescribed: hasDescribed) }
        if !hasDescribed || people.persons[meant].level == .described { return meant }
        // Somebody is meant of whom no record tells. The one person that records describe may be the same, under
        // another name, unless a command was for the one and the records are about the other.
        guard let only = people.only, !failed().contains(meant) else { return nil }
        return only
    }

    /// The person a case without any sign is about: the only one, unless he or she just sent it.
    private func fallback(hasDescribed: Bool) -> Int? {
        guard let only = people.only, hasDescribed || !senders.contains(only) else { return nil }
        return only
    }

    /// True when the case names nobody but who sent it.
    var isOnlySent: Bool { people.only.map(senders.contains) ?? false }

    // MARK: Signs

    /// Those whom anything says to be meant: who writes of his or her own photo, who is named in the prose, whose photo
    /// was seen somewhere, whom a command failed for.
    private func signs(hasDescribed: Bool) -> [Int] {
        let named = persons(of: RecordKind.mention).filter { person in
            // Of whom nothing is known, where something is of others, is one of those who sign and get copies.
            !senders.contains(person) && (!hasDescribed || people.persons[person].level == .described)
        }
        return (speakers() + named + persons(of: RecordKind.observation) + failed() + targets()).uniqued()
    }

    /// Those who write of something of their own, by the last header above what they write.
    private func speakers() -> [Int] {
        records.indices.compactMap { position in
            let record = records[position]
            guard record.kind == RecordKind.mention, record["own"] != nil,
                let message = messages.last(where: {
                    records[$0].span.source == record.span.source && records[$0].span.start <= record.span.start
                })
            else { return nil }
            return people.personOfRecord[message]
        }
    }

    private func failed() -> [Int] { persons(of: RecordKind.error) }

    /// Those who sent an error whose target they are themselves: `(anna:String) [Set-UserPhoto]`.
    private func targets() -> [Int] {
        senders.filter { sender in
            let identity = people.identity(of: sender, in: records)
            let names = Set(identity.allAddresses + identity.localParts.map { String($0) } + identity.accounts)
            return records.contains { record in
                guard record.kind == RecordKind.error, case .text(let target)? = record["target"]?.content else {
                    return false
                }
                return names.contains(target.lowercased())
            }
        }
    }

    private func persons(of kind: String) -> [Int] {
        records.indices.filter { records[$0].kind == kind }.compactMap { people.personOfRecord[$0] }
    }
}
