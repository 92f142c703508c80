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
        for mine in left.lazy.filter(\.isKnown).prefix(Self.comparedAtMost) {
            for yours in right.lazy.filter(\.isKnown).prefix(Self.comparedAtMost) {
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

    /// The truth alone: what is compared is read once a record, for every pair.
    func truth(_ compare: Plan.ComparePlan, _ context: Context) -> Truth {
        let relation = ValueRelation(relation: compare.relation, within: compare.within)
        if let mine = single(compare.left.origin, context), let yours = single(compare.right.origin, context) {
            return relation.holds(compared(compare.left, mine), compared(compare.right, yours))
        }
        let left = comparedValues(compare.left, context)
        let right = comparedValues(compare.right, context)
        guard let first = left.first, let other = right.first else { return .unknown }
        let answer = relation.holds(first, other)
        for mine in left {
            for yours in right where relation.holds(mine, yours) != answer { return .unknown }
        }
        return answer
    }

    private func single(_ origin: Plan.Origin, _ context: Context) -> Int? {
        guard case .level(let level) = origin, context.levels.indices.contains(level) else { return nil }
        return context.levels[level] < 0 ? nil : context.levels[level]
    }

    private func comparedValues(_ operand: Plan.Operand, _ context: Context) -> [ComparedValue] {
        var values: [ComparedValue] = []
        for record in records(of: operand.origin, context) {
            // What belongs to the person alone is read once: remembering it would only take memory.
            let isOwn =
                context.levels.isEmpty && !context.isTicket && context.person != nil
                && file.people.personOfRecord[record] == context.person
            let value = isOwn ? ComparedValue(reader.read(operand.path, of: record)) : compared(operand, record)
            guard value.isKnown else { continue }
            values.append(value)
            if values.count == Self.comparedAtMost { break }
        }
        return values
    }

    private func compared(_ operand: Plan.Operand, _ record: Int) -> ComparedValue {
        let key = OperandKey(operand: operand.number, record: record)
        if let known = comparedValues[key] { return known }
        let value = ComparedValue(reader.read(operand.path, of: record))
        comparedValues[key] = value
        return value
    }

    /// Few records bear a name; the bound keeps a product of two large sets from taking for ever.
    private static let comparedAtMost = 64

    /// The readings of a field named from elsewhere.
    func operandReadings(_ operand: Plan.Operand, _ context: Context) -> [Reading] {
        records(of: operand.origin, context).map { reader.read(operand.path, of: $0) }
    }
}
