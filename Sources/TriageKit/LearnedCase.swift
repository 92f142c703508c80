import TriageModel
import TriageRedaction

/// A case that was read and of which is known what is private, before tokens are put in its place. To make one needs no
/// token, so that several cases can be learned at the same time.
public struct LearnedCase: Sendable {
    let leaves: [CaseLeaf]
    let secretCount: Int
    let evidence: Evidence
    private(set) var redactor: Redactor

    /// True when more came out of its containers than the budget allowed.
    public var isCut: Bool { evidence.problems.contains { $0.code == "limit-bytes" } }

    /// - Parameter stated: texts from the command line that will be redacted as well: their names are learned.
    init(_ leaves: [CaseLeaf], secretCount: Int, redactor: Redactor, evidence: Evidence, stated: [String]) {
        self.leaves = leaves
        self.secretCount = secretCount
        self.evidence = evidence
        self.redactor = redactor
        self.redactor.learn(evidence)
        for text in stated { learn(stated: text) }
    }

    /// `anna@contoso.com: teams=old`: who stands before the colon.
    private mutating func learn(stated text: String) {
        redactor.learn(text: Array(text.utf8))
        let who = text.prefix { $0 != ":" }
        if !who.contains("@"), !who.contains("=") { redactor.learn(name: String(who)) }
    }
}
