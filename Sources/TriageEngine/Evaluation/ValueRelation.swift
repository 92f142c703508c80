import TriageModel
import TriageRules

/// Whether two readings stand in a relation: dates by every instant they can mean, numbers by every number, GUIDs in
/// every spelling, texts without regard to case and blanks.
struct ValueRelation {
    let relation: Condition.Comparison.Relation
    /// Tolerance in seconds, bytes or plain numbers.
    let within: Int64

    func holds(_ left: Reading, _ right: Reading) -> Truth {
        if let ranges = ranges(left, right) { return holds(ranges.0, ranges.1) }
        switch relation {
        case .after, .before: return .unknown
        case .equals: return equals(left, right)
        case .differs: return !equals(left, right)
        }
    }

    private func holds(_ left: (low: Double, high: Double), _ right: (low: Double, high: Double)) -> Truth {
        let tolerance = Double(within)
        switch relation {
        case .after: return isGreater(left, right, tolerance)
        case .before: return isGreater(right, left, tolerance)
        case .equals: return isNear(left, right, tolerance)
        case .differs: return !isNear(left, right, tolerance)
        }
    }

    private func isGreater(
        _ left: (low: Double, high: Double), _ right: (low: Double, high: Double), _ tolerance: Double
    ) -> Truth {
        if left.low - right.high > tolerance { return .true }
        return left.high - right.low <= tolerance ? .false : .unknown
    }

    private func isNear(
        _ left: (low: Double, high: Double), _ right: (low: Double, high: Double), _ tolerance: Double
    ) -> Truth {
        if left.low - right.high > tolerance || right.low - left.high > tolerance { return .false }
        return max(left.high - right.low, right.high - left.low) <= tolerance ? .true : .unknown
    }

    /// Both as ranges of numbers, when both are dates or both are numbers.
    private func ranges(
        _ left: Reading, _ right: Reading
    ) -> ((low: Double, high: Double), (low: Double, high: Double))? {
        if case .value(let mine) = left.state, case .value(let yours) = right.state,
            case .date(let earlier) = mine.content, case .date(let later) = yours.content
        {
            func ends(_ date: DateValue) -> (low: Double, high: Double) {
                (Double(date.instants.lowerBound), Double(date.instants.upperBound))
            }
            return (ends(earlier), ends(later))
        }
        guard let mine = left.number?.ends, let yours = right.number?.ends else { return nil }
        return (mine, yours)
    }

    private func equals(_ left: Reading, _ right: Reading) -> Truth {
        switch (left.state, right.state) {
        case (.blank, .blank), (.notThere, .notThere), (.blank, .notThere), (.notThere, .blank): return .true
        case (.blank, .value), (.blank, .number), (.value, .blank), (.number, .blank): return .false
        case (.notThere, .value), (.notThere, .number), (.value, .notThere), (.number, .notThere): return .false
        case (.value(let mine), .value(let yours)): return equals(mine, yours)
        default: return .unknown
        }
    }

    private func equals(_ left: Value, _ right: Value) -> Truth {
        guard left.partial == nil, right.partial == nil else { return .unknown }
        if case .boolean(let mine) = left.content, case .boolean(let yours) = right.content {
            return Truth(mine == yours)
        }
        if let mine = guid(left), let yours = guid(right) { return Truth(mine == yours) }
        if case .binary(let mine) = left.content, case .binary(let yours) = right.content {
            guard let first = mine.sha256, let second = yours.sha256 else { return .unknown }
            return Truth(first == second)
        }
        guard let mine = PlainValue.comparable(left), let yours = PlainValue.comparable(right) else { return .unknown }
        return Truth(FoldedText.fold(mine) == FoldedText.fold(yours))
    }

    private func guid(_ value: Value) -> String? {
        switch value.content {
        case .guid(let text): GUIDText.any(text)
        case .text(let text): GUIDText.any(text)
        default: nil
        }
    }
}
