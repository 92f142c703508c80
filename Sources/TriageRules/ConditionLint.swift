import TriageModel

/// Finds conditions that are never true, always true, or written twice, as far as that can be told from the rule alone.
struct ConditionLint {
    let mistakes: MistakeList
    let index: VocabularyIndex?

    func check(_ rule: Rule) {
        var kind: String?
        if case .record(let name) = rule.subject { kind = name }
        check(rule.when, kind)
        for exception in rule.exceptions {
            check(exception.condition, kind)
            checkException(exception, of: rule)
        }
        for conclusion in rule.cases { check(conclusion.when, kind) }
        checkCases(rule)
    }

    private func note(_ what: String, _ condition: Condition) { mistakes.add(what, line: condition.line) }

    /// The condition and all inside of it.
    private func check(_ root: Condition, _ kind: String?) {
        var open = [(root, kind)]
        while let (condition, kind) = open.popLast() {
            checkNode(condition, kind)
            var inner = kind
            if case .anyRecord(let test) = condition.test { inner = test.kind }
            if case .noRecord(let test) = condition.test { inner = test.kind }
            open += condition.children.reversed().map { ($0, inner) }
        }
    }

    private func checkNode(_ condition: Condition, _ kind: String?) {
        switch condition.test {
        case .all(let inner): checkGroup(conjuncts(inner), kind, isAll: true)
        case .anyRecord(let test), .noRecord(let test): checkGroup(conjuncts(test.conditions), test.kind, isAll: true)
        case .any(let inner): checkGroup(inner, kind, isAll: false)
        case .atLeast(let count, let inner):
            if count > inner.count {
                note("can never be true: at least \(count) of \(inner.count) conditions", condition)
            }
            if count == 0 { note("is always true: at least 0 conditions", condition) }
        case .field(let test): checkField(test, kind, condition)
        case .compare(let test):
            if test.left.isEqualIgnoringCase(test.right) { note("compares '\(test.left)' with itself", condition) }
        case .happened(let range):
            if let from = range.from, let until = range.until, until <= from {
                note("can never be true: on or after \(from.iso) and before \(until.iso)", condition)
            }
            if range.from == nil, range.until == nil { note("is always true: it names no day", condition) }
        case .not, .text: break
        }
    }

    private func checkField(_ test: Condition.FieldTest, _ kind: String?, _ condition: Condition) {
        switch test.comparison {
        case .lessThan(let limit) where limit <= 0:
            note("can never be true: '\(test.path)' is less than \(limit)", condition)
        case .atLeast(0): note("is always true: '\(test.path)' is at least 0", condition)
        default: break
        }
    }

    /// The parts of nested `all`.
    private func conjuncts(_ conditions: [Condition]) -> [Condition] {
        conditions.flatMap { condition -> [Condition] in
            if case .all(let inner) = condition.test { return conjuncts(inner) }
            return [condition]
        }
    }

    private func checkGroup(_ conditions: [Condition], _ kind: String?, isAll: Bool) {
        var seen: [String: Condition] = [:]
        for condition in conditions {
            let text = fingerprint(condition)
            if seen.updateValue(condition, forKey: text) != nil {
                note("the same condition stands twice: \(text)", condition)
            }
        }
        for condition in conditions {
            guard case .not(let inner) = condition.test, seen[fingerprint(inner)] != nil else { continue }
            note(
                (isAll ? "can never be true" : "is always true") + ": \(fingerprint(inner)), and not so", condition)
        }
        let tests = conditions.compactMap { condition -> (Condition.FieldTest, Condition)? in
            if case .field(let test) = condition.test { (test, condition) } else { nil }
        }
        for (position, (second, condition)) in tests.enumerated() {
            for (first, _) in tests[..<position] where first.path.isEqualIgnoringCase(second.path) {
                if isList(second, kind) { continue }
                if isAll, FieldConflict.exclude(first.comparison, second.comparison) {
                    note("can never be true: \(words(first)), and \(words(second))", condition)
                }
                if !isAll, FieldConflict.cover(first.comparison, second.comparison) {
                    note("is always true: \(words(first)), or \(words(second))", condition)
                }
            }
        }
    }

