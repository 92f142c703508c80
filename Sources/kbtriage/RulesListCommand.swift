import CommandArguments
import TriageBytes
import TriageKit
import TriageModel
import TriageReporting
import TriageRules

/// `kbtriage rules list`: lists the rules.
enum RulesListCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        guard let triage = context.triage() else { return .brokenRules }
        let rules = triage.knowledge.rules
        if arguments.has(.identifiersOnly) {
            return context.write(rules.map { $0.id + "\n" }.joined(), then: .success)
        }
        let asOf = context.asOf.day
        return context.write(
            RuleReporter.list(rules.map { triage.view(of: $0, asOf: asOf) }, options: context.textOptions),
            then: .success)
    }
}
