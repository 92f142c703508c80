import TriageModel
import TriageRules

extension Evaluator {
    /// The name of the set of records a scope is, where it has one; answers are remembered by it.
    func scopeKey(_ scope: Condition.Scope, kind: Int, _ context: Context) -> ScopeKey? {
        switch scope {
        case .case: return .everything
        case .subject:
            if context.isTicket || file.isForAll(kind: kind) { return .everything }
            // A rule about people asks once for each: remembering it would only take memory.
            if context.levels.isEmpty { return nil }
            return context.person.map { .person($0) } ?? .nobody
        case .record: return nil
        case .block: return context.hand.flatMap { blocks(of: $0).first }.map { .block($0) }
        case .session: return context.hand.flatMap { sessions(of: $0).first }.map { .session($0) }
        }
    }

    /// The records an any-record looks through; nil when a reference leads nowhere.
    func candidates(for record: Plan.RecordPlan, _ context: Context) -> [Int]? {
        if let via = record.via { return named(by: via, record, context) }
        let kind = record.kind
        switch record.scope {
        case .case: return file.all(ofKind: kind)
        case .subject: return owned(kind, context)
        case .record: return context.hand.map { file.kind(of: $0) == kind ? [$0] : [] } ?? []
        case .block: return within(file.blocks, blocks(context), kind)
        case .session: return within(file.sessions, sessions(context), kind)
        }
    }

    private func within(_ sets: [Int: [Int]], _ numbers: [Int], _ kind: Int) -> [Int] {
        let found = numbers.flatMap { (sets[$0] ?? []).filter { file.kind(of: $0) == kind } }
        return numbers.count == 1 ? found : found.sorted()
    }

    /// The blocks a condition looks from: that of the record at hand, or those of all of a person's records.
    func blocks(_ context: Context) -> [Int] {
        if let hand = context.hand { return blocks(of: hand) }
        return places(context).map { $0.place.block }.uniqued()
    }

    /// The sessions a condition looks from.
    func sessions(_ context: Context) -> [Int] {
        if let hand = context.hand { return sessions(of: hand) }
        return places(context).map(CaseFile.session).uniqued()
    }

    private func blocks(of record: Int) -> [Int] {
        file.records[record].isAsserted ? [] : [file.records[record].place.block]
    }

    private func sessions(of record: Int) -> [Int] {
        file.records[record].isAsserted ? [] : [CaseFile.session(of: file.records[record])]
    }

    private func places(_ context: Context) -> [Record] {
        guard context.levels.isEmpty else { return [] }
        if context.isTicket { return file.records.filter { !$0.isAsserted } }
        guard let person = context.person else { return [] }
        let own = person == file.only ? file.records.indices.map { $0 } : Array(file.people.persons[person].records)
        return own.compactMap { position in
            let record = file.records[position]
            let other = file.people.personOfRecord[position]
            return record.isAsserted || (other != nil && other != person) ? nil : record
        }
    }

    /// Records of a kind whose own name is what the reference says.
    private func named(by via: Plan.Operand, _ record: Plan.RecordPlan, _ context: Context) -> [Int]? {
        let references = operandReadings(via, context).compactMap { reading -> String? in
            guard case .value(let value) = reading.state, value.partial == nil else { return nil }
            return PlainValue.comparable(value)
        }
        guard !references.isEmpty else { return nil }
        let wanted = Set(references.flatMap(Evaluator.spellings))
        let all = file.all(ofKind: record.kind)
        return all.filter { position in
            Evaluator.nameFields.contains { name in
                guard let value = file.records[position][name], value.partial == nil,
                    let text = PlainValue.comparable(value)
                else { return false }
                return Evaluator.spellings(text).contains(where: wanted.contains)
            }
        }
    }

    /// How objects of every product name themselves.
    static let nameFields = ["Name", "Identity", "Id", "Guid", "DistinguishedName"]

    /// A name, and the last part of a path: `contoso.example/Policies/Default` is also `default`.
    private static func spellings(_ name: String) -> [String] {
        let whole = name.trimmed.lowercased()
        guard let last = whole.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last else { return [] }
        return last.count == whole.count ? [whole] : [whole, String(last)]
    }
}

extension Sequence where Element: Hashable {
    /// Every element once, in the order of first appearance.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
