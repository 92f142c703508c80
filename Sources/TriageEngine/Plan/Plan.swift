import Synchronization
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
    /// What was made of ``headline(in:)``.
    private let words = Mutex<String?>(nil)

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

    /// A test of one field. A class, as the other two: evaluation hands plans around for every record.
    final class FieldPlan: Sendable {
        let origin: Origin
        let path: ValuePath
        let comparison: Condition.FieldComparison
        let constants: [Constant]
        /// Position among the rules' patterns, for `matches`.
        let pattern: Int?

        init(
            origin: Origin, path: ValuePath, comparison: Condition.FieldComparison, constants: [Constant], pattern: Int?
        ) {
            self.origin = origin
            self.path = path
            self.comparison = comparison
            self.constants = constants
            self.pattern = pattern
        }
    }

    /// A search for a record that fulfils conditions.
    final class RecordPlan: Sendable {
        let kind: Int
        let kindName: String
        let scope: Condition.Scope
        /// The name other conditions know the records by that hold; empty when none asks.
        let bind: String
        let via: Operand?
        let conditions: [Plan]
        /// Those of the conditions that look at nothing but the record: the same for every subject.
        let ownConditions: [Plan]
        /// The rest of them.
        let otherConditions: [Plan]
        /// True when the answer depends on nothing but the scope, so that it can be remembered.
        let isSelfContained: Bool

        init(
            _ record: Condition.RecordTest, kind: Int, bind: String, via: Operand?, conditions: [Plan],
            isOwn: (Plan) -> Bool
        ) {
            self.kind = kind
            kindName = record.kind
            scope = record.scope
            self.bind = bind
            self.via = via
            self.conditions = conditions
            // A binding is for the conditions after it: it stays among them.
            ownConditions = conditions.filter { !$0.binds && isOwn($0) }
            otherConditions = conditions.filter { $0.binds || !isOwn($0) }
            isSelfContained = via == nil && conditions.allSatisfy(isOwn)
        }
    }

    /// Two fields compared with each other.
    final class ComparePlan: Sendable {
        let left: Operand
        let right: Operand
        let relation: Condition.Comparison.Relation
        let within: Int64

        init(left: Operand, right: Operand, relation: Condition.Comparison.Relation, within: Int64) {
            self.left = left
            self.right = right
            self.relation = relation
            self.within = within
        }
    }

    /// A field of records found elsewhere.
    struct Operand: Sendable {
        /// Unique among the operands of one engine that name different fields.
        var number: Int
        var origin: Origin
        var path: ValuePath
    }

    /// The condition in words, without inner ones. Put together once: it is shown for every verdict.
    func headline(in vocabulary: Vocabulary) -> String {
        words.withLock { words in
            if let words { return words }
            let made = condition.headline(in: vocabulary, of: kind, bindings: bindings)
            words = made
            return made
        }
    }

    /// True when conditions beside it speak of the records it found.
    var binds: Bool {
        if case .anyRecord(let record) = test { return !record.bind.isEmpty }
        return false
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
///
/// A class: results and findings of every subject hold it.
final class RulePlan: Sendable {
    let rule: Rule
    let when: Plan
    let exceptions: [Plan]
    let cases: [Plan]
    /// Kind of the subject record, by number.
    let subjectKind: Int?
    /// Kinds the condition speaks about, by number.
    let kinds: Set<Int>
    /// True when the condition also looks at text or dates, so that it can hold without any record.
    let looksBeyondRecords: Bool
    /// True when the condition looks at the text about one person, so that it has to be asked for each.
    let looksAtPersonalText: Bool

    init(rule: Rule, when: Plan, exceptions: [Plan], cases: [Plan], subjectKind: Int?) {
        self.rule = rule
        self.when = when
        self.exceptions = exceptions
        self.cases = cases
        self.subjectKind = subjectKind
        var kinds: Set<Int> = []
        var looksBeyondRecords = false
        var looksAtPersonalText = false
        var open = [when]
        while let next = open.popLast() {
            switch next.test {
            case .field(let field): if case .kind(let kind) = field.origin { kinds.insert(kind) }
            case .anyRecord(let record), .noRecord(let record): kinds.insert(record.kind)
            case .compare(let compare):
                for operand in [compare.left, compare.right] {
                    if case .kind(let kind) = operand.origin { kinds.insert(kind) }
                }
            case .text(_, let scope):
                looksBeyondRecords = true
                if scope == .subject { looksAtPersonalText = true }
            case .happened: looksBeyondRecords = true
            case .all, .any, .not, .atLeast: break
            }
            open += next.children
        }
        self.kinds = kinds
        self.looksBeyondRecords = looksBeyondRecords
        self.looksAtPersonalText = looksAtPersonalText
    }

    /// True when the condition looks at records of a kind; nil is one no rule asks for.
    func looks(at kind: Int?) -> Bool { kind.map { $0 == subjectKind || kinds.contains($0) } ?? false }
}
