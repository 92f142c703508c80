import TriageModel
import TriageRules

extension Evaluator {
    /// Two fields compared with each other.
    func evaluate(_ compare: Plan.ComparePlan, _ plan: Plan, _ context: Context) -> Outcome {
        let left = operandReadings(compare.left, context)
        let right = operandReadings(compare.right, context)
        var outcome = Outcome(plan, .unknown)
        var missing: [String] = []
        if !left.contains(where: \.isKnown) { missing.append(compare.left.path.text) }
        if !right.contains(where: \.isKnown) { missing.append(compare.right.path.text) }
        outcome.readings = Array(left.prefix(1)) + Array(right.prefix(1))
        guard missing.isEmpty else {
            outcome.missing = missing
            return outcome
        }
        var answers: Set<Truth> = []
        // Few records bear a name; the bound keeps a product of two large sets from taking for ever.
        for mine in left.lazy.filter(\.isKnown).prefix(64) {
            for yours in right.lazy.filter(\.isKnown).prefix(64) {
                let answer = ValueRelation(relation: compare.relation, within: compare.within).holds(mine, yours)
                if answers.insert(answer).inserted { outcome.readings = [mine, yours] }
            }
        }
        outcome.truth = answers.count == 1 ? (answers.first ?? .unknown) : .unknown
        if outcome.truth == .unknown {
            outcome.missing = [compare.left.path.text, compare.right.path.text].uniqued()
            outcome.remark = answers.count > 1 ? "records differ" : "the values known do not decide it"
        }
        return outcome
    }

    /// The readings of a field named from elsewhere.
    func operandReadings(_ operand: Plan.Operand, _ context: Context) -> [Reading] {
        records(of: operand.origin, context).map { reader.read(operand.path, of: $0) }
    }
}
