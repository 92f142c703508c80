import TriageModel
import TriageRules

/// The verdicts of one rule over all its subjects, grouped: one finding for many people.
struct RuleResult {
    /// A subject and its measure; the tree is made again for the few that are shown.
    struct Entry {
        var subject: CaseSubject
        var person: Int?
        var threshold: Threshold?
    }

    var plan: RulePlan
    /// Entries by verdict, worst first.
    var entries: [Diagnosis.Status: [Entry]] = [:]
    /// Somebody for whom it cannot be told, but about whom nothing at all of what the rule asks is known.
    var silent: Entry?

    init(plan: RulePlan) { self.plan = plan }

    mutating func add(_ verdict: SubjectVerdict, person: Int?) {
        let threshold: Threshold? =
            switch verdict.status {
            case .matched: verdict.threshold
            case .nearMiss: verdict.nearMiss.flatMap { Threshold(verdict.when.at($0.way)) }
            default: nil
            }
        entries[verdict.status, default: []].append(
            Entry(subject: verdict.subject, person: person, threshold: threshold))
    }

    /// Adds a verdict of which no more is known than its kind.
    mutating func add(_ status: Diagnosis.Status, _ subject: CaseSubject, person: Int?) {
        entries[status, default: []].append(Entry(subject: subject, person: person, threshold: nil))
    }

    mutating func sortWorstFirst() {
        for status in entries.keys {
            let isNear = status == .nearMiss
            let sorted = entries[status, default: []].enumerated().sorted { left, right in
                let leftGap = left.element.threshold?.gap ?? 0
                let rightGap = right.element.threshold?.gap ?? 0
                if leftGap != rightGap { return isNear ? leftGap < rightGap : leftGap > rightGap }
                return left.offset < right.offset
            }
            entries[status] = sorted.map(\.element)
        }
    }
}

/// Evaluates rules over all their subjects.
struct RuleRunner {
    let judge: RuleJudge
    let file: CaseFile

    func run(_ plan: RulePlan) -> RuleResult {
        var result = RuleResult(plan: plan)
        switch plan.rule.subject {
        case .record:
            let records = plan.subjectKind.map { file.all(ofKind: $0) } ?? []
            for record in records { add(.record(record), to: &result) }
            if records.isEmpty { askForRecord(plan, &result) }
        case .ticket: add(.ticket, to: &result)
        case .person: runForPeople(plan, &result)
        }
        result.sortWorstFirst()
        return result
    }

    /// What happened would be there; what is, such as a setting, may just not have been asked for.
    private func askForRecord(_ plan: RulePlan, _ result: inout RuleResult) {
        guard file.isOnTopic, let kind = plan.subjectKind, file.about[kind] != .event else { return }
        let verdict = judge.judge(plan, .unseen)
        if verdict.status == .undecided { result.add(verdict, person: judge.person(of: .unseen)) }
    }

    private func add(_ subject: CaseSubject, to result: inout RuleResult) {
        let person = judge.person(of: subject)
        if let status = judge.briefStatus(result.plan, subject) {
            result.add(status, subject, person: person)
        } else {
            result.add(judge.measured(result.plan, subject), person: person)
        }
    }

    private func runForPeople(_ plan: RulePlan, _ result: inout RuleResult) {
        let personal = plan.kinds.filter { !file.isForAll(kind: $0) }
        let focus = file.complainant ?? file.only
        // What holds for everybody is asked once.
        if personal.isEmpty, !plan.looksBeyondRecords || plan.kinds.isEmpty && !plan.looksAtPersonalText,
            file.people.persons.count > 1
        {
            return add(focus.map { .person($0) } ?? .ticket, to: &result)
        }
        for person in file.people.persons.indices {
            let isKnown = personal.contains { file.has(kind: $0, person: person) }
            if !isKnown, person != focus, !plan.looksBeyondRecords {
                if result.silent == nil {
                    result.silent = RuleResult.Entry(subject: .person(person), person: person, threshold: nil)
                }
                continue
            }
            let status = judge.briefStatus(plan, .person(person))
            if status == .undecided, !isKnown, person != focus {
                if result.silent == nil {
                    result.silent = RuleResult.Entry(subject: .person(person), person: person, threshold: nil)
                }
                continue
            }
            if let status {
                result.add(status, .person(person), person: person)
            } else {
                result.add(judge.measured(plan, .person(person)), person: person)
            }
        }
    }
}
