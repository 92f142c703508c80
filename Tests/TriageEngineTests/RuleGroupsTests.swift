import Testing
import TriageModel
import TriageRules

@testable import TriageEngine

/// Rules that are left out where they cannot come near change nothing of a diagnosis.
struct RuleGroupsTests {
    /// Random shapes of rules with random texts, over random errors; the seed names the case that fails.
    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func leavingRulesOutChangesNothing(seed: UInt64) {
        var random = SplitMix(state: seed)
        var rules: [Rule] = []
        for shape in 0..<3 {
            let form = Form(&random)
            for number in 0..<12 { rules.append(form.rule("rule-\(shape)-\(number)", &random)) }
        }
        let engine = DiagnosisEngine(knowledge: TestKnowledge.knowledge(rules), patterns: LiteralSearch(rules))
        let evidence = randomCase(&random).evidence
        var options = DiagnosisEngine.Options(asOf: TestKnowledge.today, asOfIsExplicit: seed.isMultiple(of: 2))
        let few = engine.diagnose(evidence, options: options)
        options.judgesEveryRule = true
        #expect(String(describing: few) == String(describing: engine.diagnose(evidence, options: options)))
    }

    @Test func onlyRulesWhoseTextsStandThereAreJudged() {
        let rules = (0..<100).map { number in
            Rule.make(
                "rule-\(100 + number)", subject: .record(kind: "error"),
                when: .any([
                    .here("message", .contains("Odd\(number)X")), .here("cmdlet", .equals("Get-Odd\(number)X")),
                ])
            )
        }
        let engine = DiagnosisEngine(knowledge: TestKnowledge.knowledge(rules), patterns: LiteralSearch(rules))
        var builder = CaseBuilder()
        builder.add("error", ["message": .text("there was an odd 17 X in it"), "cmdlet": .text("Get-Odd23X")])
        let run = CaseDiagnosis(engine: engine, evidence: builder.evidence, options: .init(asOf: TestKnowledge.today))
        let open = engine.groups.open(in: run.file, run.evaluator.reader)
        #expect(open.map { engine.plans[$0.plan].rule.id } == ["rule-117", "rule-123"])
    }

    @Test func whatWasCutLeavesEveryRuleOpen() {
        let rules = (0..<20).map { number in
            Rule.make(
                "rule-\(100 + number)", subject: .record(kind: "error"),
                when: .any([
                    .here("message", .contains("Odd\(number)X")), .here("cmdlet", .equals("Get-Odd\(number)X")),
                ])
            )
        }
        let engine = DiagnosisEngine(knowledge: TestKnowledge.knowledge(rules), patterns: LiteralSearch(rules))
        var builder = CaseBuilder()
        builder.add("error", ["message": .text("there was an od", partial: "cut"), "cmdlet": .text("Get-Photo")])
        let diagnosis = engine.diagnose(builder.evidence, options: .init(asOf: TestKnowledge.today))
        let run = CaseDiagnosis(engine: engine, evidence: builder.evidence, options: .init(asOf: TestKnowledge.today))
        #expect(engine.groups.open(in: run.file, run.evaluator.reader).count == 20)
        #expect(diagnosis.findings.isEmpty)
    }

    @Test func constantsAreFoundWhereverTheyStand() {
        var random = SplitMix(state: 7)
        for _ in 0..<300 {
            func word(_ most: Int) -> [UInt8] {
                (0..<Int.random(in: 1...most, using: &random)).map { _ in UInt8.random(in: 0x61...0x63, using: &random)
                }
            }
            var wanted: [[UInt8]: [Int]] = [:]
            for number in 0..<20 { wanted[word(5), default: []].append(number) }
            let text = word(30)
            var found: Set<Int> = []
            ConstantTable(wanted).forEachAsker(in: text) { found.insert($0) }
            let expected = Set(wanted.filter { FoldedText.contains(text, $0.key) }.flatMap(\.value))
            #expect(found == expected)
        }
    }

