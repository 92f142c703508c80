import TriageModel
import TriageRules

/// The verdict of one rule for one subject, with all that explains it.
struct SubjectVerdict {
    var subject: CaseSubject
    var status: Diagnosis.Status
    var when: Outcome
    var exceptions: [Outcome]
    /// The case taken.
    var conclusion: Rule.Case?
    var confidence: Diagnosis.Confidence
    var notes: [String] = []
    var nearMiss: NearMiss?

    /// The first limit the condition compares a known value with: what the finding measures.
    var threshold: Threshold? {
        var threshold: Threshold?
        when.forEachLeaf { leaf, _ in
            threshold = Threshold(leaf)
            return threshold == nil
        }
        return threshold
    }
}

extension Diagnosis.Confidence {
    /// One step less sure.
    var lowered: Diagnosis.Confidence { self == .high ? .medium : .low }
}
