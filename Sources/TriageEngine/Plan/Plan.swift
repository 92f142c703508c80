import TriageModel
import TriageRules

/// A condition made ready for evaluation: names are numbers, constants are read, scopes are known.
final class Plan: Sendable {
    /// Unique among the plans of one engine; evaluation remembers answers by it.
    let number: Int
    /// What it was made of.
    let condition: Condition
    let test: Test
    /// Kind of the record at hand, for the words.
    let kind: String
    /// Kinds of bound records, for the words.
    let bindings: [String: String]

    init(number: Int, condition: Condition, test: Test, kind: String, bindings: [String: String]) {
        self.number = number
        self.condition = condition
        self.test = test
        self.kind = kind
        self.bindings = bindings
    }

    /// The tests; they mirror ``Condition/Test``.
    enum Test: Sendable {
        case all([Plan])
        case any([Plan])
        case not(Plan)
        case atLeast(Int, [Plan])
        case field(FieldPlan)
        case anyRecord(RecordPlan)
        case noRecord(RecordPlan)
        case compare(ComparePlan)
        case text(pattern: Int, scope: Condition.Scope)
        case happened(Condition.DateRange)
    }

    /// Where a field's record comes from.
    enum Origin: Sendable, Hashable {
        /// A record on the way from the subject inwards: 0 is the subject record or the outermost any-record.
        case level(Int)
        /// Records of that kind that are the subject's.
        case kind(Int)
        /// Records bound by an any-record beside it.
        case bound(String)
        /// Nothing: the rule names a field where there is no record.
        case nothing
    }

    struct FieldPlan: Sendable {
        var origin: Origin
        var path: ValuePath
        var comparison: Condition.FieldComparison
        var constants: [Constant]
        /// Position among the rules' patterns, for `matches`.
        var pattern: Int?
    }

    struct RecordPlan: Sendable {
        var kind: Int
        var kindName: String
        var scope: Condition.Scope
        var bind: String
        var via: Operand?
        var conditions: [Plan]
        /// Those of the conditions that look at nothing but the record: the same for every subject.
        var ownConditions: [Plan] = []
        /// True when the answer depends on nothing but the scope, so that it can be remembered.
        var isSelfContained: Bool
    }

    struct ComparePlan: Sendable {
        var left: Operand
        var right: Operand
        var relation: Condition.Comparison.Relation
        var within: Int64
    }

    /// A field of records found elsewhere.
    struct Operand: Sendable {
        var origin: Origin
        var path: ValuePath
    }

    /// The conditions inside.
    var children: [Plan] {
        switch test {
        case .all(let inner), .any(let inner), .atLeast(_, let inner): inner
        case .not(let inner): [inner]
        case .anyRecord(let record), .noRecord(let record): record.conditions
        case .field, .compare, .text, .happened: []
        }
    }
}

/// A rule made ready for evaluation.
struct RulePlan: Sendable {
    var rule: Rule
    var when: Plan
    var exceptions: [Plan]
    var cases: [Plan]
    /// Kinds the condition speaks about, by number.
    var kinds: Set<Int>
    /// True when the condition also looks at text or dates, so that it can hold without any record.
    var looksBeyondRecords: Bool
    /// True when the condition looks at the text about one person, so that it has to be asked for each.
    var looksAtPersonalText = false
    /// Kind of the subject record, by number.
    var subjectKind: Int?
}
