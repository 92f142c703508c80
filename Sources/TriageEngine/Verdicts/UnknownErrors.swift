import TriageModel

/// The errors of a case that no rule speaks of: somebody who sent in an error wants to hear that it was seen.
struct UnknownErrors {
    let file: CaseFile
    let evaluator: Evaluator

    /// Errors that say different things, at most; more are a log and no ticket.
    static let most = 64

    /// What tells what went wrong. An error that shows none of these whole has not said it yet.
    private static let telling = ["message", "code", "innerCode", "errorId", "httpStatus"]
    /// What names an error best, the first it has.
    private static let names = ["message", "code", "innerCode", "reason", "errorId", "httpStatus"]

    /// Errors that prove none of the causes found, of which nothing speaks for another one, and that were not solved since.
    ///
    /// - Parameter open: what cannot be told and what nearly matched, with its conditions; asked for until no error is left.
    func find(
        _ results: [RuleResult], proven: [Diagnosis.Finding], open: some Sequence<Diagnosis.Finding>
    ) -> [Diagnosis.UnknownError] {
        let matched = subjects(of: results)
        let proofs = Self.places(proven.flatMap(\.evidence))
        var errors = file.records.indices.filter { error in
            let record = file.records[error]
            return record.kind == RecordKind.error && !record.isAsserted && !matched.contains(error)
                && !Self.holds(record.span, one: proofs) && Self.entry(record) != nil
        }
        if errors.isEmpty { return [] }
        for finding in open {
            // A command says nothing about what went wrong with it.
            let hints = Self.places(
                Self.whatSpeaksFor(finding).filter {
                    $0.field.hasPrefix(RecordKind.error + ".") && $0.field != RecordKind.error + ".cmdlet"
                })
            if hints.isEmpty { continue }
            errors.removeAll { Self.holds(file.records[$0].span, one: hints) }
            if errors.isEmpty { return [] }
        }
        var found: [Diagnosis.UnknownError] = []
        var places: [Wording: Int] = [:]
        for error in errors {
            let record = file.records[error]
            guard evaluator.laterSuccess.run(after: error) == nil, let entry = Self.entry(record) else {
                continue
            }
            let wording = Wording(says: entry.evidence.value, command: entry.command)
            if let place = places[wording] {
                found[place].count += 1
            } else if found.count < Self.most {
                places[wording] = found.count
                found.append(entry)
            }
        }
        return found
    }

    private func subjects(of results: [RuleResult]) -> Set<Int> {
        var found = Set<Int>()
        for result in results {
            for entry in result.entries[.matched] ?? SubjectList() {
                guard case .record(let record) = entry.subject else { break }
                found.insert(record)
            }
        }
        return found
    }

    /// What was looked at by conditions that hold or cannot be told (a message that was cut), and are part of none that
    /// does not hold.
    private static func whatSpeaksFor(_ finding: Diagnosis.Finding) -> [Diagnosis.EvidenceItem] {
        var items = Set<Int>()
        var open = [finding.conditions]
        while let node = open.popLast() {
            guard node.result != .false else { continue }
            open += node.children
            if node.children.isEmpty { items.formUnion(node.evidence) }
        }
        return items.filter(finding.evidence.indices.contains).map { finding.evidence[$0] }
    }

    /// Where these begin, in order, by source.
    private static func places(_ items: [Diagnosis.EvidenceItem]) -> [SourceID: [Int]] {
        var places: [SourceID: [Int]] = [:]
        for span in items.flatMap(\.spans) { places[span.source, default: []].append(span.start) }
        return places.mapValues { $0.sorted() }
    }

    private static func holds(_ span: SourceSpan, one places: [SourceID: [Int]]) -> Bool {
        guard let all = places[span.source] else { return false }
        let next = all.partitioningIndex { $0 >= span.start }
        return next < all.count && all[next] < span.end
    }

    private static func entry(_ record: Record) -> Diagnosis.UnknownError? {
        guard telling.contains(where: { record[$0].map { $0.partial == nil } ?? false }) else { return nil }
        for name in names {
            guard let value = record[name], value.partial == nil else { continue }
            let words = PlainValue.text(of: value)
            guard !words.isEmpty else { continue }
            let item = Diagnosis.EvidenceItem(
                spans: value.spans.isEmpty ? [record.span] : Array(value.spans), field: RecordKind.error + "." + name,
                value: words)
            return Diagnosis.UnknownError(evidence: item, command: record["cmdlet"].map(PlainValue.text) ?? "")
        }
        return nil
    }

    private struct Wording: Hashable {
        var says: String
        var command: String
    }
}
