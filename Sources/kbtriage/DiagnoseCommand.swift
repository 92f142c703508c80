import CommandArguments
import TriageBatch
import TriageBytes
import TriageEngine
import TriageKit
import TriageModel
import TriageReporting
import TriageRules

/// `kbtriage diagnose`: reads the inputs as one case and prints the diagnosis.
enum DiagnoseCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        guard let inputs = try ForcedFormats.apply(to: context.inputs(), arguments) else {
            return context.write(howToPaste, then: .noCause)
        }
        guard let triage = context.triage() else { return .brokenRules }
        guard var source = try CaseSource(inputs, arguments, context, triage) else { return .cannotWrite }
        let facts = try StatedFacts.read(arguments, triage, &source)
        let asOf = context.asOf
        let format = arguments.value(of: .format, as: DiagnosisFormat.self) ?? .text
        if !arguments.has(.quiet), !source.isRedacted {
            for input in inputs where input.format == nil {
                if let notice = TicketExport.notice(for: input, triage: triage) { context.complain(notice) }
            }
        }
        let evidence = source.evidence(keepsAll: false)
        var diagnosis = triage.diagnose(
            evidence,
            options: .init(
                asOf: asOf.day, asOfIsExplicit: asOf.isExplicit, explain: arguments.has(.explain) || format.showsAll,
                facts: facts))
        source.note(in: &diagnosis)
        LastingValues.keep((evidence, diagnosis))
        context.complain(about: diagnosis.problems)
        let output = DiagnosisOutput(
            triage: triage, inputs: inputs, isRedacted: source.isRedacted, evidence: evidence, diagnosis: diagnosis,
            textOptions: context.textOptions, tone: arguments.value(of: .tone, as: ReplyReporter.Tone.self) ?? .full
        )
        return context.writePieces(then: exitCode(diagnosis)) { output.write(as: format, to: $0) }
    }

    private static func exitCode(_ diagnosis: Diagnosis) -> ExitCode {
        if diagnosis.problems.contains(where: \.isFatal) { return .unreadableInput }
        return diagnosis.verdict == .cause ? .success : .noCause
    }

    private static let howToPaste = """
        Paste what the customer sent, then press Ctrl-D on a line of its own:

          kbtriage -

        or name the files; several are one case:

          kbtriage ticket.txt transcript.txt dump.xml

        kbtriage --help says the rest.

        """
}

/// The facts stated with `--fact`.
enum StatedFacts {
    /// Redacted where the case is.
    static func read(
        _ arguments: ParsedArguments, _ triage: Triage, _ source: inout CaseSource
    ) throws(UsageError) -> [StatedFact] {
        var facts: [StatedFact] = []
        for value in arguments.values(of: .fact) {
            do throws(StatedFactError) {
                facts.append(try triage.fact(source.redacted(value)))
            } catch {
                throw arguments.invalidValue(of: .fact, expected: error.message)
            }
        }
        return facts
    }
}
