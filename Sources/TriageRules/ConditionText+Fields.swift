import TriageModel

extension ConditionText {
    /// `photo in AD (directory-user.thumbnailPhoto.bytes)`, or the bare name when there is no label.
    func subject(_ test: Condition.FieldTest) -> String {
        let kind = test.kind ?? kind
        return labelled(test.name, path: (kind.map { $0 + "." } ?? "") + test.name, of: kind)
    }

    private func labelled(_ name: String, path: String, of kind: String?) -> String {
        let label = FieldPath(name, of: kind.flatMap { vocabulary.kind($0) }).declaration?.label ?? ""
        return label.isEmpty ? path : "\(label) (\(path))"
    }

    /// The field of `kind.field` or `binding.field`.
    func field(at path: String) -> String {
        guard let dot = path.firstIndex(of: ".") else { return path }
        let owner = String(path[..<dot])
        return labelled(String(path[path.index(after: dot)...]), path: path, of: bindings[owner] ?? owner)
    }

    func comparison(_ test: Condition.FieldTest) -> String {
        let path = FieldPath(test.name, of: (test.kind ?? kind).flatMap { vocabulary.kind($0) })
        switch test.comparison {
        case .equals(let value): return "is " + constant(value, path)
        case .oneOf(let values): return "is one of " + choice(values, path)
        case .contains(let text): return "contains " + quoted(text)
        case .startsWith(let text): return "starts with " + quoted(text)
        case .endsWith(let text): return "ends with " + quoted(text)
        case .matches(let pattern):
            return pattern.isRegularExpression ? "matches /\(pattern.text)/" : "contains " + quoted(pattern.text)
        case .greaterThan(let limit): return "is greater than " + QuantityText.text(limit, path.unit)
        case .lessThan(let limit): return "is less than " + QuantityText.text(limit, path.unit)
        case .atLeast(let limit): return "is at least " + QuantityText.text(limit, path.unit)
        case .atMost(let limit): return "is at most " + QuantityText.text(limit, path.unit)
        case .before(let day): return "is before \(day.iso)"
        case .onOrAfter(let day): return "is on or after \(day.iso)"
        case .present: return "is present"
        case .blank: return "is blank"
        case .absent: return "is not there at all"
        case .includes(let value): return "includes " + constant(value, path)
        case .noneOf(let values): return "includes none of " + choice(values, path)
        }
    }

    func comparison(_ test: Condition.Comparison) -> String {
        let left = field(at: test.left)
        let right = field(at: test.right)
        let unit = unit(at: test.left)
        let tolerance = test.within == 0 ? "" : QuantityText.text(test.within, unit)
        let isTime = unit == .seconds
        switch test.relation {
        case .after, .before:
            let word = test.relation == .after ? (isTime ? "later" : "greater") : (isTime ? "earlier" : "less")
            return "\(left) is \(word) than \(right)" + (tolerance.isEmpty ? "" : " by more than " + tolerance)
        case .equals: return "\(left) equals \(right)" + (tolerance.isEmpty ? "" : " within " + tolerance)
        case .differs:
            return "\(left) differs from \(right)" + (tolerance.isEmpty ? "" : " by more than " + tolerance)
        }
    }

    private func unit(at path: String) -> QuantityText.Unit {
        guard let dot = path.firstIndex(of: ".") else { return .plain }
        let owner = String(path[..<dot])
        return FieldPath(
            String(path[path.index(after: dot)...]), of: vocabulary.kind(bindings[owner] ?? owner)
        ).unit
    }

    private func choice(_ values: [String], _ path: FieldPath) -> String {
        let texts = values.map { constant($0, path) }
        guard let last = texts.last, texts.count > 1 else { return texts.first ?? "nothing" }
        return texts.dropLast().joined(separator: ", ") + " or " + last
    }

    /// Numbers, booleans and dates stand bare, texts in quotes.
    private func constant(_ value: String, _ path: FieldPath) -> String {
        if let number = Int64(value) {
            return path.unit == .plain ? value : QuantityText.text(number, path.unit)
        }
        if value.isEqualIgnoringCase("true") || value.isEqualIgnoringCase("false") { return value.asciiLowercased }
        if value.utf8.count == 10, CivilDate(iso: value) != nil { return value }
        return quoted(value)
    }

    func quoted(_ text: String) -> String { "\"" + text + "\"" }

    func startsWithVowel(_ text: String) -> Bool {
        guard let first = text.utf8.first?.asciiLowered else { return false }
        return "aeio".utf8.contains(first)
    }
}
