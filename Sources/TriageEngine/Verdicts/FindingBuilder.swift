import TriageModel
import TriageRules

/// Makes one finding of a rule's verdicts of one kind over all subjects.
struct FindingBuilder {
    let evaluator: Evaluator
    let judge: RuleJudge
    let trees: ConditionTrees
    let vocabulary: Vocabulary
    let asOf: CivilDate
    let names: SubjectNames
    /// True to build no more than a row shows.
    var isForRow: Bool

    /// More people than this are listed with their values, but without their own places.
    private static let shownSubjects = 20

    private var file: CaseFile { evaluator.file }

    /// A finding with the number of leaves that prove it, and the people it is about where it is proven (nil: the whole
    /// case).
    struct Built {
        var finding: Diagnosis.Finding
        var specificity: Int
        var people: PersonSet?
        /// The subject that stands for all: the person the case is about when among them, else the worst.
        var representative: SubjectVerdict
        var plan: RulePlan
        /// Whether something speaks for it.
        var isSupported: Bool
        /// True when the representative's condition was not worked out, as nobody may ask for it.
        var isBrief = false
    }

    func build(_ plan: RulePlan, _ entries: SubjectList, as status: Diagnosis.Status) -> Built? {
        guard let first = entries.first else { return nil }
        let chosen = entries.first { isComplainant($0) } ?? first
        if isForRow, status == .undecided || status == .nearMiss { return short(plan, entries, chosen.subject, status) }
        let verdict = judge.judge(plan, chosen.subject)
        var collector = EvidenceCollector(file: file, text: evaluator.text, asOf: asOf)
        var places: [[Int]: [Int]] = [:]
        let ways = ways(of: verdict, status)
        for way in ways { places[way, default: []] += collector.add(verdict.when.at(way)) }
        let excepted = verdict.exceptions.map { outcome -> [[Int]: [Int]] in
            guard outcome.truth == .true else { return [:] }
            return Dictionary(
                outcome.proof().map { ($0, collector.add(outcome.at($0))) }, uniquingKeysWith: { first, _ in first })
        }
        if status == .matched, !isForRow || collector.items.allSatisfy(\.spans.isEmpty) {
            addOthers(plan, entries, chosen.subject, &collector)
        }
        if collector.items.isEmpty, case .record(let record) = chosen.subject { _ = collector.addRecord(record) }
        var finding = Diagnosis.Finding(
            rule: plan.rule.id, cause: plan.rule.cause, title: plan.rule.title, why: plan.rule.why, status: status,
            stage: plan.rule.stage, subjects: names.subjects(entries), evidence: collector.items,
            conditions: isForRow
                ? Self.noTree : trees.tree(of: verdict, rule: plan.rule, evidence: places, exceptions: excepted),
            notes: verdict.notes)
        switch status {
        case .matched:
            guard let proof = collector.items.first else { return unproven(finding, plan, verdict, entries) }
            finding = finding.matched(
                verdict.confidence, evidence: Diagnosis.Proof(proof, Array(collector.items.dropFirst())))
            if isForRow { break }
            finding.counterfactual = Counterfactual(vocabulary: vocabulary).text(
                for: verdict.when, exceptions: Array(zip(plan.rule.exceptions, verdict.exceptions)))
        case .undecided, .nearMiss, .ruledOut, .notApplicable: addOpen(verdict, to: &finding)
        }
        finding.alsoFound = isAboutOthers(entries)
        return Built(
            finding: finding, specificity: ways.count, people: status == .matched ? people(entries) : nil,
            representative: verdict, plan: plan, isSupported: status != .undecided || verdict.when.isSupported)
    }

    /// What cannot be told, or nearly matched, without what led to it and what would decide it.
    private func short(
        _ plan: RulePlan, _ entries: SubjectList, _ chosen: CaseSubject, _ status: Diagnosis.Status
    ) -> Built {
        let isBrief = status == .undecided
        let verdict = isBrief ? judge.unasked(plan, chosen) : judge.condition(plan, chosen)
        var finding = Diagnosis.Finding(
            rule: plan.rule.id, cause: plan.rule.cause, title: plan.rule.title, why: plan.rule.why, status: status,
            stage: plan.rule.stage, conditions: Self.noTree)
        if status == .nearMiss { addOpen(verdict, to: &finding) }
        finding.alsoFound = isAboutOthers(entries)
        return Built(
            finding: finding, specificity: 0, people: nil, representative: verdict, plan: plan,
            isSupported: !isBrief || judge.isSupported(plan, chosen), isBrief: isBrief)
    }

    private static let noTree = Diagnosis.ConditionTree(operation: "all", result: .unknown, text: "")

    /// What would decide it, or what it failed by.
    private func addOpen(_ verdict: SubjectVerdict, to finding: inout Diagnosis.Finding) {
        if finding.status == .undecided { finding.missing = verdict.when.missingPaths() }
        if finding.status == .nearMiss, let near = verdict.nearMiss {
            finding.failed = trees.text(verdict.when.at(near.way))
            finding.distance = near.distance
        }
    }

    /// True when somebody is complaining, and it is about others only.
    private func isAboutOthers(_ entries: SubjectList) -> Bool {
        guard let complainant = file.complainant else { return false }
        return entries.allSatisfy { entry in judge.person(of: entry.subject).map { $0 != complainant } ?? false }
    }

    private func isComplainant(_ entry: SubjectList.Entry) -> Bool {
        file.complainant != nil && judge.person(of: entry.subject) == file.complainant
    }

    /// Without a place to point at nothing is proven.
    private func unproven(
        _ finding: Diagnosis.Finding, _ plan: RulePlan, _ verdict: SubjectVerdict, _ entries: SubjectList
    ) -> Built {
        var finding = finding
        finding.status = .undecided
        finding.notes.append("Nothing in the evidence can be pointed at.")
        return Built(
            finding: finding, specificity: 0, people: people(entries), representative: verdict, plan: plan,
            isSupported: verdict.when.isSupported)
    }

    /// The leaves shown: those that prove a match; for other verdicts all that are known.
    private func ways(of verdict: SubjectVerdict, _ status: Diagnosis.Status) -> [[Int]] {
        if status == .matched { return verdict.when.proof() }
        return verdict.when.leaves().map(\.way).filter { way in
            let leaf = verdict.when.at(way)
            return leaf.truth != .unknown && (leaf.hit != nil || leaf.readings.contains(where: \.isKnown))
        }.prefix(12).map { $0 }
    }

    /// The measured values of the other people, as far as they are shown.
    private func addOthers(
        _ plan: RulePlan, _ entries: SubjectList, _ chosen: CaseSubject, _ collector: inout EvidenceCollector
    ) {
        for entry in entries.prefix(FindingBuilder.shownSubjects) where entry.subject != chosen {
            let verdict = judge.measured(plan, entry.subject)
            for way in verdict.when.proof() { _ = collector.add(verdict.when.at(way)) }
        }
    }

    private func people(_ entries: SubjectList) -> PersonSet? {
        var people = PersonSet()
        for entry in entries {
            guard let person = judge.person(of: entry.subject) else { return nil }
            people.insert(person)
        }
        return people
    }
}