    private func isList(_ test: Condition.FieldTest, _ kind: String?) -> Bool {
        guard let kind = test.kind ?? kind, let index else { return false }
        return index.split(test.name, of: kind).type == .list
    }

    /// An exception that holds whenever the rule does: all its parts stand in <when>.
    private func checkException(_ exception: Rule.Exception, of rule: Rule) {
        let when = Set(conjuncts([rule.when]).map(fingerprint))
        guard conjuncts([exception.condition]).allSatisfy({ when.contains(fingerprint($0)) }) else { return }
        note("the exception holds whenever <when> does, so the rule can never match", exception.condition)
    }

    /// A case behind one that holds whenever it does is never taken.
    private func checkCases(_ rule: Rule) {
        for (position, later) in rule.cases.enumerated() {
            let parts = Set(conjuncts([later.when]).map(fingerprint))
            for earlier in rule.cases[..<position]
            where conjuncts([earlier.when]).allSatisfy({ parts.contains(fingerprint($0)) }) {
                note("the case is never taken: the one on line \(earlier.when.line) holds whenever it does", later.when)
                break
            }
        }
    }

    /// The condition in plain words without labels and without the author's own words, so that equal conditions are equal.
    private func fingerprint(_ condition: Condition) -> String {
        ConditionText(vocabulary: Vocabulary(), kind: nil, bindings: [:], ignoresAuthor: true).sentence(condition)
    }

    private func words(_ test: Condition.FieldTest) -> String {
        fingerprint(Condition(.field(test)))
    }
}

/// Whether two comparisons of one field leave anything, or everything.
enum FieldConflict {
    /// True when no value satisfies both.
    static func exclude(_ first: Condition.FieldComparison, _ second: Condition.FieldComparison) -> Bool {
        let states = (state(first), state(second))
        if states.0 != states.1 { return true }
        if let left = constants(first), let right = constants(second), left.isDisjoint(with: right) { return true }
        if let left = range(first), let right = range(second) { return !left.overlaps(right) }
        if let left = range(first), let right = numbers(second) { return !right.contains(where: left.contains) }
        if let left = numbers(first), let right = range(second) { return !left.contains(where: right.contains) }
        return false
    }

    /// True when every value satisfies one of them.
    static func cover(_ first: Condition.FieldComparison, _ second: Condition.FieldComparison) -> Bool {
        if let left = constants(first), let right = constants(second) {
            return left.union(right).isSuperset(of: ["true", "false"])
        }
        guard let left = range(first), let right = range(second) else { return false }
        let (lower, upper) = left.lowerBound <= right.lowerBound ? (left, right) : (right, left)
        guard lower.lowerBound == .min, max(lower.upperBound, upper.upperBound) == .max else { return false }
        return lower.upperBound == .max || lower.upperBound + 1 >= upper.lowerBound
    }

    /// 0: there with a value, 1: blank, 2: not there.
    private static func state(_ comparison: Condition.FieldComparison) -> Int {
        switch comparison {
        case .blank: 1
        case .absent: 2
        default: 0
        }
    }

    private static func constants(_ comparison: Condition.FieldComparison) -> Set<String>? {
        switch comparison {
        case .equals(let value): [FlowText.words(value.asciiLowercased)]
        case .oneOf(let values): Set(values.map { FlowText.words($0.asciiLowercased) })
        default: nil
        }
    }

    /// The constants as numbers, when all are.
    private static func numbers(_ comparison: Condition.FieldComparison) -> [Int64]? {
        guard let constants = constants(comparison) else { return nil }
        let numbers = constants.compactMap { Int64($0) }
        return numbers.count == constants.count ? numbers : nil
    }

    /// Numbers, or days since 1970.
    private static func range(_ comparison: Condition.FieldComparison) -> ClosedRange<Int64>? {
        switch comparison {
        case .greaterThan(let limit): limit == .max ? nil : (limit + 1)...Int64.max
        case .atLeast(let limit): limit...Int64.max
        case .lessThan(let limit): limit == .min ? nil : Int64.min...(limit - 1)
        case .atMost(let limit): Int64.min...limit
        case .before(let day): Int64.min...Int64(day.days - 1)
        case .onOrAfter(let day): Int64(day.days)...Int64.max
        default: nil
        }
    }
}
