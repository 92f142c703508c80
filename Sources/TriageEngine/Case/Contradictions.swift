import TriageModel

/// Finds fields of one object for which sources state different values.
///
/// Within one dated thread (records of one source, each with a time, told apart by it) the later value counts and the
/// earlier is history, and so it is with answers to one command in one console; otherwise nobody knows, and the field is
/// unknown.
struct Contradictions {
    let file: CaseFile
    /// Names and numbers of the fields rules ask for, by kind number.
    let fields: [Int: [AskedField]]

    private let thread: ThreadTimes
    private let console: ConsoleOrder

    init(file: CaseFile, fields: [Int: [AskedField]]) {
        self.file = file
        self.fields = fields
        thread = ThreadTimes(file.records)
        console = ConsoleOrder(file.records)
    }

    struct AskedField: Sendable, Hashable {
        var name: String
        var number: Int
        var blankMeansUnknown: Bool
    }

    /// What disagrees, and what is to be believed instead.
    func find() -> (reports: [Diagnosis.Contradiction], overrides: [CaseFile.FieldKey: CaseFile.Override]) {
        var reports: [Diagnosis.Contradiction] = []
        var overrides: [CaseFile.FieldKey: CaseFile.Override] = [:]
        let asked = fields.sorted { $0.key < $1.key }
        for (number, person) in file.people.persons.enumerated() {
            // Of a crowd most have one record, which cannot contradict itself.
            guard person.records.count > 1 || file.mayHaveOthers(number) else { continue }
            for (kind, asked) in asked {
                let records = file.records(ofKind: kind, person: number)
                guard records.count > 1 else { continue }
                for object in objects(records) where object.count > 1 {
                    for field in asked {
                        check(field, of: object, person.name, kind, &reports, &overrides)
                    }
                }
            }
        }
        return (reports, overrides)
    }

    /// Records of one kind that are about one object. Two objects of one person (two forests) differ rightly; what
    /// bears no strong key may be about any of them, so it counts with the only one there is.
    private func objects(_ records: [Int]) -> [[Int]] {
        var keyed: [(key: String, records: [Int])] = []
        var bare: [Int] = []
        for record in records {
            guard let key = file.people.object(ofRecord: record, in: file.records) else {
                bare.append(record)
                continue
            }
            if let index = keyed.firstIndex(where: { $0.key == key }) {
                keyed[index].records.append(record)
            } else if keyed.count < 32 {
                keyed.append((key, [record]))
            }
        }
        switch keyed.count {
        case 0: return [bare]
        case 1: return [(keyed[0].records + bare).sorted()]
        default: return keyed.map(\.records)
        }
    }

    private func check(
        _ field: AskedField, of object: [Int], _ name: String, _ kind: Int, _ reports: inout [Diagnosis.Contradiction],
        _ overrides: inout [CaseFile.FieldKey: CaseFile.Override]
    ) {
        var stated: [(record: Int, value: Value)] = []
        for record in object {
            guard let value = file.field(field.number, of: record) else { continue }
            if field.blankMeansUnknown, FieldReader.isBlank(value) { continue }
            stated.append((record, value))
        }
        guard let first = stated.first else { return }
        // The first against all others, then all against the sharpest: linear, and enough to see any difference of
        // whole values.
        guard stated.contains(where: { !ValueAgreement.agree($0.value, first.value) }) || differs(stated) else {
            return
        }
        let later = laterInThread(stated)
        for (record, _) in stated {
            let key = CaseFile.FieldKey(record: record, field: field.number)
            if let later {
                if later != record { overrides[key] = .replaced(by: later) }
            } else {
                overrides[key] = .disputed
            }
        }
        let kept = later.flatMap { record in stated.first { $0.record == record } }
        reports.append(
            Diagnosis.Contradiction(
                subject: name, field: file.records[first.record].kind + "." + field.name,
                values: distinct(stated).prefix(16).map { item($0.record, $0.value, field, kind) },
                kept: kept.map { PlainValue.text(of: $0.value) }))
    }

    private func differs(_ stated: [(record: Int, value: Value)]) -> Bool {
        let ranges = stated.compactMap { ValueAgreement.range($0.value) }
        if let low = ranges.map(\.lowerBound).max(), let high = ranges.map(\.upperBound).min(), low > high {
            return true
        }
        guard let sharp = stated.first(where: { $0.value.partial == nil }) else { return false }
        return stated.contains { !ValueAgreement.agree($0.value, sharp.value) }
    }

    private func distinct(_ stated: [(record: Int, value: Value)]) -> [(record: Int, value: Value)] {
        var seen: Set<String> = []
        return stated.filter { seen.insert(PlainValue.text(of: $0.value)).inserted }
    }

    private func item(_ record: Int, _ value: Value, _ field: AskedField, _ kind: Int) -> Diagnosis.EvidenceItem {
        let owner = file.records[record]
        return Diagnosis.EvidenceItem(
            spans: value.spans.isEmpty && !owner.isAsserted ? [owner.span] : value.spans,
            field: owner.kind + "." + field.name, value: PlainValue.text(of: value), isAsserted: owner.isAsserted)
    }

    /// The record told last, when all stand in one dated thread or one console.
    private func laterInThread(_ stated: [(record: Int, value: Value)]) -> Int? {
        guard let times = thread.times(of: stated.map(\.record)) else {
            return console.latest(of: stated.map(\.record))
        }
        var latest = 0
        for index in stated.indices.dropFirst() {
            switch ThreadTimes.compare(times[index], times[latest]) {
            case .later: latest = index
            case .earlier: break
            case .unclear: if !ValueAgreement.agree(stated[index].value, stated[latest].value) { return nil }
            }
        }
        return stated[latest].record
    }
}
