import TriageModel

/// `<field name="…" OP="…"/>` -> ``Condition/FieldTest``, with the value checked against the field's type.
struct FieldTestReader {
    let check: FieldCheck
    let checkExpression: (String) -> String?

    /// Attributes that compare.
    static let operators = [
        "equals", "one-of", "contains", "starts-with", "ends-with", "matches", "greater-than", "less-than", "at-least",
        "at-most", "before", "on-or-after", "present", "blank", "absent", "includes", "none-of",
    ]

    func read(_ element: ElementReader, _ context: ConditionReader.Context) -> Condition.FieldTest? {
        let name = element.required("name")
        let kind = element.optional("kind")
        let given = FieldTestReader.operators.filter { element.optional($0) != nil }
        guard given.count == 1 else {
            let found = given.isEmpty ? "none" : given.joined(separator: " and ")
            element.note("'field' needs exactly one comparison and has \(found)", expected: FieldTestReader.operators)
            return nil
        }
        guard let owner = kind ?? context.kind else {
            element.note("field '\(name)' needs a kind, because the rule is about no record", expected: ["kind=\"…\""])
            return nil
        }
        guard let path = check.checkPath(name, of: owner, at: element),
            let comparison = comparison(given[0], element.required(given[0]), path, element)
        else { return nil }
        return Condition.FieldTest(kind: kind, name: name, comparison: comparison)
    }

    private func comparison(
        _ name: String, _ value: String, _ path: FieldPath, _ element: ElementReader
    ) -> Condition.FieldComparison? {
        let types = ComparisonTypes(path: path, element: element)
        switch name {
        case "equals":
            types.checkConstant(value)
            return .equals(value)
        case "one-of", "none-of":
            let values = split(value, name, element)
            if name == "one-of" { types.checkConstants(values) } else { types.checkList(name) }
            return name == "one-of" ? .oneOf(values) : .noneOf(values)
        case "includes":
            types.checkList(name)
            return .includes(value)
        case "contains", "starts-with", "ends-with":
            types.checkText(name)
            return name == "contains" ? .contains(value) : name == "starts-with" ? .startsWith(value) : .endsWith(value)
        case "matches":
            types.checkText(name)
            ExpressionCheck.check(value, checkExpression, at: element)
            return .matches(Condition.PatternReference(text: value, isRegularExpression: true))
        case "greater-than", "less-than", "at-least", "at-most": return limit(name, path, element)
        case "before", "on-or-after":
            types.checkDate(name)
            guard let day = element.day(name) else { return nil }
            return name == "before" ? .before(day) : .onOrAfter(day)
        default: return state(name, value, element)
        }
    }

    private func state(_ name: String, _ value: String, _ element: ElementReader) -> Condition.FieldComparison? {
        guard value == "true" else {
            element.mistakes.add(
                "unknown value '\(value)' of attribute '\(name)' of 'field'", line: element.line, expected: ["true"],
                isStructural: true)
            return nil
        }
        return name == "present" ? .present : name == "blank" ? .blank : .absent
    }

    private func limit(_ name: String, _ path: FieldPath, _ element: ElementReader) -> Condition.FieldComparison? {
        guard let quantity = element.quantity(name) else { return nil }
        LimitCheck.check(quantity, attribute: name, of: path, at: element)
        switch name {
        case "greater-than": return .greaterThan(quantity.amount)
        case "less-than": return .lessThan(quantity.amount)
        case "at-least": return .atLeast(quantity.amount)
        default: return .atMost(quantity.amount)
        }
    }

    private func split(_ value: String, _ name: String, _ element: ElementReader) -> [String] {
        let values = value.split(separator: "|", omittingEmptySubsequences: false).map {
            FlowText.words(String($0))
        }
        if values.contains("") { element.note("'\(value)' of attribute '\(name)' holds an empty value") }
        if Set(values.map(\.asciiLowercased)).count < values.count {
            element.note("'\(value)' of attribute '\(name)' names a value twice")
        }
        return values
    }
}

