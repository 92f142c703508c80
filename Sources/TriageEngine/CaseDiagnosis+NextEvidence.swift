import TriageModel
import TriageRules

extension CaseDiagnosis {
    /// The commands to run next: first those about what was found, then those that tell other causes.
    ///
    /// - Parameters:
    ///   - working: notes that say what works already; what is behind it on the photo's way is asked first.
    ///   - undecided: what cannot be told of these results.
    func nextEvidence(
        _ results: [RuleResult], found: [FindingBuilder.Built], working: [FindingBuilder.Built],
        undecided: [FindingBuilder.Built]
    ) -> [Diagnosis.NextEvidence] {
        let known = Dictionary(undecided.map { ($0.finding.rule, $0) }, uniquingKeysWith: { first, _ in first })
        let own = found.filter { !$0.finding.alsoFound && $0.finding.explainedBy == nil }
        let focus = file.complainant ?? file.only
        var open = own.compactMap(doubts)
        for result in results where tells(result) {
            let entries = result.entries[.undecided] ?? SubjectList()
            let mine = entries.first { entry in
                let person = judge.person(of: entry.subject)
                return person == nil || person == focus
            }
            let chosen = mine?.subject ?? (focus == nil ? entries.first?.subject ?? result.silent : nil)
            guard let chosen else { continue }
            let rule = result.plan.rule
            let same = known[rule.id].flatMap { $0.representative.subject == chosen ? missing($0) : nil }
            open.append(
                NextEvidencePlanner.OpenRule(
                    id: rule.id, cause: rule.cause, prior: rule.prior,
                    missing: same ?? judge.condition(result.plan, chosen).when.missingPaths(),
                    bearing: (own + working).contains { Self.bears(rule, on: $0) }
                        ? .related : isSuspected(rule, entries, known[rule.id]) ? .suspected : .other))
        }
        // Nobody in particular is meant: the holes stay open.
        let template = HoleValues(file: file, person: focus).template
        let namesake = focus.flatMap { self.namesake(of: $0) }.map { person in
            NextEvidencePlanner.Namesake(
                template: HoleValues(file: file, person: person).template,
                answers: { file.answered(by: person, of: $0) })
        }
        let run = CommandsRun(file.records)
        // What sources disagree about has to be asked again.
        let disputed = contradictions.filter { $0.kept == nil }.map(\.field)
        let isProven = own.first?.finding.confidence == .high && disputed.isEmpty
        return NextEvidencePlanner(collectors: engine.collectors).plan(
            open, isProven: isProven, template: template, namesake: namesake,
            most: options.isForRow ? 1 : .max
        ) { command, paths in
            run.contains(command)
                && !disputed.contains { field in paths.contains { $0 == field || $0.hasPrefix(field + ".") } }
        }
    }

    /// What would decide a rule that cannot be told.
    func missing(_ built: FindingBuilder.Built) -> [String] {
        if !built.finding.missing.isEmpty { return built.finding.missing }
        let verdict =
            built.isBrief ? judge.condition(built.plan, built.representative.subject) : built.representative
        return verdict.when.missingPaths()
    }

    /// What would make a cause surer that was found.
    private func doubts(_ built: FindingBuilder.Built) -> NextEvidencePlanner.OpenRule? {
        let missing = judge.missingForConfidence(built.representative, built.plan)
        guard !missing.isEmpty else { return nil }
        let rule = built.plan.rule
        return NextEvidencePlanner.OpenRule(
            id: rule.id, cause: rule.cause, prior: rule.prior, missing: missing, bearing: .found)
    }

    /// True when an error of the ticket speaks for a cause, which is then asked about before what merely happens often.
    private func isSuspected(_ rule: Rule, _ open: SubjectList, _ built: FindingBuilder.Built?) -> Bool {
        rule.subject == .record(kind: RecordKind.error) && !open.isEmpty && built?.isSupported == true
    }

    /// True when a rule speaks of the same part of the matter as what was found, or would explain it.
    private static func bears(_ rule: Rule, on built: FindingBuilder.Built) -> Bool {
        rule.stage == built.finding.stage || rule.explains.contains(built.finding.rule)
    }
}
