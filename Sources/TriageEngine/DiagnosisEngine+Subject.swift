public import TriageModel

extension DiagnosisEngine {
    /// Everything a case knows about somebody, in order: records that name the person, and those that are joined to them
    /// as in a diagnosis, by what is named there (an address, an account, a directory object, an anchor, a cloud object),
    /// never by a display name alone. Where the case is about one person only, what names nobody is about that person.
    ///
    /// - Parameters:
    ///   - who: any name of the person.
    ///   - isNamed: whether a record names the person itself.
    public func records(about who: String, in evidence: Evidence, isNamed: (Record) -> Bool) -> [Record] {
        let records = evidence.records
        let people = People(records: records, stated: [:], reader: identities, isSearched: true)
        let named = records.map(isNamed)
        var wanted: Set<Int> = []
        var identity = IdentityReader.identity(stated: who)
        // The id of an object, as synchronisation writes it.
        if GUIDText.fromBase64(who) != nil { identity.add(who, as: .immutableID) }
        if let person = people.find(identity, in: records) { wanted.insert(person) }
        for (position, isNamed) in named.enumerated() where isNamed {
            if let person = people.personOfRecord[position] { wanted.insert(person) }
        }
        let isTheOnlyOne = people.only.map(wanted.contains) ?? false
        return records.indices.filter { position in
            if named[position] { return true }
            if let person = people.personOfRecord[position] { return wanted.contains(person) }
            return isTheOnlyOne && identities.about(records[position].kind) == .person
                && identities.identity(of: records[position]).isEmpty
        }.map { records[$0] }
    }
}