/// Checks what a comparison needs against the type of the field.
struct ComparisonTypes {
    let path: FieldPath
    let element: ElementReader

    func checkConstants(_ values: [String]) { for value in values { checkConstant(value) } }

    func checkConstant(_ value: String) {
        guard let type = path.type else { return }
        let expected: String
        switch type {
        case .text where path.part == "format":
            let formats = ["jpeg", "png", "gif", "bmp", "other", "unknown"]
            guard !formats.contains(value) else { return }
            return element.note("'\(value)' is no format of a binary value", expected: formats)
        case .text, .uri, .list: return
        case .integer, .size, .duration:
            guard Int64(value) == nil else { return }
            expected = "a whole number"
        case .boolean:
            guard !["true", "false"].contains(value.asciiLowercased) else { return }
            expected = "true or false"
        case .date:
            guard CivilDate(iso: value) == nil else { return }
            expected = "a day that exists, like 2023-10-01"
        case .guid:
            guard !isGUID(value) else { return }
            expected = "a GUID"
        case .binary:
            return element.note(
                "'\(path.text)' is of type binary and equals no text",
                expected: FieldCheck.parts(of: .binary).map { path.name + "." + $0 })
        }
        element.note(
            "'\(value)' cannot be a value of '\(path.text)', which is of type \(type.rawValue)", expected: [expected])
    }

    func checkText(_ comparison: String) { check(comparison, allowed: [.text, .uri, .list, .guid]) }

    func checkList(_ comparison: String) { check(comparison, allowed: [.list, .text]) }

    func checkDate(_ comparison: String) { check(comparison, allowed: [.date, .text]) }

    private func check(_ comparison: String, allowed: [Vocabulary.FieldType]) {
        guard let type = path.type, !allowed.contains(type) else { return }
        element.note("'\(path.text)' is of type \(type.rawValue), which '\(comparison)' does not suit")
    }

    private func isGUID(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
        return parts.map(\.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { $0.allSatisfy { $0 &- 0x30 < 10 || $0.asciiLowered &- 0x61 < 6 } }
    }
}

/// Checks that the unit of a limit measures what the field holds.
enum LimitCheck {
    /// `isDifference`: the limit is a distance between two values, so dates are measured in time.
    static func check(
        _ limit: Quantity, attribute: String, of path: FieldPath, at element: ElementReader, isDifference: Bool = false
    ) {
        guard let type = path.type else { return }
        let allowed: Set<Quantity.Dimension>
        switch type {
        case .size: allowed = [.plain, .bytes]
        case .binary where isDifference: allowed = [.plain, .bytes]
        case .duration: allowed = [.plain, .seconds]
        case .date where isDifference: allowed = [.seconds]
        case .integer: allowed = path.part.isEmpty ? [.plain, .bytes] : [.plain]
        case .text where path.part.isEmpty: allowed = [.plain, .bytes, .seconds]
        default: allowed = []
        }
        if allowed.isEmpty {
            let parts = FieldCheck.parts(of: type).filter { FieldPath.numericParts.contains($0) }
            element.note(
                "'\(path.text)' is of type \(type.rawValue) and is no number",
                expected: parts.map { path.name + "." + $0 },
                didYouMean: parts.first.map { path.name + "." + $0 })
        } else if !allowed.contains(limit.dimension) {
            let names: [Quantity.Dimension] = [.bytes, .seconds, .plain]
            element.note(
                "\(attribute)=\"\(element.optional(attribute) ?? "")\" is \(limit.dimension.rawValue), which does not suit '\(path.text)'",
                expected: names.filter(allowed.contains).map(\.rawValue))
        }
    }
}

extension FieldPath {
    /// Parts that are numbers.
    static let numericParts: Set<String> = ["bytes", "width", "height", "count", "length"]
}
