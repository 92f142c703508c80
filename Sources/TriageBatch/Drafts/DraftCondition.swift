import TriageModel

/// A fact of a sample, put as a condition of a rule.
struct DraftCondition: Sendable, Hashable {
    /// Kind of the record; nil for the record a rule is about.
    var kind: String?
    /// Field, or nil for text of the case.
    var field: String?
    /// `equals`, `contains`, `includes`.
    var comparison: String
    /// The value compared with.
    var value: String
    /// Rules that ask the same.
    var rules = 0
    /// Records of the samples that say the same.
    var samples = 0

    /// What it is counted by: who asks, whatever the comparison.
    var key: String { "\(field ?? "text")=\(value)".asciiLowercased }

    /// The element of the rule.
    var xml: String {
        guard let field else { return "<text \(comparison)=\"\(RuleDraft.escaped(value))\" scope=\"case\"/>" }
        let owner = kind.map { "kind=\"\($0)\" " } ?? ""
        return "<field \(owner)name=\"\(RuleDraft.escaped(field))\" \(comparison)=\"\(RuleDraft.escaped(value))\"/>"
    }
}
