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
        let builder = randomCase(&random)
        let rules = (0..<6).map { number in
            Rule.make(
                "rule-\(number)", subject: subject(&random), when: condition(&random, depth: 3, isInside: false),
                exceptions: Bool.random(using: &random)
                    ? [
                        Rule.Exception(
                            because: "of this", condition: condition(&random, depth: 2, isInside: false))
                    ] : [],
                near: Int.random(in: 0..<4, using: &random) == 0
                    ? Rule.Near(field: "directory-user.thumbnailPhoto.bytes", within: 500) : nil)
        }
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

    // MARK: Random rules and cases

    private func subject(_ random: inout SplitMix) -> Rule.Subject {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: .person
        case 1: .record(kind: "error")
        default: .ticket
        }
    }

    private func condition(_ random: inout SplitMix, depth: Int, isInside: Bool) -> Condition {
        let choice = Int.random(in: 0..<(depth > 0 ? 10 : 5), using: &random)
        func inner() -> [Condition] {
            (0..<Int.random(in: 1...3, using: &random)).map { _ in
                condition(&random, depth: depth - 1, isInside: isInside)
            }
        }
        switch choice {
        case 0, 1: return field(&random, isInside: isInside)
        case 2: return .text(["photo", "413", "nothing of the kind"].randomElement(using: &random) ?? "", .case)
        case 3: return .happened(until: "2023-11-30")
        case 4: return .compare("directory-user.whenChanged", .after, "cloud-user.OnPremisesLastSyncDateTime")
        case 5: return .any(inner())
        case 6: return .not(condition(&random, depth: depth - 1, isInside: isInside))
        case 7: return .atLeast(2, inner() + [field(&random, isInside: isInside)])
        case 8:
            let scope = [Condition.Scope.case, .subject, .session].randomElement(using: &random) ?? .case
            let inside = [condition(&random, depth: depth - 1, isInside: true), field(&random, isInside: true)]
            return Bool.random(using: &random)
                ? .anyRecord("error", scope, bind: Bool.random(using: &random) ? "e" : "", inside)
                : .noRecord("error", scope, inside)
        default: return .all(inner())
        }
    }

    private func field(_ random: inout SplitMix, isInside: Bool) -> Condition {
        let fields: [Condition] = [
            .field("directory-user", "thumbnailPhoto.bytes", .greaterThan(10_240)),
            .field("directory-user", "thumbnailPhoto.format", .oneOf(["png", "gif"])),
            .field("directory-user", "jpegPhoto", .absent), .field("directory-user", "thumbnailPhoto", .blank),
            .field("cloud-user", "OnPremisesSyncEnabled", .equals("true")),
            .field("sync-scheduler", "SyncCycleEnabled", .equals("false")),
            .field("error", "httpStatus", .equals("413")),
        ]
        if isInside, Bool.random(using: &random) {
            return Bool.random(using: &random)
                ? .here("httpStatus", .equals("413")) : .here("cmdlet", .equals("Set-UserPhoto"))
        }
        return fields.randomElement(using: &random) ?? fields[0]
    }

    private func randomCase(_ random: inout SplitMix) -> CaseBuilder {
        var builder = CaseBuilder()
        builder.prose("The photo in Outlook is old")
        let people = Int.random(in: 0...3, using: &random)
        for person in 0..<people {
            let name = Value.text("user\(person)@contoso.example")
            let photos: [Value] = [.photo(9000), .photo(10_300), .photo(20_000), .blank, .cutPhoto]
            if Bool.random(using: &random) {
                builder.add(
                    "directory-user",
                    [
                        "UserPrincipalName": name, "thumbnailPhoto": photos.randomElement(using: &random) ?? .blank,
                        "whenChanged": .day("2026-11-1\(person)"),
                    ])
            }
            if Bool.random(using: &random) {
                builder.add(
                    "cloud-user",
                    [
                        "UserPrincipalName": name, "OnPremisesSyncEnabled": .boolean(.random(using: &random)),
                        "OnPremisesLastSyncDateTime": .day("2026-11-12"),
                    ])
            }
        }
        // More than a few now and then: then a case is looked through once for all subjects.
        for _ in 0..<Int.random(in: 0...(Bool.random(using: &random) ? 4 : 24), using: &random) {
            builder.add(
                "error",
                [
                    "httpStatus": .number(Bool.random(using: &random) ? 413 : 500),
                    "cmdlet": .text(Bool.random(using: &random) ? "Set-UserPhoto" : "Get-Mailbox"),
                    "identity": .text("user\(Int.random(in: 0...3, using: &random))@contoso.example"),
                ], session: Bool.random(using: &random) ? Int.random(in: 1...2, using: &random) : nil,
                time: Bool.random(using: &random) ? "2023-10-0\(Int.random(in: 1...9, using: &random))" : nil)
        }
        if Bool.random(using: &random) {
            builder.add("sync-scheduler", ["SyncCycleEnabled": .boolean(.random(using: &random))])
        }
        return builder
    }
}
