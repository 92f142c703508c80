import TriageModel
import TriageRules

/// The people of a case put together by what their records answer to the rules about people (``CrowdQuestions``): of a
/// hundred thousand there are a few kinds, and each is judged once.
final class Crowd {
    private let questions: CrowdQuestions
    private let evaluator: Evaluator
    /// The group of every person; -1 for those who are judged alone.
    private var groupOf: [Int32] = []
    /// Kinds of records the people of a group have.
    private var kindsOf: [Set<Int>] = []
    private var groups: [[UInt8]: Int32] = [:]

    /// Fewer people than this are as well judged one by one.
    static let fewest = 16
    /// People of more groups than this are no crowd.
    private static let mostGroups = 4096
    /// More records than this of one person are not looked at.
    private static let mostRecords = 8

    private var file: CaseFile { evaluator.file }

    /// Puts the people of a case together, by what these rules ask.
    init(_ plans: [RulePlan], evaluator: Evaluator) {
        questions = CrowdQuestions(plans)
        self.evaluator = evaluator
        let people = file.people.persons
        groupOf.reserveCapacity(people.count)
        var answers: [UInt8] = []
        for person in people.indices {
            answers.removeAll(keepingCapacity: true)
            guard take(people[person], person, into: &answers) else {
                groupOf.append(-1)
                continue
            }
            if let known = groups[answers] {
                groupOf.append(known)
            } else if groups.count < Crowd.mostGroups {
                let group = Int32(truncatingIfNeeded: groups.count)
                groups[answers] = group
                groupOf.append(group)
                kindsOf.append(Set(people[person].records.map { file.kind(of: $0) }))
            } else {
                groupOf.append(-1)
            }
        }
    }

    /// Number of groups.
    var count: Int { kindsOf.count }

    /// The group of a person; nil for one who is judged alone.
    func group(of person: Int) -> Int? {
        groupOf[person] < 0 ? nil : Int(groupOf[person])
    }

    /// What the records of a person answer; false for somebody who may have records of others, or something stated.
    private func take(_ person: Person, _ number: Int, into answers: inout [UInt8]) -> Bool {
        guard number != file.only, number != file.complainant, person.conflicts.isEmpty, !person.records.isEmpty,
            person.records.count <= Crowd.mostRecords
        else { return false }
        for record in person.records {
            if file.records[record].isAsserted { return false }
            let kind = file.kind(of: record)
            if kind < 0 { continue }
            answers.append(UInt8(truncatingIfNeeded: kind))
            answers.append(UInt8(truncatingIfNeeded: kind >> 8))
            for field in questions.fields[kind] ?? [] {
                switch evaluator.answer(field, evaluator.reader.read(field.path, of: record)) {
                case .false: answers.append(0)
                case .true: answers.append(1)
                case .unknown: answers.append(2)
                }
            }
        }
        return true
    }

    /// What a rule hangs on, where the people of a group come to the same by it; nil when each has to be judged alone.
    func dependence(of plan: RulePlan, on group: Int) -> CrowdQuestions.Dependence? {
        guard let dependence = questions.dependence(of: plan),
            !dependence.beyond.contains(where: { reaches($0, kindsOf[group]) })
        else { return nil }
        return dependence
    }

    private func reaches(_ beyond: CrowdQuestions.Beyond, _ kinds: Set<Int>) -> Bool {
        let hasOwn = beyond.own.allSatisfy { kind in
            file.isForAll(kind: kind) ? !file.all(ofKind: kind).isEmpty : kinds.contains(kind)
        }
        guard hasOwn, !beyond.anywhere.contains(where: { file.all(ofKind: $0).isEmpty }) else { return false }
        guard let pattern = beyond.pattern else { return true }
        return !evaluator.text.places(of: pattern).isEmpty
    }
}
