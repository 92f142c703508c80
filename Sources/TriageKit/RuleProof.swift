public import TriageBytes
import TriageEngine
public import TriageModel
public import TriageRules

/// Runs a rule on the samples that prove it: `fires-*` must match it, `silent-*` must not, `undecided-*` must leave it
/// open. `fires-low-*` must match with low confidence, and so on.
public struct RuleProof: Sendable {
    /// What a sample is there to show; the first word of its file name.
    public enum Expectation: String, Sendable, CaseIterable {
        /// The rule matches.
        case fires
        /// The rule does not match.
        case silent
        /// The rule cannot be told.
        case undecided
    }

    /// What a sample showed.
    public struct Outcome: Sendable {
        /// The sample.
        public var file: FilePath
        /// What it should show.
        public var expectation: Expectation
        /// The confidence the name states, and no other: `fires-low-*`; nil when it states none.
        public var statedConfidence: Diagnosis.Confidence?
        /// The verdict of the rule; nil when the diagnosis does not mention it.
        public var status: Diagnosis.Status?
        /// How sure the verdict is; nil when the diagnosis does not mention it.
        public var confidence: Diagnosis.Confidence?
        /// True when both agree.
        public var holds: Bool {
            switch expectation {
            case .fires: status == .matched && (statedConfidence == nil || statedConfidence == confidence)
            case .silent: status != .matched
            case .undecided: status == .undecided
            }
        }
    }

    private let triage: Triage

    /// Proves rules with the knowledge they belong to.
    public init(_ triage: Triage) { self.triage = triage }

    /// Runs the samples of a rule; `root` is the folder its `proof` is relative to. Samples in order of their names.
    public func run(_ rule: Rule, root: FilePath, today: CivilDate) throws(InputError) -> [Outcome] {
        let folder = rule.proof.split(separator: "/").reduce(root) { $0.appending(FilePath($1)) }
        let asOf = stated(in: folder)
        var outcomes: [Outcome] = []
        for entry in try Directory.entries(of: folder) {
            let name = entry.name.description
            let words = name.split(separator: "-", maxSplits: 2).map(String.init)
            guard let word = words.first, let expectation = Expectation(rawValue: word) else { continue }
            let path = folder.appending(entry.name)
            let diagnosis = triage.diagnose(
                CaseInput.all(at: path),
                options: .init(asOf: asOf ?? today, asOfIsExplicit: asOf != nil, explain: true))
            outcomes.append(
                Outcome(
                    file: path, expectation: expectation,
                    statedConfidence: words.count > 2 ? Diagnosis.Confidence(rawValue: words[1]) : nil,
                    status: Self.status(of: rule, in: diagnosis),
                    confidence: diagnosis.findings.first { $0.rule == rule.id }?.confidence))
        }
        return outcomes
    }

    /// The verdict of a rule in a diagnosis. A rule that is a note is no finding: its title opens a note.
    static func status(of rule: Rule, in diagnosis: Diagnosis) -> Diagnosis.Status? {
        if rule.severity == "note", diagnosis.notes.contains(where: { $0.hasPrefix(rule.title) }) { return .matched }
        return status(of: rule.id, in: diagnosis)
    }

    /// The verdict of a rule in a diagnosis.
    public static func status(of rule: String, in diagnosis: Diagnosis) -> Diagnosis.Status? {
        for list in [diagnosis.findings, diagnosis.undecided, diagnosis.nearMisses, diagnosis.ruledOut] {
            if let finding = list.first(where: { $0.rule == rule }) { return finding.status }
        }
        return nil
    }

    /// `asOf` of the folder's `expected.json`, for samples that are about a day.
    private func stated(in folder: FilePath) -> CivilDate? {
        let path = folder.appending("expected.json")
        guard let bytes = try? InputFile.read(path, limit: 1 << 20) else { return nil }
        let records = triage.read([CaseInput(name: "expected.json", bytes: bytes)]).records
        for record in records {
            if case .text(let text)? = record["asOf"]?.content { return CivilDate(iso: text) }
        }
        return nil
    }
}
