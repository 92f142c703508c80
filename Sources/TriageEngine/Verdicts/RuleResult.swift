import TriageModel
import TriageRules

/// The verdicts of one rule over all its subjects, grouped: one finding for many people.
struct RuleResult {
    var plan: RulePlan
    /// Entries by verdict, worst first.
    var entries: [Diagnosis.Status: SubjectList] = [:]
    /// Somebody for whom it cannot be told, but about whom nothing at all of what the rule asks is known.
    var silent: CaseSubject?

    init(plan: RulePlan) { self.plan = plan }

    mutating func add(_ verdict: SubjectVerdict) {
        let threshold: Threshold? =
            switch verdict.status {
            case .matched: verdict.threshold
            case .nearMiss: verdict.nearMiss.flatMap { Threshold(verdict.when.at($0.way)) }
            default: nil
            }
        entries[verdict.status, default: SubjectList()].append(
            verdict.subject, threshold.map { SubjectList.Measure($0) })
    }

    /// Adds a verdict of which no more is known than its kind.
    mutating func add(_ status: Diagnosis.Status, _ subject: CaseSubject) {
        entries[status, default: SubjectList()].append(subject)
    }

    mutating func sortWorstFirst() {
        for status in entries.keys { entries[status]?.sort(nearestFirst: status == .nearMiss) }
    }
}

/// Evaluates rules over all their subjects.
struct RuleRunner {
    let judge: RuleJudge
    let file: CaseFile

    /// The verdicts of a rule.
    ///
    /// - Parameter records: the only records of its kind it is to be judged for.
    func run(_ plan: RulePlan, for records: [Int]? = nil) -> RuleResult {
        var result = RuleResult(plan: plan)
        if let records {
            for record in records { add(.record(record), to: &result) }
            result.sortWorstFirst()
            return result
        }
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
        if verdict.status == .undecided { result.add(verdict) }
    }

    private func add(_ subject: CaseSubject, to result: inout RuleResult) {
        if let status = judge.briefStatus(result.plan, subject) {
            result.add(status, subject)
        } else {
            result.add(judge.measured(result.plan, subject))
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
                if result.silent == nil { result.silent = .person(person) }
                continue
            }
            let status = judge.briefStatus(plan, .person(person))
            if status == .undecided, !isKnown, person != focus {
                if result.silent == nil { result.silent = .person(person) }
                continue
            }
            if let status {
                result.add(status, .person(person))
            } else {
                result.add(judge.measured(plan, .person(person)))
            }
        }
    }
}
