import TriageBytes
import TriageEngine
import TriageKit
public import TriageModel
public import TriageRules

/// The one place where the tests call the product.
public enum CaseTriage {
    /// The day tests are run on, so that no verdict hangs on the calendar.
    public static let today = CivilDate(year: 2026, month: 11, day: 23)

    private static let triage = Result { () throws(KnowledgeFailure) in try Triage(location: .builtIn) }

    /// The knowledge the program carries.
    public static func knowledge() throws -> KnowledgeBase { try triage.get().knowledge }

    /// Causes the rules know: `RC22`.
    public static func knownCauses() throws -> Set<String> { Set(try knowledge().rules.map(\.cause)) }

    /// Ids of the rules: `photo-proxy-413`.
    public static func ruleNames() throws -> [String] { try knowledge().rules.map(\.id) }

    /// Reads a case.
    public static func read(_ inputs: [SampleInput]) throws -> Evidence { try triage.get().read(inputs.map(\.forKit)) }

    /// The values of structured inputs as they were read, before the vocabulary.
    public static func readRaw(_ inputs: [SampleInput]) throws -> [RawLeaf] {
        try triage.get().readRaw(inputs.map(\.forKit)).leaves
    }

    /// Reads and diagnoses a case; a day that is given counts as named by the engineer.
    public static func diagnose(
        _ inputs: [SampleInput], asOf: String? = nil, explain: Bool = false
    ) throws -> Diagnosis {
        let named = asOf.flatMap { CivilDate(iso: $0) }
        return try triage.get().diagnose(
            inputs.map(\.forKit),
            options: .init(asOf: named ?? today, asOfIsExplicit: named != nil, explain: explain))
    }
}

extension SampleInput {
    fileprivate var forKit: TriageKit.CaseInput { TriageKit.CaseInput(name: name, bytes: bytes) }
}

/// What must not change when a case only looks different: the verdict and which rules matched.
public struct Outcome: Sendable, Hashable, CustomStringConvertible {
    /// Ticket verdict.
    public var verdict: Diagnosis.Verdict
    /// Rules that matched, sorted.
    public var matched: [String]

    /// The outcome of a diagnosis.
    public init(_ diagnosis: Diagnosis) {
        verdict = diagnosis.verdict
        matched = diagnosis.findings.map(\.rule).sorted()
    }

    /// `cause: photo-proxy-413`.
    public var description: String {
        verdict.rawValue + (matched.isEmpty ? "" : ": " + matched.joined(separator: ", "))
    }
}

extension Diagnosis {
    /// Causes of the matched rules: `RC22`.
    public var causes: Set<String> { Set(findings.map(\.cause)) }
}
