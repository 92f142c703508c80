import TriageKit
import TriageModel
import TriageRules

/// Counts how many rules ask for a fact, and how many records of the samples have it: the rarer, the better a condition.
struct DraftCensus: Sendable {
    private var rules: [String: Int] = [:]
    private var samples: [String: Int] = [:]
    /// Samples that were read.
    private(set) var sampleCount = 0

    /// Counts what the rules ask for.
    init(_ knowledge: KnowledgeBase) {
        for rule in knowledge.rules {
            var keys: Set<String> = []
            var open = [rule.when] + rule.exceptions.map(\.condition) + rule.cases.map(\.when)
            while let condition = open.popLast() {
                switch condition.test {
                case .field(let test):
                    for value in Self.values(test.comparison) { keys.insert("\(test.name)=\(value)".asciiLowercased) }
                case .text(let test): keys.insert("text=\(test.pattern.text)".asciiLowercased)
                case .anyRecord(let test), .noRecord(let test): open += test.conditions
                default: open += condition.children
                }
            }
            for key in keys { rules[key, default: 0] += 1 }
        }
    }

    /// Counts what a sample says, each fact once.
    mutating func add(_ evidence: Evidence, _ facts: DraftFacts) {
        sampleCount += 1
        let keys = Set(evidence.records.flatMap { facts.conditions(of: $0, isOwn: true) }.map(\.key))
        for key in keys { samples[key, default: 0] += 1 }
    }

    /// The condition with its counts.
    func counted(_ condition: DraftCondition) -> DraftCondition {
        var condition = condition
        condition.rules = rules[condition.key] ?? 0
        condition.samples = samples[condition.key] ?? 0
        return condition
    }

    private static func values(_ comparison: Condition.FieldComparison) -> [String] {
        switch comparison {
        case .equals(let value), .contains(let value), .startsWith(let value), .endsWith(let value),
            .includes(let value):
            [value]
        case .oneOf(let values), .noneOf(let values): values
        default: []
        }
    }
}
