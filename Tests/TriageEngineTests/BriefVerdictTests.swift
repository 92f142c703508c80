import Testing
import TriageModel
import TriageRules

@testable import TriageEngine

/// The short evaluation, which most subjects of most rules go through, agrees with the whole one.
struct BriefVerdictTests {
    /// Random rules over random cases; the seed names the case that fails.
    @Test(arguments: 1...300 as ClosedRange<UInt64>)
    func agreesWithTheWholeVerdict(seed: UInt64) {
        var random = SplitMix(state: seed)
        let builder = RandomCases.evidence(&random, people: Int.random(in: 0...3, using: &random))
        let rules = (0..<6).map { RandomCases.rule("rule-\($0)", subject: RandomCases.subject(&random), &random) }
        let engine = DiagnosisEngine(knowledge: TestKnowledge.knowledge(rules), patterns: LiteralSearch(rules))
        let run = CaseDiagnosis(
            engine: engine, evidence: builder.evidence,
            options: .init(asOf: TestKnowledge.today, asOfIsExplicit: seed.isMultiple(of: 2)))
        var differences: [String] = []
        for plan in engine.plans {
            for subject in subjects(of: plan, run) {
                let whole = run.judge.judge(plan, subject)
                let truth = run.evaluator.truth(plan.when, context(of: subject, run))
                let brief = run.judge.briefStatus(plan, subject) ?? whole.status
                let measured = run.judge.measured(plan, subject).status
                let isSupported = run.judge.isSupported(plan, subject)
                if isSupported != whole.when.isSupported {
                    differences.append("\(plan.rule.id), \(subject): supported \(isSupported)")
                }
                if truth != whole.when.truth || brief != whole.status || measured != whole.status {
                    differences.append("\(plan.rule.id), \(subject): \(truth), \(brief); whole: \(whole.status)")
                }
            }
        }
        #expect(differences == [])
    }

    private func context(of subject: CaseSubject, _ run: CaseDiagnosis) -> Evaluator.Context {
        switch subject {
        case .person(let person): Evaluator.Context(person: person)
        case .record(let record): Evaluator.Context(person: run.judge.person(of: subject), levels: [record])
        case .ticket: Evaluator.Context(isTicket: true)
        case .unseen: Evaluator.Context(person: run.judge.person(of: subject), levels: [-1])
        }
    }

    private func subjects(of plan: RulePlan, _ run: CaseDiagnosis) -> [CaseSubject] {
        switch plan.rule.subject {
        case .person: return run.file.people.persons.indices.map { .person($0) }
        case .record: return (plan.subjectKind.map { run.file.all(ofKind: $0) } ?? []).map { .record($0) } + [.unseen]
        case .ticket: return [.ticket]
        }
    }
}
