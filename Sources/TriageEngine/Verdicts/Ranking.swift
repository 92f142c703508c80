import TriageModel
import TriageRules

/// Which finding explains which, and in which order they are acted on.
struct Ranking {
    /// Stages, the first wins.
    private let stages: [String: Int]

    init(_ vocabulary: Vocabulary) {
        stages = Dictionary(
            vocabulary.stages.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first }
        )
    }

    /// Marks what another finding explains, then orders: others' causes last, explained ones after those that explain,
    /// then by stage, confidence, the number of conditions that prove it, and the id.
    func ranked(_ findings: [FindingBuilder.Built], personCount: Int) -> [FindingBuilder.Built] {
        var findings = findings
        let explained = explanations(findings, personCount)
        for index in findings.indices { findings[index].finding.explainedBy = explained[findings[index].finding.rule] }
        return findings.sorted { isBefore($0, $1) }
    }

    /// What cannot be told, the likeliest first: what something speaks for, then what is more often the cause.
    func byLikelihood(_ open: [FindingBuilder.Built]) -> [FindingBuilder.Built] {
        func rank(_ built: FindingBuilder.Built) -> [Int] {
            // Every leaf speaks against it, or nothing is known.
            let isUnsupported = built.representative.when.forEachLeaf { $0.truth != Truth(!$1) }
            return [
                built.finding.alsoFound ? 1 : 0, isUnsupported ? 1 : 0, -built.plan.rule.prior,
                stages[built.finding.stage] ?? Int.max,
            ]
        }
        return open.map { (rank($0), $0) }.sorted { left, right in
            left.0 == right.0 ? left.1.finding.rule < right.1.finding.rule : left.0.lexicographicallyPrecedes(right.0)
        }.map(\.1)
    }

    private func isBefore(_ left: FindingBuilder.Built, _ right: FindingBuilder.Built) -> Bool {
        func rank(_ built: FindingBuilder.Built) -> [Int] {
            let finding = built.finding
            let confidence = finding.confidence == .high ? 0 : finding.confidence == .medium ? 1 : 2
            return [
                finding.alsoFound ? 1 : 0, finding.explainedBy == nil ? 0 : 1, stages[finding.stage] ?? Int.max,
                confidence, -built.specificity,
            ]
        }
        let mine = rank(left)
        let yours = rank(right)
        return mine == yours ? left.finding.rule < right.finding.rule : mine.lexicographicallyPrecedes(yours)
    }

    /// The rule that explains a rule away. Of two that explain each other neither does.
    private func explanations(_ findings: [FindingBuilder.Built], _ personCount: Int) -> [String: String] {
        let byRule = Dictionary(findings.map { ($0.finding.rule, $0) }, uniquingKeysWith: { first, _ in first })
        var explained: [String: String] = [:]
        for built in findings.sorted(by: isBefore) {
            for other in built.plan.rule.explains.sorted() {
                guard let target = byRule[other], other != built.finding.rule, explained[other] == nil,
                    !target.plan.rule.explains.contains(built.finding.rule),
                    covers(built.people, target.people, personCount)
                else { continue }
                explained[other] = built.finding.rule
            }
        }
        return explained
    }

    /// True when the explanation is about everybody the explained finding is about.
    private func covers(_ explaining: PersonSet?, _ explained: PersonSet?, _ personCount: Int) -> Bool {
        guard let explaining else { return true }
        guard let explained else { return personCount <= 1 }
        return explained.isSubset(of: explaining)
    }
}
