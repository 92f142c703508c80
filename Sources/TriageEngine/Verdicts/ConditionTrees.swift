import TriageModel
import TriageRules

/// Makes the trees that explain a verdict.
struct ConditionTrees {
    let vocabulary: Vocabulary

    /// The whole of a verdict: the condition, then one `unless` an exception. An `unless` is true when its exception
    /// holds, and then it blocks.
    ///
    /// - Parameters:
    ///   - evidence: positions of a leaf's entries, by the way to the leaf.
    ///   - exceptions: the same for every exception.
    func tree(
        of verdict: SubjectVerdict, rule: Rule, evidence: [[Int]: [Int]] = [:], exceptions: [[[Int]: [Int]]] = []
    ) -> Diagnosis.ConditionTree {
        let condition = tree(of: verdict.when, at: [], evidence)
        guard !verdict.exceptions.isEmpty else { return condition }
        var children =
            condition.operation == "all" && verdict.when.plan.condition.says.isEmpty ? condition.children : [condition]
        var result = verdict.when.truth
        for (number, (exception, outcome)) in zip(rule.exceptions, verdict.exceptions).enumerated() {
            if outcome.truth == .true { result = .false }
            children.append(
                Diagnosis.ConditionTree(
                    operation: "unless", result: outcome.truth, text: "unless " + exception.because,
                    children: [
                        tree(of: outcome, at: [], exceptions.indices.contains(number) ? exceptions[number] : [:])
                    ]))
        }
        return Diagnosis.ConditionTree(
            operation: "all", result: result, text: "all of these hold, and no exception", children: children)
    }

    private func tree(of outcome: Outcome, at way: [Int], _ evidence: [[Int]: [Int]]) -> Diagnosis.ConditionTree {
        let children = outcome.children.enumerated().map { number, child in
            tree(of: child, at: way + [number], evidence)
        }
        return Diagnosis.ConditionTree(
            operation: operation(outcome.plan), result: outcome.truth, text: text(outcome),
            evidence: evidence[way] ?? [], children: children)
    }

    private func operation(_ plan: Plan) -> String {
        switch plan.test {
        case .all: "all"
        case .any: "any"
        case .not: "not"
        case .atLeast: "at-least"
        case .field: "field"
        case .anyRecord: "any-record"
        case .noRecord: "no-record"
        case .compare: "compare"
        case .text: "text"
        case .happened: "happened"
        }
    }

    /// The condition in words, and what was found.
    func text(_ outcome: Outcome) -> String {
        let plan = outcome.plan
        let words = plan.headline(in: vocabulary)
        guard outcome.isLeaf else { return words }
        let known = known(outcome)
        return known.isEmpty ? words : "\(words): \(known)"
    }

    private func known(_ outcome: Outcome) -> String {
        switch outcome.plan.test {
        case .field(let field):
            guard !outcome.readings.isEmpty else { return "not known" }
            let values = outcome.readings.prefix(3).map { PlainValue.text(of: $0, unit: field.path.unit) }.uniqued()
            return values.joined(separator: "; ")
                + (outcome.remark.isEmpty || values.contains(outcome.remark) ? "" : " (\(outcome.remark))")
        case .compare(let compare):
            guard outcome.readings.count == 2 else { return "not known" }
            let left = PlainValue.text(of: outcome.readings[0], unit: compare.left.path.unit)
            let right = PlainValue.text(of: outcome.readings[1], unit: compare.right.path.unit)
            return "\(left), \(right)" + (outcome.remark.isEmpty ? "" : " (\(outcome.remark))")
        case .happened:
            let time = outcome.readings.first.map { PlainValue.text(of: $0, unit: "") } ?? ""
            return [time, outcome.remark].filter { !$0.isEmpty }.joined(separator: ", ")
        case .text: return outcome.truth == .unknown ? "no text to look at" : ""
        case .anyRecord, .noRecord:
            return outcome.candidateCount > 0 ? "" : outcome.remark.isEmpty ? "none was seen" : outcome.remark
        case .all, .any, .not, .atLeast: return ""
        }
    }
}
