import TriageModel

/// The lists of subjects of a case's findings: each subject once, and lists of the same people made once.
final class SubjectNames {
    private let file: CaseFile
    private let judge: RuleJudge
    /// For every person, the first of that name.
    private lazy var firstOfName: [Int] = namesakes()
    private var known: [(codes: [SubjectList.Code], subjects: [Diagnosis.Subject])] = []

    /// Lists that are remembered. Rules that ask for the same of everybody have the same.
    private static let most = 16

    init(file: CaseFile, judge: RuleJudge) {
        self.file = file
        self.judge = judge
    }

    /// The subjects in order, each once.
    func subjects(_ entries: SubjectList) -> [Diagnosis.Subject] {
        guard entries.count > 1, !entries.isMeasured else { return uniqued(entries) }
        if let known = known.first(where: { $0.codes == entries.codes }) { return known.subjects }
        let subjects = uniqued(entries)
        if known.count < SubjectNames.most { known.append((entries.codes, subjects)) }
        return subjects
    }

    private func uniqued(_ entries: SubjectList) -> [Diagnosis.Subject] {
        var subjects: [Diagnosis.Subject] = []
        subjects.reserveCapacity(entries.count)
        // Nobody of a name that was not there yet is there already; texts are compared only where that does not help.
        var names = PersonSet()
        var seen: Set<Diagnosis.Subject>?
        for entry in entries {
            var subject = name(entry.subject)
            if let measure = entry.measure {
                subject.value = measure.words
                subject.distance = measure.distance
            }
            if seen == nil, let person = namedPerson(entry.subject), names.insert(firstOfName[person]) {
                subjects.append(subject)
                continue
            }
            if seen == nil { seen = Set(subjects) }
            if seen?.insert(subject).inserted == true { subjects.append(subject) }
        }
        return subjects
    }

    /// The person whose name a subject has.
    private func namedPerson(_ subject: CaseSubject) -> Int? {
        switch subject {
        case .person(let person): person
        case .record(let record): file.people.personOfRecord[record]
        case .ticket, .unseen: nil
        }
    }

    private func namesakes() -> [Int] {
        var first: [String: Int] = [:]
        first.reserveCapacity(file.people.persons.count)
        return file.people.persons.enumerated().map { number, person in
            if let known = first[person.name] { return known }
            first[person.name] = number
            return number
        }
    }

    private func name(_ subject: CaseSubject) -> Diagnosis.Subject {
        switch subject {
        case .person(let person): return Diagnosis.Subject(id: file.people.persons[person].name, kind: "user")
        case .ticket: return Diagnosis.Subject(id: "the ticket", kind: "ticket")
        case .unseen:
            let person = file.complainant ?? file.only
            return person.map { name(.person($0)) } ?? name(.ticket)
        case .record(let position):
            let record = file.records[position]
            if let person = file.people.personOfRecord[position] {
                return Diagnosis.Subject(id: file.people.persons[person].name, kind: record.kind)
            }
            let place = file.place(of: position)
            return Diagnosis.Subject(id: place.isEmpty ? "stated" : place, kind: record.kind)
        }
    }
}
