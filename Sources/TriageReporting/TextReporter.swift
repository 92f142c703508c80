public import TriageModel

/// A diagnosis as text for a terminal: the verdict, the proof, what to do, what to run next.
public enum TextReporter {
    /// How to lay it out.
    public typealias Options = TextOptions

    /// The whole report, every line ended by a line feed. Everything that came from input is neutralised.
    ///
    /// The vocabulary's labels replace technical names where it has any.
    public static func render(
        _ diagnosis: Diagnosis, options: Options = Options(), vocabulary: Vocabulary = Vocabulary()
    ) -> String {
        diagnosis.verdict.rawValue + "\n"
    }

    /// Why a rule matched or did not: its evaluated conditions for every verdict of that rule in the diagnosis.
    /// Nil when the diagnosis has no verdict of that rule (ask for a diagnosis with the ruled-out rules kept).
    public static func explain(
        rule: String, in diagnosis: Diagnosis, options: Options = Options(), vocabulary: Vocabulary = Vocabulary()
    ) -> String? { nil }
}
