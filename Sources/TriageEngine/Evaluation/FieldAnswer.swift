import TriageModel
import TriageRules

/// Answers a comparison of a reading with constants: true, false or unknown, never guessed.
struct FieldAnswer {
    let field: Plan.FieldPlan
    /// True for what happened: its source was read whole, so what it does not mention is not there.
    let isEvent: Bool
    /// Answers `matches`.
    let scanner: any PatternScanning

    private var comparison: Condition.FieldComparison { field.comparison }
    private var constants: [Constant] { field.constants }

    func answer(_ reading: Reading) -> Truth {
        switch reading.state {
        case .absent:
            switch comparison {
            case .absent: return .true
            case .present: return isEvent ? .false : .unknown
            default: return .unknown
            }
        case .unknown: return comparison == .absent ? .false : .unknown
        case .notThere: return answerNothing(isThere: false)
        case .blank: return answerNothing(isThere: true)
        case .number(let number): return answer(number) ?? .unknown
        case .value(let value): return answer(value, reading)
        }
    }

    private func answerNothing(isThere: Bool) -> Truth {
        switch comparison {
        case .absent: Truth(!isThere)
        case .blank: Truth(isThere)
        case .noneOf: .true
        case .equals, .oneOf: Truth(constants.contains { $0.folded.isEmpty })
        default: .false
        }
    }

    // MARK: Numbers

    private func answer(_ number: NumberRange) -> Truth? {
        switch comparison {
        case .greaterThan(let limit): return number.isGreater(than: limit)
        case .lessThan(let limit): return number.isLess(than: limit)
        case .atLeast(let limit): return !number.isLess(than: limit)
        case .atMost(let limit): return !number.isGreater(than: limit)
        case .equals, .oneOf:
            return constants.reduce(Truth.false) { $0 | ($1.number.map(number.equals) ?? .false) }
        case .noneOf: return constants.reduce(Truth.true) { $0 & !($1.number.map(number.equals) ?? .false) }
        case .present: return .true
        case .blank:
            guard case .whole(let range) = number else { return .false }
            return range.upperBound == 0 ? .true : range.lowerBound > 0 ? .false : .unknown
        case .absent: return .false
        default: return nil
        }
    }

    // MARK: Values

    private func answer(_ value: Value, _ reading: Reading) -> Truth {
        switch comparison {
        case .present: return .true
        case .blank, .absent: return .false
        case .greaterThan, .lessThan, .atLeast, .atMost:
            return reading.number.flatMap { answer($0) } ?? .unknown
        case .before(let day), .onOrAfter(let day):
            guard case .date(let date) = value.content else { return .unknown }
            let start = Int64(day.days) * 86_400
            let isBefore: Truth =
                date.instants.upperBound < start ? .true : date.instants.lowerBound >= start ? .false : .unknown
            if case .before = comparison { return isBefore }
            return !isBefore
        case .includes: return includes(value, constants)
        case .noneOf: return !includes(value, constants)
        case .equals, .oneOf: return constants.reduce(Truth.false) { $0 | equals(value, $1) }
        case .contains, .startsWith, .endsWith, .matches: return compareText(value)
        }
    }

    /// Some element is one of the constants; of a cut list only what was seen can prove it.
    private func includes(_ value: Value, _ constants: [Constant]) -> Truth {
        guard case .list(let values) = value.content else {
            return constants.reduce(Truth.false) { $0 | equals(value, $1) }
        }
        var truth = value.partial == nil ? Truth.false : .unknown
        for element in values {
            for constant in constants { truth = truth | equals(element, constant) }
            if truth == .true { break }
        }
        return truth
    }

    private func equals(_ value: Value, _ constant: Constant) -> Truth {
        switch value.content {
        case .boolean(let boolean):
            return constant.boolean.map { Truth($0 == boolean) } ?? .false
        case .integer(let number): return Truth(constant.number == number)
        case .real(let number):
            return Truth(constant.number.map { Double($0) == number } ?? (Double(constant.text) == number))
        case .size(let range): return constant.number.map { NumberRange.whole(range).equals($0) } ?? .false
        case .duration(let seconds): return Truth(WrittenNumber.seconds(constant.text) == seconds)
        case .guid(let guid): return constant.guid.map { Truth($0 == guid) } ?? .false
        case .date(let date): return equals(date, constant)
        case .uri(let uri): return textEquals(uri.text, constant, value.partial)
        case .text(let text): return textEquals(text, constant, value.partial)
        case .binary(let binary):
            return constant.number.map { NumberRange.whole(binary.byteCount).equals($0) } ?? .unknown
        case .blank: return Truth(constant.folded.isEmpty)
        case .list(let values):
            guard value.partial == nil else { return .unknown }
            return values.count == 1 ? equals(values[0], constant) : .false
        }
    }

    private func equals(_ date: DateValue, _ constant: Constant) -> Truth {
        guard let day = constant.day else { return Truth(FoldedText.fold(date.text) == constant.folded) }
        let start = Int64(day.days) * 86_400
        let instants = date.instants
        if instants.upperBound < start || instants.lowerBound >= start + 86_400 { return .false }
        return instants.lowerBound >= start && instants.upperBound < start + 86_400 ? .true : .unknown
    }

    /// What was cut may go on with anything: only a whole text is equal, and what is cut is never proven different.
    private func textEquals(_ text: String, _ constant: Constant, _ partial: String?) -> Truth {
        guard partial == nil else { return .unknown }
        if FoldedText.equals(text, constant.folded) { return .true }
        if let boolean = constant.boolean, let mine = WrittenNumber.boolean(text) { return Truth(boolean == mine) }
        if let number = constant.number, let mine = WrittenNumber.plain(text) { return Truth(number == mine) }
        if let guid = constant.guid, let mine = GUIDText.any(text) { return Truth(guid == mine) }
        return .false
    }

    // MARK: Texts

    private func compareText(_ value: Value) -> Truth {
        if case .list(let values) = value.content {
            var truth = value.partial == nil ? Truth.false : .unknown
            for element in values {
                truth = truth | compareText(element)
                if truth == .true { break }
            }
            return truth
        }
        guard let text = PlainValue.comparable(value) else { return .unknown }
        let isCut = value.partial != nil
        func proven(_ isSo: Bool) -> Truth { isSo ? .true : isCut ? .unknown : .false }
        switch comparison {
        case .matches: return matches(text).map(proven) ?? .unknown
        case .contains:
            return proven(FoldedText.contains(FoldedText.fold(text), constants.first?.folded ?? []))
        case .startsWith:
            let folded = FoldedText.fold(text)
            // "…" in front says that the beginning is what was cut.
            if isCut, text.hasPrefix("…") || text.hasPrefix("...") { return .unknown }
            return proven(folded.starts(with: constants.first?.folded ?? []))
        case .endsWith:
            if isCut { return .unknown }
            return Truth(FoldedText.ends(FoldedText.fold(text), with: constants.first?.folded ?? []))
        default: return .unknown
        }
    }

    /// Nil when the text cannot be searched.
    private func matches(_ text: String) -> Bool? {
        guard let pattern = field.pattern, pattern >= 0 else { return nil }
        return scanner.contains(pattern, in: Array(text.utf8))
    }
}
