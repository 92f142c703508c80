import TriageModel
import TriageRules

/// The smallest change that would make a finding go away, in plain words: the end of "it would not fire if …".
struct Counterfactual {
    let vocabulary: Vocabulary

    /// A value that would have to move less is the smaller change; where no value decides, an exception that could
    /// hold, then whatever single condition the match hangs on.
    func text(for outcome: Outcome, exceptions: [(exception: Rule.Exception, outcome: Outcome)]) -> String {
        let deciding = outcome.leaves().filter { way, _ in
            outcome.truth(turning: way[...], to: !outcome.at(way).truth) != .true
        }
        var best: (gap: UInt64, text: String)?
        for (way, isTurned) in deciding {
            guard let threshold = Threshold(outcome.at(way)),
                let text = text(for: threshold, of: outcome.at(way), isTurned)
            else {
                continue
            }
            if let known = best, known.gap <= threshold.gap { continue }
            best = (threshold.gap, text)
        }
        if let best { return best.text }
        let open = exceptions.filter { $0.outcome.truth != .true }
        if let nearest = open.min(by: { rank($0.outcome) < rank($1.outcome) }) {
            return nearest.exception.because
        }
        guard let (way, isTurned) = deciding.first else { return "" }
        let leaf = outcome.at(way)
        let words = leaf.plan.condition.headline(in: vocabulary, of: leaf.plan.kind, bindings: leaf.plan.bindings)
        return isTurned
            ? "this held: \(words)" : "this did not hold: \(words)"
    }

    /// An exception about something else than the event itself is something that can be done otherwise; then the one
    /// with the fewest conditions.
    private func rank(_ outcome: Outcome) -> (Int, Int) {
        var elsewhere = 1
        var open = [outcome.plan]
        while let next = open.popLast() {
            switch next.test {
            case .anyRecord, .noRecord: elsewhere = 0
            case .field(let field): if case .kind = field.origin { elsewhere = 0 }
            default: break
            }
            open += next.children
        }
        return (elsewhere, outcome.leaves().count)
    }

    private func text(for threshold: Threshold, of leaf: Outcome, _ isTurned: Bool) -> String? {
        let limit = threshold.limit
        func words(_ number: Int64) -> String { PlainValue.text(of: number, unit: threshold.unit) }
        // The bound that ends the match: at or below it, or at or above it.
        let bound: (number: Int64, isUpper: Bool)
        switch (threshold.comparison, isTurned) {
        case (.greaterThan, false), (.atMost, true): bound = (limit, true)
        case (.atLeast, false), (.lessThan, true): bound = (limit == .min ? limit : limit - 1, true)
        case (.lessThan, false), (.atLeast, true): bound = (limit, false)
        case (.atMost, false), (.greaterThan, true): bound = (limit == .max ? limit : limit + 1, false)
        default: return nil
        }
        let (difference, overflow) = threshold.value.subtractingReportingOverflow(bound.number)
        guard !overflow, difference != .min else { return nil }
        let isCountable = threshold.unit == "B"
        let change = words(abs(difference)) + (bound.isUpper ? (isCountable ? " fewer" : " less") : " more")
        return "\(name(of: leaf)) were \(words(bound.number)) or \(bound.isUpper ? "less" : "more"): \(change)"
    }

    /// The field by its label, else by its path.
    private func name(of leaf: Outcome) -> String {
        guard case .field(let field) = leaf.plan.test else { return "the value" }
        let label = field.path.declaration?.label ?? ""
        return label.isEmpty ? field.path.text : label
    }
}
