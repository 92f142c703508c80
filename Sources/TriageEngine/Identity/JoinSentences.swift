import TriageModel

/// Says in sentences why records were taken for one person's, and why others were not.
struct JoinSentences {
    let people: People
    let records: [Record]
    let sources: [SourceInfo]

    /// One sentence a person whose records were joined, then one a join that was not made.
    func all() -> [String] {
        var sentences: [String] = []
        for (index, person) in people.persons.enumerated() {
            guard let reasons = people.reasons[index] else { continue }
            let joins = reasons.map { reason in
                "\(label(reason.left)) and \(label(reason.right)) share \(reason.key)"
            }
            sentences.append("\(person.name) is one person: " + joins.joined(separator: "; ") + ".")
        }
        return sentences + conflicts()
    }

    /// One sentence a join that was not made.
    func conflicts() -> [String] {
        people.conflicts.prefix(100).map { conflict in
            let left = people.persons[conflict.left]
            let right = people.persons[conflict.right]
            return
                "\(place(left.records)) and \(place(right.records)) both bear \(conflict.shared), but are not joined: "
                + "\(name(conflict.keys.key)) differs (\(conflict.keys.left), \(conflict.keys.right))."
        }
    }

    private func label(_ member: Int) -> String { place([people.members[member]]) }

    /// `directory-user (dump.xml:12)`.
    private func place(_ positions: some Collection<Int>) -> String {
        guard let first = positions.first else { return "a record" }
        let record = records[first]
        if record.isAsserted { return "\(record.kind) (stated)" }
        let number = record.span.source.number
        guard sources.indices.contains(number) else { return record.kind }
        return "\(record.kind) (\(sources[number].name):\(sources[number].position(of: record.span.start).line))"
    }

    private func name(_ key: Vocabulary.IdentityKey) -> String {
        switch key {
        case .objectGUID: "the object GUID"
        case .immutableID: "the synchronisation anchor"
        case .entraID: "the cloud object id"
        case .distinguishedName: "the distinguished name"
        default: "a key"
        }
    }
}
