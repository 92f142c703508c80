import TriageModel
import TriageRules

extension Evaluator {
    /// True when something speaks for a condition: a leaf says what it would have to say. The same as
    /// ``Outcome/isSupported`` of what `evaluate` gives, without working out what is not looked at.
    func isSupported(_ plan: Plan, _ context: Context, isTurned: Bool = false) -> Bool {
        switch plan.test {
        case .all(let inner), .any(let inner), .atLeast(_, let inner): isSupported(inner, context, isTurned)
        case .not(let inner): isSupported([inner], context, !isTurned)
        case .field, .compare, .text, .happened: truth(plan, context) == Truth(!isTurned)
        case .anyRecord, .noRecord: evaluate(plan, context).isSupported(isTurned: isTurned)
        }
    }

    private func isSupported(_ plans: [Plan], _ context: Context, _ isTurned: Bool) -> Bool {
        var inside = context
        for plan in plans {
            if isSupported(plan, inside, isTurned: isTurned) { return true }
            if case .anyRecord(let record) = plan.test, !record.bind.isEmpty {
                inside.bindings[record.bind] = evaluate(plan, inside).holding
            }
        }
        return false
    }
}

extension Outcome {
    /// True when something speaks for it: not every leaf speaks against it, or is unknown.
    var isSupported: Bool { isSupported(isTurned: false) }

    fileprivate func isSupported(isTurned: Bool) -> Bool {
        !forEachLeaf(isTurned: isTurned) { leaf, isTurned in leaf.truth != Truth(!isTurned) }
    }
}
