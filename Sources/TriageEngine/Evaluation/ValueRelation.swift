import TriageModel
import TriageRules

/// Whether two readings stand in a relation: dates by every instant they can mean, numbers by every number, GUIDs in
/// every spelling, texts without regard to case and blanks.
struct ValueRelation {
    let relation: Condition.Comparison.Relation
    /// Tolerance in seconds, bytes or plain numbers.
    let within: Int64

    func holds(_ left: Reading, _ right: Reading) -> Truth { holds(ComparedValue(left), ComparedValue(right)) }

    func holds(_ left: ComparedValue, _ right: ComparedValue) -> Truth {
        if let mine = left.instants, let yours = right.instants { return holds(mine, yours) }
        if let mine = left.numbers, let yours = right.numbers { return holds(mine, yours) }
        switch relation {
        case .after, .before: return .unknown
        case .equals: return equals(left.content, right.content)
        case .differs: return !equals(left.content, right.content)
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

    private func equals(_ left: ComparedValue.Content, _ right: ComparedValue.Content) -> Truth {
        switch (left, right) {
        case (.unknown, _), (_, .unknown): return .unknown
        case (.blank, .blank), (.notThere, .notThere), (.blank, .notThere), (.notThere, .blank): return .true
        case (.blank, _), (.notThere, _), (_, .blank), (_, .notThere): return .false
        case (.number, _), (_, .number), (.unclear, _), (_, .unclear): return .unknown
        case (.guid(let mine, _), .guid(let yours, _)): return Truth(mine == yours)
        case (.binary(let mine), .binary(let yours)):
            guard let mine, let yours else { return .unknown }
            return Truth(mine == yours)
        case (.text(let mine), .text(let yours)), (.guid(_, let mine), .text(let yours)),
            (.text(let mine), .guid(_, let yours)):
            return Truth(mine == yours)
        case (.binary, _), (_, .binary): return .unknown
        }
    }
}
