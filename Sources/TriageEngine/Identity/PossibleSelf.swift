import TriageModel

/// Finds somebody who may be the person a case is about under another name, so that it can be asked.
///
/// Tickets show a directory account by its account name and everything else by address, and nothing joins the two. They
/// are never taken for one: but what the account's records tell need not be collected again, only whose they are.
struct PossibleSelf {
    let people: People
    let records: [Record]
    let reader: IdentityReader

    /// Among more people than these nobody stands out.
    private static let most = 64

    /// The one person of whom nothing says that it is somebody else; nil where there are several, or none.
    func find(for person: Int) -> Int? {
        guard people.persons.count <= Self.most else { return nil }
        let own = people.identity(of: person, in: records)
        // Who bears an account name would have been joined by it.
        guard own.hasAddress, own.accounts.isEmpty, people.persons[person].conflicts.isEmpty else { return nil }
        let kinds = describedKinds(of: person)
        var found: Int?
        for (number, other) in people.persons.enumerated() where number != person && other.level == .described {
            let identity = people.identity(of: number, in: records)
            guard !identity.accounts.isEmpty, !identity.hasAddress, other.conflicts.isEmpty,
                identity.domainsMayAgree(with: own), mayShareName(identity, own),
                kinds.isDisjoint(with: describedKinds(of: number))
            else { continue }
            // Two of them: no more likely the one than the other.
            if found != nil { return nil }
            found = number
        }
        return found
    }

    private func describedKinds(of person: Int) -> Set<String> {
        var kinds: Set<String> = []
        for position in people.persons[person].records
        where reader.role(of: records[position], naming: RecordIdentity()) == .describes {
            kinds.insert(records[position].kind)
        }
        return kinds
    }

    /// False where both show names and these have no part in common.
    private func mayShareName(_ left: RecordIdentity, _ right: RecordIdentity) -> Bool {
        guard let name = left.names.display else { return true }
        let parts = name.lowercased().split { !$0.isLetter && !$0.isNumber }
        return parts.contains { right.isCalled($0) }
    }
}

extension CaseFile {
    /// Which of these paths (`kind` or `kind.field`, with parts) records of the person answer.
    func answered(by person: Int, of paths: [String]) -> [String] {
        paths.filter { path in
            let parts = path.split(separator: ".")
            return people.persons[person].records.contains { position in
                let record = records[position]
                guard let kind = parts.first, record.kind.isEqualIgnoringCase(String(kind)) else { return false }
                guard parts.count > 1 else { return true }
                return record[String(parts[1])].map { $0.partial == nil } ?? false
            }
        }
    }
}
