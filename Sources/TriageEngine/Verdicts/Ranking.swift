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
        // Numbers are sorted: findings are large.
        var order = open.indices.map { Likelihood(open[$0], at: $0, stages: stages) }
        order.sort()
        return order.map { open[$0.place] }
    }

    /// How likely a finding is: less is likelier.
    private struct Likelihood: Comparable {
        let rank: (isAlso: Int, isUnsupported: Int, prior: Int, stage: Int)
        let rule: String
        let place: Int

        init(_ built: FindingBuilder.Built, at place: Int, stages: [String: Int]) {
            rank = (
                built.finding.alsoFound ? 1 : 0, built.isSupported ? 0 : 1, -built.plan.rule.prior,
                stages[built.finding.stage] ?? Int.max
            )
            rule = built.finding.rule
            self.place = place
        }

        static func == (left: Likelihood, right: Likelihood) -> Bool { left.place == right.place }

        static func < (left: Likelihood, right: Likelihood) -> Bool {
            if left.rank != right.rank { return left.rank < right.rank }
            return left.rule == right.rule ? left.place < right.place : left.rule < right.rule
        }
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
