/// The text patterns of rules, each once, in a stable order: literals first, then regular expressions, both sorted by
/// their bytes. What the pattern engine compiles.
public func requiredPatterns(of rules: [Rule]) -> [Condition.PatternReference] {
    var found: Set<Condition.PatternReference> = []
    for rule in rules {
        var open = [rule.when] + rule.exceptions.map(\.condition) + rule.cases.map(\.when)
        while let condition = open.popLast() {
            switch condition.test {
            case .text(let test): found.insert(test.pattern)
            case .field(let test): if case .matches(let pattern) = test.comparison { found.insert(pattern) }
            default: open += condition.children
            }
        }
    }
    return found.sorted { left, right in
        if left.isRegularExpression != right.isRegularExpression { return !left.isRegularExpression }
        return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

extension Condition {
    /// The conditions directly inside of this one.
    public var children: [Condition] {
        switch test {
        case .all(let inner), .any(let inner), .atLeast(_, let inner): inner
        case .not(let inner): [inner]
        case .anyRecord(let test), .noRecord(let test): test.conditions
        case .field, .compare, .text, .happened: []
        }
    }
}
