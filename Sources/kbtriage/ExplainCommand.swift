import CommandArguments
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel
import TriageReporting
import TriageRules

/// `kbtriage explain`: prints the evaluated condition tree of one rule.
enum ExplainCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        guard let triage = context.triage() else { return .brokenRules }
        let name = arguments.value(of: .rule) ?? ""
        guard let rule = triage.rule(name) else { throw UnknownRule.error(name, arguments, triage) }
        guard let inputs = context.inputs() else {
            context.complain("name the files to explain the rule for, or pipe a ticket in")
            return .usage
        }
        guard var source = try CaseSource(inputs, arguments, context, triage) else { return .cannotWrite }
        let facts = try StatedFacts.read(arguments, triage, &source)
        let asOf = context.asOf
        let diagnosis = triage.diagnose(
            source.evidence(keepsAll: false),
            options: .init(asOf: asOf.day, asOfIsExplicit: asOf.isExplicit, explain: true, facts: facts))
        context.complain(about: diagnosis.problems)
        var options = context.textOptions
        options.explain = true
        let text = TextReporter.explain(
            rule: rule.id, in: diagnosis, options: options, vocabulary: triage.knowledge.vocabulary)
        return context.write(
            text ?? "\(rule.id) (\(rule.cause)): not applicable; nothing it speaks about was found.\n",
            then: diagnosis.problems.contains(where: \.isFatal) ? .unreadableInput : .success)
    }
}

/// What to say to a rule nobody knows.
enum UnknownRule {
    static func error(_ name: String, _ arguments: ParsedArguments, _ triage: Triage) -> UsageError {
        let ids = triage.knowledge.rules.flatMap { [$0.id, $0.cause] }
        return arguments.invalidValue(
            of: .rule, expected: "the id of a rule or of its cause (kbtriage rules list)",
            suggestion: Suggestion.nearest(to: name, among: ids))
    }
}
