import TriageModel
import TriageRules

/// The verdicts of one rule over all its subjects, grouped: one finding for many people.
struct RuleResult {
    var plan: RulePlan
    /// Entries by verdict, worst first.
    var entries = VerdictLists()
    /// Somebody for whom it cannot be told, but about whom nothing at all of what the rule asks is known.
    var silent: CaseSubject?
    /// False where nobody asks for whom it is ruled out: of a crowd that is nearly everybody for nearly every rule.
    private let keepsRuledOut: Bool

    init(plan: RulePlan, keepsRuledOut: Bool = true) {
        self.plan = plan
        self.keepsRuledOut = keepsRuledOut
    }

    mutating func add(_ verdict: SubjectVerdict) {
        if verdict.status == .ruledOut { return add(.ruledOut, verdict.subject) }
        let threshold: Threshold? =
            switch verdict.status {
            case .matched: verdict.threshold
            case .nearMiss: verdict.nearMiss.flatMap { Threshold(verdict.when.at($0.way)) }
            default: nil
            }
        entries.append(verdict.subject, threshold.map { SubjectList.Measure($0) }, to: verdict.status)
    }

    /// Adds a verdict of which no more is known than its kind, and what was measured.
    mutating func add(_ status: Diagnosis.Status, _ subject: CaseSubject, _ threshold: Threshold? = nil) {
        if status == .ruledOut, !keepsRuledOut { return }
        entries.append(subject, threshold.map { SubjectList.Measure($0) }, to: status)
    }

    mutating func sortWorstFirst() { entries.sortWorstFirst() }
}

/// Evaluates rules over all their subjects.
struct RuleRunner {
    let judge: RuleJudge
    let file: CaseFile
    /// The people put together; nil when each is judged alone.
    var crowd: Crowd?

    /// The verdicts of a rule.
    ///
    /// - Parameter records: the only records of its kind it is to be judged for.
    func run(_ plan: RulePlan, for records: [Int]? = nil) -> RuleResult {
        var result = RuleResult(plan: plan, keepsRuledOut: judge.evaluator.options.explain)
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
        // Of most rules that much is told without the tree.
        if let status = judge.briefStatus(plan, .unseen) {
            if status == .undecided { result.add(status, .unseen) }
            return
        }
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
        var told = [Told?](repeating: nil, count: crowd?.count ?? 0)
        for person in file.people.persons.indices {
            let group = crowd?.group(of: person)
            if let group, let known = told[group], known.isShared {
                add(known, of: person, to: &result)
                continue
            }
            let verdict = tell(plan, person, personal, focus)
            if let group, told[group] == nil { told[group] = shared(verdict, plan, group) }
            add(verdict, of: person, to: &result)
        }
    }

    /// What is to be said of one person.
    private enum Told {
        /// Nothing: what the rule asks is not known of this person.
        case silence
        /// The kind of the verdict.
        case status(Diagnosis.Status)
        /// A match that is measured of everybody.
        case match
        /// The kind of the verdict, unless a value is near its limit.
        case statusUnlessNear(Diagnosis.Status)
        /// The whole of one person's.
        case verdict(SubjectVerdict)

        /// True for what may be said of others.
        var isShared: Bool { if case .verdict = self { false } else { true } }
    }

    private func tell(_ plan: RulePlan, _ person: Int, _ personal: Set<Int>, _ focus: Int?) -> Told {
        let isKnown = personal.contains { file.has(kind: $0, person: person) }
        if !isKnown, person != focus, !plan.looksBeyondRecords { return .silence }
        let status = judge.briefStatus(plan, .person(person))
        if status == .undecided, !isKnown, person != focus { return .silence }
        return status.map { .status($0) } ?? .verdict(judge.measured(plan, .person(person)))
    }

    /// What follows from the verdict of one of a group for all of it.
    private func shared(_ told: Told, _ plan: RulePlan, _ group: Int) -> Told? {
        guard let dependence = crowd?.dependence(of: plan, on: group) else { return nil }
        guard case .verdict(let verdict) = told else { return told }
        if !dependence.isMeasured { return .status(verdict.status) }
        if verdict.status == .matched { return .match }
        // An exception holds.
        if verdict.when.truth == .true { return .status(verdict.status) }
        // Of what is false nothing hangs on values but whether one is near, and then somebody else's may be.
        guard verdict.when.truth == .false, verdict.nearMiss?.distance == nil else { return nil }
        return .statusUnlessNear(verdict.status)
    }

    private func add(_ told: Told, of person: Int, to result: inout RuleResult) {
        switch told {
        case .silence: if result.silent == nil { result.silent = .person(person) }
        case .status(let status): result.add(status, .person(person))
        case .verdict(let verdict): result.add(verdict)
        case .statusUnlessNear(let status):
            if judge.mayBeNear(result.plan, person) {
                result.add(judge.measured(result.plan, .person(person)))
            } else {
                result.add(status, .person(person))
            }
        case .match:
            let (isTold, threshold) = judge.threshold(result.plan, of: person)
            if isTold {
                result.add(.matched, .person(person), threshold)
            } else {
                result.add(judge.measured(result.plan, .person(person)))
            }
        }
    }
}
