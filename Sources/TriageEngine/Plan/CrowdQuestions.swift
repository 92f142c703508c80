import TriageModel
import TriageRules

/// What rules about people ask of a person's records: whoever gives the same answers to all of it comes to the same
/// verdicts, and is judged once with the others.
struct CrowdQuestions {
    /// What the verdict of a rule hangs on beside the answers of fields.
    struct Dependence {
        /// Where it looks at more than answers: at the places of records, or at values beside each other.
        fileprivate(set) var beyond: [Beyond] = []
        /// True when a value is compared with a limit, so that everybody is measured.
        fileprivate(set) var isMeasured = false
    }

    /// A condition that is unknown, or the same for everybody, unless there are records of these kinds.
    struct Beyond {
        /// Kinds of which a person must have a record.
        var own: Set<Int> = []
        /// Kinds of which the case must have a record.
        var anywhere: Set<Int> = []
        /// A pattern that must stand in a text of the case.
        var pattern: Int?
    }

    /// Comparisons of fields with constants, by the kind of record they are made for.
    private(set) var fields: [Int: [Plan.FieldPlan]] = [:]
    private var dependences: [Int: Dependence] = [:]
    private var known: Set<Question> = []

    /// A comparison that is the same in several rules.
    private struct Question: Hashable {
        var kind: Int
        var path: String
        var comparison: Condition.FieldComparison
    }

    /// What stands around a condition.
    private struct Surroundings {
        /// Records on the way inwards: of what kind, and whether they are the person's.
        var levels: [(kind: Int, isOwn: Bool)] = []
        var beyond = Beyond()
    }

    /// The questions of rules about people.
    init(_ plans: [RulePlan]) {
        for plan in plans {
            guard case .person = plan.rule.subject else { continue }
            var dependence = Dependence()
            dependence.isMeasured = plan.rule.near != nil
            var bound: [String: (kind: Int, isOwn: Bool)] = [:]
            add(plan.when, Surroundings(), &bound, &dependence)
            for exception in plan.exceptions { add(exception, Surroundings(), &bound, &dependence) }
            dependences[plan.when.number] = dependence
        }
    }

    /// What the verdict of a rule hangs on.
    func dependence(of plan: RulePlan) -> Dependence? { dependences[plan.when.number] }

    private mutating func add(
        _ plan: Plan, _ around: Surroundings, _ bound: inout [String: (kind: Int, isOwn: Bool)],
        _ dependence: inout Dependence
    ) {
        switch plan.test {
        case .all, .any, .not, .atLeast: break
        case .field(let field):
            if Threshold.isOne(plan) { dependence.isMeasured = true }
            switch field.origin {
            case .kind(let kind): add(field, kind)
            case .level(let level):
                guard around.levels.indices.contains(level) else { break }
                if around.levels[level].isOwn { add(field, around.levels[level].kind) }
            case .bound(let name): if let record = bound[name], record.isOwn { add(field, record.kind) }
            case .nothing: break
            }
        case .compare(let compare):
            var beyond = around.beyond
            for operand in [compare.left, compare.right] {
                if case .kind(let kind) = operand.origin { beyond.own.insert(kind) }
            }
            dependence.beyond.append(beyond)
        case .text(let pattern, let scope):
            if scope == .case { break }
            var beyond = around.beyond
            beyond.pattern = pattern
            dependence.beyond.append(beyond)
        case .happened:
            // Nothing is at hand for a person: then it is the day of the diagnosis that counts.
            if !around.levels.isEmpty { dependence.beyond.append(around.beyond) }
        case .anyRecord(let record), .noRecord(let record):
            return add(record, around, &bound, &dependence)
        }
        for child in plan.children { add(child, around, &bound, &dependence) }
    }

    private mutating func add(
        _ record: Plan.RecordPlan, _ around: Surroundings, _ bound: inout [String: (kind: Int, isOwn: Bool)],
        _ dependence: inout Dependence
    ) {
        var inside = around
        let isOwn = record.scope == .subject && record.via == nil
        if isOwn { inside.beyond.own.insert(record.kind) } else { inside.beyond.anywhere.insert(record.kind) }
        if record.via != nil || record.scope != .case && record.scope != .subject {
            // Which records are looked at hangs on where others stand, or on what they say.
            dependence.beyond.append(inside.beyond)
        }
        inside.levels.append((record.kind, isOwn))
        if !record.bind.isEmpty { bound[record.bind] = (record.kind, isOwn) }
        for condition in record.conditions { add(condition, inside, &bound, &dependence) }
    }

    private mutating func add(_ field: Plan.FieldPlan, _ kind: Int) {
        guard known.insert(Question(kind: kind, path: field.path.text, comparison: field.comparison)).inserted else {
            return
        }
        fields[kind, default: []].append(field)
    }
}
