import CommandArguments
import TriageBytes
import TriageKit
import TriageModel
import TriageReporting
import TriageRules

/// `kbtriage rules test`: runs rules on the samples that prove them.
enum RulesTestCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        guard let triage = context.triage() else { return .brokenRules }
        var rules = triage.knowledge.rules
        let names = arguments.values(of: .someRules)
        if !names.isEmpty {
            rules = []
            for name in names {
                guard let rule = triage.rule(name) else { throw UnknownRule.error(name, arguments, triage) }
                rules.append(rule)
            }
        }
        guard let root = samplesRoot(context) else {
            context.complain("the samples are not part of the program; name the folder of the rules with --rules")
            return .unreadableInput
        }
        let proof = RuleProof(triage)
        var passed = 0
        var failed = 0
        // A note or a draft may have no samples of its own; everything else must.
        for rule in rules where !(rule.status == "draft" && rule.proof.isEmpty) {
            do throws(InputError) {
                let outcomes = try proof.run(rule, root: root, today: SystemClock.today)
                if outcomes.isEmpty {
                    failed += 1
                    _ = context.write("\(rule.id): no samples in \(rule.proof)\n", then: .success)
                }
                for outcome in outcomes where !outcome.holds {
                    let status = outcome.status?.rawValue ?? "not applicable"
                    let got = outcome.confidence.map { "\(status) with \($0.rawValue) confidence" } ?? status
                    _ = context.write(
                        "\(TerminalText.safe(outcome.file.description)): should be \(outcome.expectation.rawValue), is \(got)\n",
                        then: .success)
                }
                passed += outcomes.count { $0.holds }
                failed += outcomes.count { !$0.holds }
            } catch {
                failed += 1
                context.complain(error.description)
            }
        }
        if !arguments.has(.quiet) || failed > 0 {
            _ = context.write("\(rules.count) rules, \(passed) samples hold, \(failed) do not\n", then: .success)
        }
        return failed == 0 ? .success : .noCause
    }

    /// Proof folders are relative to the folder that holds the rules' folder; without one, to the current folder.
    private static func samplesRoot(_ context: CommandContext) -> FilePath? {
        if case .folder(let folder) = KnowledgeLocation.find(
            named: context.arguments.value(of: .rules).map { FilePath($0) })
        {
            let name = folder.bytes.last == UInt8(ascii: "/") ? FilePath(bytes: Array(folder.bytes.dropLast())) : folder
            return name.bytes.contains(UInt8(ascii: "/")) ? name.parent : FilePath(".")
        }
        return Directory.isDirectory("samples") ? FilePath(".") : nil
    }
}
