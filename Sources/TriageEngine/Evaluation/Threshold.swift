import TriageModel
import TriageRules

/// A leaf that compares a number with a limit, and how far the number is from it.
struct Threshold {
    var value: Int64
    var limit: Int64
    var unit: String
    var comparison: Condition.FieldComparison
    /// The value in words.
    var words: String

    init?(_ outcome: Outcome) {
        guard case .field(let field) = outcome.plan.test, let reading = outcome.readings.first else { return nil }
        self.init(field, reading)
    }

    /// What a field was read as, against the limit it is compared with.
    init?(_ field: Plan.FieldPlan, _ reading: Reading) {
        guard let number = reading.number else { return nil }
        switch field.comparison {
        case .greaterThan(let limit), .lessThan(let limit), .atLeast(let limit), .atMost(let limit): self.limit = limit
        default: return nil
        }
        value = number.nearest(to: limit)
        comparison = field.comparison
        unit = Threshold.unit(of: field, reading)
        words = PlainValue.text(of: number, unit: unit)
    }

    /// True for a comparison of more and less, or of two facts: everybody is on one side of it, so that being on the
    /// other side is no near miss.
    static func isOne(_ plan: Plan) -> Bool {
        switch plan.test {
        case .field(let field):
            switch field.comparison {
            case .greaterThan, .lessThan, .atLeast, .atMost, .before, .onOrAfter: return true
            default: return false
            }
        case .compare: return true
        default: return false
        }
    }

    private static func unit(of field: Plan.FieldPlan, _ reading: Reading) -> String {
        if !field.path.unit.isEmpty { return field.path.unit }
        guard case .value(let value) = reading.state else { return "" }
        switch value.content {
        case .size, .binary: return "B"
        case .duration: return "s"
        default: return ""
        }
    }

    var distance: Diagnosis.Distance { Diagnosis.Distance(value: value, limit: limit, unit: unit) }

    /// How far the value is from the limit.
    var gap: UInt64 {
        value >= limit ? UInt64(bitPattern: value &- limit) : UInt64(bitPattern: limit &- value)
    }
}