    // MARK: Random rules and cases

    /// What rules of one shape have in common.
    private struct Form {
        private let fields: [String]
        private let choice: Int
        private let comparison: Int

        init(_ random: inout SplitMix) {
            fields = (0..<3).map { _ in ["message", "cmdlet", "proxyMethod"].randomElement(using: &random) ?? "message"
            }
            choice = Int.random(in: 0..<9, using: &random)
            comparison = Int.random(in: 0..<6, using: &random)
        }

        func rule(_ id: String, _ random: inout SplitMix) -> Rule {
            let first = telling(fields[0], &random)
            let second = telling(fields[1], &random)
            let third = fields[2]
            let when: Condition =
                switch choice {
                case 0: .any([first, .all([.here(third, .present), second])])
                case 1: .all([first, second])
                case 2: .all([.here(third, .present), .any([first, second])])
                case 3: .all([first, .not(.here(third, .blank))])
                case 4: .any([first, .not(.not(second))])
                case 5: .all([.any([first, second]), .text("photo", .case)])
                case 6: .all([.any([first, second]), .here(third, .absent), .here("httpStatus", .equals("413"))])
                case 7: .atLeast(2, [first, second, .here(third, .present)])
                default:
                    .all([
                        .any([first, second]),
                        .anyRecord("command", .case, [.here("name", .equals("Set-UserPhoto"))]),
                    ])
                }
            return Rule.make(
                id, subject: .record(kind: "error"), when: when,
                exceptions: choice.isMultiple(of: 2)
                    ? [Rule.Exception(because: "of this", condition: .here("httpStatus", .equals("500")))] : [],
                near: choice == 2 && comparison == 0 ? Rule.Near(field: "httpStatus", within: 5) : nil)
        }

        private func telling(_ field: String, _ random: inout SplitMix) -> Condition {
            let words = RuleGroupsTests.words
            let word = words.randomElement(using: &random) ?? ""
            let other = words.randomElement(using: &random) ?? ""
            return switch comparison {
            case 0: .here(field, .contains(word))
            case 1: .here(field, .equals(word))
            case 2: .here(field, .oneOf([word, other]))
            case 3: .here(field, .startsWith(word))
            case 4: .here(field, .endsWith(word))
            default: .here(field, .includes(word))
            }
        }
    }

    private static let words = [
        "Set-UserPhoto", "Photo", "photo of", "OddException", "Odd Exception2", "413", "true", "timeout", "x",
        "0f8fad5b-d9cb-469f-a165-70867728950e", "Größe",
    ]

    private func randomCase(_ random: inout SplitMix) -> CaseBuilder {
        var builder = CaseBuilder()
        builder.prose("The photo in Outlook is old")
        func value() -> Value {
            let word = Self.words.randomElement(using: &random) ?? ""
            switch Int.random(in: 0..<9, using: &random) {
            case 0: return .text(word)
            case 1: return .text("an " + word.uppercased() + " in it")
            case 2: return .text("Odd Exc\neption and more")
            case 3: return .text(word, partial: "cut")
            case 4: return .blank
            case 5: return .number(413)
            case 6: return .list([word, "photo"])
            case 7: return .text("  ")
            default: return .text("nothing of the kind")
            }
        }
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: builder.add("error", ["message": value()])
            case 1: builder.add("error", ["message": value(), "cmdlet": value(), "httpStatus": .number(413)])
            case 2: builder.add("error", ["cmdlet": value(), "proxyMethod": value(), "httpStatus": .number(500)])
            default:
                builder.add(
                    "error",
                    [
                        "message": value(), "cmdlet": value(), "proxyMethod": value(),
                        "identity": .text("user\(Int.random(in: 0...2, using: &random))@contoso.example"),
                    ])
            }
        }
        if Bool.random(using: &random) { builder.add("command", ["name": .text("Set-UserPhoto")]) }
        return builder
    }
}
