import CommandArguments
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel
import TriageReporting
import TriageRules

/// `kbtriage facts`: prints what was read.
enum FactsCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        guard let inputs = try ForcedFormats.apply(to: context.inputs(), arguments) else {
            context.complain("name the files to read, or pipe a ticket in")
            return .usage
        }
        guard let triage = context.triage() else { return .brokenRules }
        guard var source = try CaseSource(inputs, arguments, context, triage) else { return .cannotWrite }
        if arguments.has(.raw) {
            let (leaves, problems) = source.raw
            for problem in problems { context.complain("\(problem.file): \(problem.message)") }
            return context.write(
                RawReporter.json(leaves), then: problems.contains(where: \.isFatal) ? .unreadableInput : .success)
        }
        var evidence = source.evidence(keepsAll: true)
        for fact in try StatedFacts.read(arguments, triage, &source) {
            evidence.records.append(contentsOf: fact.records)
        }
        context.complain(about: evidence.problems, in: evidence.sources)
        if let who = arguments.value(of: .subject) {
            evidence.records = triage.records(about: source.redacted(who), in: evidence)
        }
        let code: ExitCode = evidence.problems.contains(where: \.isFatal) ? .unreadableInput : .success
        let vocabulary = triage.knowledge.vocabulary
        switch arguments.value(of: .factsFormat, as: FactsFormat.self) ?? .text {
        case .json: return context.write(FactsReporter.json(evidence, vocabulary: vocabulary), then: code)
        case .text:
            return context.write(
                FactsReporter.text(evidence, vocabulary: vocabulary, options: context.textOptions), then: code)
        }
    }
}
