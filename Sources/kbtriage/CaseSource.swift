import CommandArguments
import TriageKit
import TriageModel

/// What a command reads: the inputs as they are, or with `--redact` as they are redacted.
struct CaseSource {
    private let inputs: [CaseInput]
    private let triage: Triage
    private var redactedCase: RedactedCase?

    /// Nil after saying that the map of a redaction cannot be written.
    init?(
        _ inputs: [CaseInput], _ arguments: ParsedArguments, _ context: CommandContext, _ triage: Triage
    ) throws(UsageError) {
        self.inputs = inputs
        self.triage = triage
        try Redaction.check(arguments)
        guard arguments.has(.redact) else { return }
        let stated = arguments.values(of: .fact) + arguments.values(of: .subject)
        guard let redacted = try Redaction(arguments, context).redact(inputs, triage, stated: stated) else {
            return nil
        }
        Redaction.tell(redacted, context)
        redactedCase = redacted
    }

    /// What was read.
    ///
    /// - Parameter keepsAll: false when only a diagnosis is wanted.
    func evidence(keepsAll: Bool) -> Evidence {
        redactedCase.map { triage.read($0) } ?? triage.read(inputs, keepsAll: keepsAll)
    }

    /// The values before the vocabulary.
    var raw: (leaves: [RawLeaf], problems: [Evidence.Problem]) {
        redactedCase.map { triage.readRaw($0) } ?? triage.readRaw(inputs)
    }

    /// True when nothing private may be shown.
    var isRedacted: Bool { redactedCase != nil }

    /// A text from the command line as the case has it.
    mutating func redacted(_ text: String) -> String { redactedCase?.redacted(text) ?? text }

    /// Says in a diagnosis what was masked.
    func note(in diagnosis: inout Diagnosis) {
        guard let redactedCase else { return }
        diagnosis.notes.append("Redacted: \(redactedCase.summary). \(RedactedCase.limits)")
    }
}
