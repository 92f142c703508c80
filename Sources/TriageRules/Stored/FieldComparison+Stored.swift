import TriageBytes
import TriageModel

extension Condition.FieldComparison {
    /// What a comparison holds: texts, a pattern, a number or a date.
    private struct Parts {
        var number = 0
        var texts: [String] = []
        var pattern: Condition.PatternReference?
        var limit: Int64 = 0
        var date: CivilDate?
    }

    private var parts: Parts {
        switch self {
        case .equals(let text): Parts(number: 0, texts: [text])
        case .oneOf(let texts): Parts(number: 1, texts: texts)
        case .contains(let text): Parts(number: 2, texts: [text])
        case .startsWith(let text): Parts(number: 3, texts: [text])
        case .endsWith(let text): Parts(number: 4, texts: [text])
        case .matches(let pattern): Parts(number: 5, pattern: pattern)
        case .greaterThan(let limit): Parts(number: 6, limit: limit)
        case .lessThan(let limit): Parts(number: 7, limit: limit)
        case .atLeast(let limit): Parts(number: 8, limit: limit)
        case .atMost(let limit): Parts(number: 9, limit: limit)
        case .before(let date): Parts(number: 10, date: date)
        case .onOrAfter(let date): Parts(number: 11, date: date)
        case .present: Parts(number: 12)
        case .blank: Parts(number: 13)
        case .absent: Parts(number: 14)
        case .includes(let text): Parts(number: 15, texts: [text])
        case .noneOf(let texts): Parts(number: 16, texts: texts)
        }
    }

    private init?(_ parts: Parts) {
        let text = parts.texts.first
        switch parts.number {
        case 0: guard let text else { return nil }; self = .equals(text)
        case 1: self = .oneOf(parts.texts)
        case 2: guard let text else { return nil }; self = .contains(text)
        case 3: guard let text else { return nil }; self = .startsWith(text)
        case 4: guard let text else { return nil }; self = .endsWith(text)
        case 5: guard let pattern = parts.pattern else { return nil }; self = .matches(pattern)
        case 6: self = .greaterThan(parts.limit)
        case 7: self = .lessThan(parts.limit)
        case 8: self = .atLeast(parts.limit)
        case 9: self = .atMost(parts.limit)
        case 10: guard let date = parts.date else { return nil }; self = .before(date)
        case 11: guard let date = parts.date else { return nil }; self = .onOrAfter(date)
        case 12: self = .present
        case 13: self = .blank
        case 14: self = .absent
        case 15: guard let text else { return nil }; self = .includes(text)
        case 16: self = .noneOf(parts.texts)
        default: return nil
        }
    }

    mutating func code(_ coder: inout ByteCoder) {
        var parts = parts
        coder.code(&parts.number)
        switch parts.number {
        case 0...4, 15, 16: coder.code(&parts.texts)
        case 5:
            coder.code(&parts.pattern, Condition.PatternReference(text: "", isRegularExpression: false)) {
                $0.code(&$1)
            }
        case 6...9: coder.code(&parts.limit)
        case 10, 11: coder.code(&parts.date)
        default: break
        }
        if let comparison = Condition.FieldComparison(parts) { self = comparison } else { coder.fail() }
    }
}
