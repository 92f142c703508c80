import TriageModel
import TriageXML

/// Elements of a rule -> ``Condition``. What the vocabulary does not know and what fits no type is noted.
struct ConditionReader {
    let check: FieldCheck
    /// Says what is wrong with a regular expression; nil when nothing is.
    let checkExpression: (String) -> String?
    /// Kinds of bound records, for the whole rule.
    let bindings: [String: String]

    /// The conditions inside of an element as one: several must all hold. Nil when there is none.
    func readAll(in element: ElementReader, context: Context) -> Condition? {
        guard let conditions = list(element, context) else { return nil }
        return conditions.count == 1 ? conditions[0] : Condition(.all(conditions), line: element.line)
    }

    /// Where a condition stands.
    struct Context {
        /// Kind of the record at hand; nil outside of any record.
        var kind: String?
        /// True inside of any-record and no-record.
        var isInsideRecord = false
    }

    static let names = [
        "all", "any", "not", "at-least", "field", "any-record", "no-record", "compare", "text", "happened",
    ]

    func read(_ element: ElementReader, context: Context) -> Condition? {
        guard let test = test(element, context: context) else { return nil }
        return Condition(test, line: element.line, says: element.optional("says").map(FlowText.words) ?? "")
    }

    private func test(_ element: ElementReader, context: Context) -> Condition.Test? {
        switch element.name {
        case "all": return list(element, context).map { .all($0) }
        case "any": return list(element, context).map { .any($0) }
        case "not": return readAll(in: element, context: context).map { .not($0) }
        case "at-least":
            let count = element.number("n") ?? 1
            return list(element, context).map { .atLeast(count: count, $0) }
        case "field":
            return FieldTestReader(check: check, checkExpression: checkExpression).read(element, context).map {
                .field($0)
            }
        case "any-record": return records(element, context).map { .anyRecord($0) }
        case "no-record": return records(element, context).map { .noRecord($0) }
        case "compare": return comparison(element).map { .compare($0) }
        case "text": return text(element, context).map { .text($0) }
        case "happened":
            return .happened(Condition.DateRange(from: element.day("from"), until: element.day("until")))
        default:
            element.mistakes.add(
                "unknown element '\(element.name)'", line: element.line, expected: ConditionReader.names,
                didYouMean: NameSuggestion.nearest(to: element.name, in: ConditionReader.names), isStructural: true)
            return nil
        }
    }

    private func list(_ element: ElementReader, _ context: Context) -> [Condition]? {
        if element.children.isEmpty {
            element.mistakes.add(
                "'\(element.name)' is not complete", line: element.line, expected: ConditionReader.names,
                isStructural: true)
        }
        // Why a condition could not be read has been noted.
        let conditions = element.children.compactMap { read($0, context: context) }
        return conditions.isEmpty ? nil : conditions
    }

    private func records(_ element: ElementReader, _ context: Context) -> Condition.RecordTest? {
        let kind = element.required("kind")
        guard check.checkKind(kind, at: element), let scope = scope(element, context) else { return nil }
        let via = element.optional("via")
        if let via { _ = check.checkQualified(via, bindings: bindings, at: element) }
        let inner = Context(kind: kind, isInsideRecord: true)
        return Condition.RecordTest(
            kind: kind, scope: scope, bind: element.optional("bind") ?? "", via: via,
            conditions: element.children.compactMap { read($0, context: inner) })
    }

    /// The scope; `record`, `block` and `session` are seen from a record, so there must be one at hand.
    private func scope(_ element: ElementReader, _ context: Context) -> Condition.Scope? {
        let all: [Condition.Scope] = [.record, .block, .session, .subject, .case]
        guard !element.required("scope").isEmpty, let scope = element.choice("scope", of: all) else { return nil }
        if context.kind == nil, scope == .record || scope == .block || scope == .session {
            element.note(
                "scope '\(scope.rawValue)' needs a record, and the rule is about no record",
                expected: ["subject", "case"])
        }
        return scope
    }

    private func comparison(_ element: ElementReader) -> Condition.Comparison? {
        let left = element.required("left")
        let right = element.required("right")
        guard
            let relation = element.choice(
                "relation", of: [Condition.Comparison.Relation.after, .before, .equals, .differs])
        else {
            _ = element.required("relation")
            return nil
        }
        let path = check.checkQualified(left, bindings: bindings, at: element)
        _ = check.checkQualified(right, bindings: bindings, at: element)
        let within = element.quantity("within")
        if let within, let path {
            LimitCheck.check(within, attribute: "within", of: path, at: element, isDifference: true)
        }
        return Condition.Comparison(left: left, relation: relation, right: right, within: within?.amount ?? 0)
    }

    private func text(_ element: ElementReader, _ context: Context) -> Condition.TextTest? {
        let contains = element.optional("contains")
        let matches = element.optional("matches")
        let scope = scope(element, context)
        guard let words = contains ?? matches, contains == nil || matches == nil else {
            element.note("'text' needs exactly one comparison", expected: ["contains", "matches"])
            return nil
        }
        if let matches { ExpressionCheck.check(matches, checkExpression, at: element) }
        guard let scope else { return nil }
        return Condition.TextTest(
            pattern: Condition.PatternReference(text: words, isRegularExpression: matches != nil), scope: scope)
    }
}

/// Checks regular expressions with the engine that will run them.
enum ExpressionCheck {
    static func check(_ expression: String, _ checker: (String) -> String?, at element: ElementReader) {
        guard let reason = checker(expression) else { return }
        element.note("regular expression '\(expression)' cannot be used: \(reason)")
    }
}
