import Testing
import TriageModel
import TriageRules

@testable import TriageEngine

/// People who answer alike are judged once, and nobody can tell.
struct CrowdTests {
    /// Random rules about people over random cases; the seed names the case that fails.
    @Test(arguments: 1...400 as ClosedRange<UInt64>)
    func judgesEverybodyAsAlone(seed: UInt64) {
        var random = SplitMix(state: seed)
        let builder = RandomCases.evidence(&random, people: Int.random(in: 2...40, using: &random))
        let rules = (0..<8).map { number in
            var rule = RandomCases.rule("rule-\(number)", subject: .person, &random)
            if Int.random(in: 0..<4, using: &random) == 0 { rule.when = .all([rule.when, personalText(&random)]) }
            return rule
        }
        let engine = DiagnosisEngine(knowledge: TestKnowledge.knowledge(rules), patterns: LiteralSearch(rules))
        let run = CaseDiagnosis(
            engine: engine, evidence: builder.evidence,
            options: .init(asOf: TestKnowledge.today, asOfIsExplicit: seed.isMultiple(of: 2), explain: true))
        let crowd = Crowd(engine.plans, evaluator: run.evaluator)
        for plan in engine.plans {
            let alone = RuleRunner(judge: run.judge, file: run.file).run(plan)
            let together = RuleRunner(judge: run.judge, file: run.file, crowd: crowd).run(plan)
            #expect(lines(together) == lines(alone), "\(plan.rule.id)")
            #expect(together.silent == alone.silent, "\(plan.rule.id)")
        }
    }

    private func personalText(_ random: inout SplitMix) -> Condition {
        .text(["photo", "user1", "nothing of the kind"].randomElement(using: &random) ?? "", .subject)
    }

    /// Everybody with verdict and measure, in order.
    private func lines(_ result: RuleResult) -> [String] {
        let statuses: [Diagnosis.Status] = [.matched, .nearMiss, .notApplicable, .ruledOut, .undecided]
        return statuses.flatMap { status in
            (result.entries[status] ?? SubjectList()).map { entry in
                let measure = entry.measure.map { "\($0.words) of \($0.distance)" } ?? "no measure"
                return "\(status) \(entry.subject) \(measure)"
            }
        }
    }

    /// So many directory users who differ in nothing rules ask for.
    private func crowd(_ count: Int) -> CaseBuilder {
        var builder = CaseBuilder()
        for number in 0..<count {
            builder.add(
                "directory-user",
                [
                    "SamAccountName": .text("u\(number)"),
                    "thumbnailPhoto": number.isMultiple(of: 2) ? .blank : .photo(20_000),
                ])
        }
        return builder
    }

    @Test func putsThoseTogetherWhoAnswerAlike() throws {
        let rules = [
            Rule.make("empty", subject: .person, when: .field("directory-user", "thumbnailPhoto", .blank)),
            Rule.make(
                "large", subject: .person, when: .field("directory-user", "thumbnailPhoto.bytes", .greaterThan(10_240))),
        ]
        let engine = DiagnosisEngine(knowledge: TestKnowledge.knowledge(rules), patterns: LiteralSearch(rules))
        let run = CaseDiagnosis(engine: engine, evidence: crowd(50).evidence, options: .init(asOf: TestKnowledge.today))
        let crowd = Crowd(engine.plans, evaluator: run.evaluator)
        #expect(crowd.count == 2)
        let groups = run.file.people.persons.indices.map { crowd.group(of: $0) }
        #expect(groups.prefix(4) == [0, 1, 0, 1])
        #expect(groups.allSatisfy { $0 != nil })
        let large = try #require(engine.plans.first { $0.rule.id == "large" })
        #expect(try #require(crowd.dependence(of: large, on: 0)).isMeasured)
    }

    @Test func comparesValuesOfEachAlone() throws {
        let rules = [
            Rule.make(
                "differs", subject: .person,
                when: .compare("directory-user.SamAccountName", .differs, "directory-user.mail"))
        ]
        let engine = DiagnosisEngine(knowledge: TestKnowledge.knowledge(rules), patterns: LiteralSearch(rules))
        let run = CaseDiagnosis(engine: engine, evidence: crowd(20).evidence, options: .init(asOf: TestKnowledge.today))
        let crowd = Crowd(engine.plans, evaluator: run.evaluator)
        #expect(crowd.count == 1)
        #expect(crowd.dependence(of: engine.plans[0], on: 0) == nil)
    }

    @Test func whomTheCaseIsAboutIsJudgedAlone() {
        var builder = crowd(20)
        builder.add("mention", ["address": .text("u3@contoso.example")])
        let engine = DiagnosisEngine(
            knowledge: TestKnowledge.knowledge([]), patterns: LiteralSearch([]))
        let run = CaseDiagnosis(engine: engine, evidence: builder.evidence, options: .init(asOf: TestKnowledge.today))
        let crowd = Crowd(engine.plans, evaluator: run.evaluator)
        #expect(run.file.complainant != nil)
        for person in run.file.people.persons.indices {
            #expect((crowd.group(of: person) == nil) == (person == run.file.complainant))
        }
    }
}
