import CommandArguments
import TriageBytes
import TriageKit
import TriageModel
import TriageReporting
import TriageRules

/// `kbtriage rules show`: prints one rule in plain words.
enum RulesShowCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        guard let triage = context.triage() else { return .brokenRules }
        let name = arguments.value(of: .rule) ?? ""
        guard let rule = triage.rule(name) else { throw UnknownRule.error(name, arguments, triage) }
        return context.write(
            RuleReporter.show(triage.view(of: rule, asOf: context.asOf.day), options: context.textOptions),
            then: .success)
    }
}
