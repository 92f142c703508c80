import TriageModel
import TriageRules

/// Makes rules ready for evaluation.
struct PlanCompiler {
    let vocabulary: Vocabulary
    var fields = NameTable()
    var kinds = NameTable()
    /// Position of every pattern of the rules in the list the pattern set was made of.
    let patterns: [Condition.PatternReference: Int]
    private var count = 0
    private var paths: [PathKey: ValuePath] = [:]
    private var operands: [String: Int] = [:]

    init(vocabulary: Vocabulary, patterns: [Condition.PatternReference]) {
        self.vocabulary = vocabulary
        self.patterns = Dictionary(
            patterns.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// What is known on the way inwards.
    private struct Surroundings {
        /// Kinds of the records on the way, outermost first, with the names they are bound to.
        var levels: [(kind: String, bind: String)] = []
        /// Names bound anywhere in the rule, with their kinds.
        var bindings: [String: String] = [:]
        /// Of those the ones a condition outside of the record's own names.
        var boundElsewhere: Set<String> = []

        var kind: String { levels.last?.kind ?? "" }
    }

    mutating func compile(_ rule: Rule) -> RulePlan {
        var surroundings = Surroundings()
        var subjectKind: Int?
        if case .record(let kind) = rule.subject {
            surroundings.levels = [(kind, "")]
            subjectKind = kinds.number(for: kind)
        }
        surroundings.bindings = bindings(in: rule)
        surroundings.boundElsewhere = boundElsewhere(in: rule)
        return RulePlan(
            rule: rule, when: compile(rule.when, surroundings),
            exceptions: rule.exceptions.map { compile($0.condition, surroundings) },
            cases: rule.cases.map { compile($0.when, surroundings) }, subjectKind: subjectKind)
    }

    /// Rules ask for the same few fields again and again.
    private mutating func valuePath(_ name: String, kind: String) -> ValuePath {
        let key = PathKey(kind: kind, name: name)
        if let known = paths[key] { return known }
        let path = ValuePath(name, kind: kind, vocabulary: vocabulary, fields: &fields)
        paths[key] = path
        return path
    }

    /// The same number for every operand that reads the same path.
    private mutating func number(of path: ValuePath) -> Int {
        if let known = operands[path.text] { return known }
        operands[path.text] = operands.count
        return operands.count - 1
    }

    private struct PathKey: Hashable {
        var kind: String
        var name: String
    }

    private func bindings(in rule: Rule) -> [String: String] {
        var found: [String: String] = [:]
        var open = [rule.when] + rule.exceptions.map(\.condition) + rule.cases.map(\.when)
        while let next = open.popLast() {
            if case .anyRecord(let test) = next.test, !test.bind.isEmpty { found[test.bind] = test.kind }
            open += next.children
        }
        return found
    }

    /// Names of bindings that conditions beside the bound record use. Inside of the record its name means the record at
    /// hand; only where others use it do all the records matter that hold.
    private func boundElsewhere(in rule: Rule) -> Set<String> {
        var found: Set<String> = []
        var open: [(condition: Condition, inside: Set<String>)] =
            ([rule.when] + rule.exceptions.map(\.condition) + rule.cases.map(\.when)).map { ($0, []) }
        func use(_ path: String, _ inside: Set<String>) {
            guard let dot = path.firstIndex(of: "."), !inside.contains(String(path[..<dot])) else { return }
            found.insert(String(path[..<dot]))
        }
        while let (condition, inside) = open.popLast() {
            var within = inside
            switch condition.test {
            case .compare(let compare):
                use(compare.left, inside)
                use(compare.right, inside)
            case .anyRecord(let record), .noRecord(let record):
                if let via = record.via { use(via, inside) }
                if !record.bind.isEmpty { within.insert(record.bind) }
            default: break
            }
            open += condition.children.map { ($0, within) }
        }
        return found
    }

    private mutating func compile(_ condition: Condition, _ surroundings: Surroundings) -> Plan {
        let test: Plan.Test
        switch condition.test {
        case .all(let inner): test = .all(inner.map { compile($0, surroundings) })
        case .any(let inner): test = .any(inner.map { compile($0, surroundings) })
        case .not(let inner): test = .not(compile(inner, surroundings))
        case .atLeast(let count, let inner): test = .atLeast(count, inner.map { compile($0, surroundings) })
        case .field(let field): test = .field(compile(field, surroundings))
        case .anyRecord(let record): test = .anyRecord(compile(record, surroundings))
        case .noRecord(let record): test = .noRecord(compile(record, surroundings))
        case .compare(let compare):
            test = .compare(
                Plan.ComparePlan(
                    left: operand(compare.left, surroundings), right: operand(compare.right, surroundings),
                    relation: compare.relation, within: compare.within))
        case .text(let text): test = .text(pattern: patterns[text.pattern] ?? -1, scope: text.scope)
        case .happened(let range): test = .happened(range)
        }
        count += 1
        return Plan(
            number: count - 1, condition: condition, test: test, kind: surroundings.kind,
            bindings: surroundings.bindings)
    }

    private mutating func compile(_ field: Condition.FieldTest, _ surroundings: Surroundings) -> Plan.FieldPlan {
        let kind = field.kind ?? surroundings.kind
        let path = valuePath(field.name, kind: kind)
        var pattern: Int?
        if case .matches(let reference) = field.comparison { pattern = patterns[reference] ?? -1 }
        return Plan.FieldPlan(
            origin: origin(of: field.kind, surroundings), path: path, comparison: field.comparison,
            constants: constants(of: field.comparison), pattern: pattern)
    }

    private func constants(of comparison: Condition.FieldComparison) -> [Constant] {
        switch comparison {
        case .equals(let text), .contains(let text), .startsWith(let text), .endsWith(let text), .includes(let text):
            [Constant(text)]
        case .oneOf(let texts), .noneOf(let texts): texts.map(Constant.init)
        default: []
        }
    }

    /// The nearest record of that kind on the way, else the subject's records of that kind.
    private mutating func origin(of kind: String?, _ surroundings: Surroundings) -> Plan.Origin {
        guard let kind else {
            return surroundings.levels.isEmpty ? .nothing : .level(surroundings.levels.count - 1)
        }
        if let level = surroundings.levels.lastIndex(where: { $0.kind.isEqualIgnoringCase(kind) }) {
            return .level(level)
        }
        return .kind(kinds.number(for: kind))
    }

    private mutating func compile(_ record: Condition.RecordTest, _ surroundings: Surroundings) -> Plan.RecordPlan {
        var inside = surroundings
        inside.levels.append((record.kind, record.bind))
        let level = inside.levels.count - 1
        let conditions = record.conditions.map { compile($0, inside) }
        return Plan.RecordPlan(
            record, kind: kinds.number(for: record.kind),
            bind: surroundings.boundElsewhere.contains(record.bind) ? record.bind : "",
            via: record.via.map { operand($0, surroundings) }, conditions: conditions,
            isOwn: { isSelfContained($0, level) })
    }

    /// True when a condition looks at nothing but the record of that level and those inside of it.
    private func isSelfContained(_ plan: Plan, _ level: Int) -> Bool {
        func isInside(_ origin: Plan.Origin) -> Bool {
            switch origin {
            case .level(let number): number >= level
            case .kind, .bound: false
            case .nothing: true
            }
        }
        switch plan.test {
        case .field(let field): return isInside(field.origin)
        case .compare(let compare): return isInside(compare.left.origin) && isInside(compare.right.origin)
        case .text(_, let scope): return scope != .subject
        case .happened: return true
        case .anyRecord(let record), .noRecord(let record):
            return record.scope == .case && record.isSelfContained
        case .all, .any, .not, .atLeast: return plan.children.allSatisfy { isSelfContained($0, level) }
        }
    }

    /// `binding.field` or `kind.field`.
    private mutating func operand(_ path: String, _ surroundings: Surroundings) -> Plan.Operand {
        guard let dot = path.firstIndex(of: ".") else {
            let path = valuePath(path, kind: surroundings.kind)
            return Plan.Operand(number: number(of: path), origin: origin(of: nil, surroundings), path: path)
        }
        let owner = String(path[..<dot])
        let name = String(path[path.index(after: dot)...])
        let origin: Plan.Origin
        var kind = owner
        if let level = surroundings.levels.lastIndex(where: { $0.bind == owner }) {
            origin = .level(level)
            kind = surroundings.levels[level].kind
        } else if let bound = surroundings.bindings[owner] {
            origin = .bound(owner)
            kind = bound
        } else {
            origin = self.origin(of: owner, surroundings)
        }
        let path = valuePath(name, kind: kind)
        return Plan.Operand(number: number(of: path), origin: origin, path: path)
    }
}
