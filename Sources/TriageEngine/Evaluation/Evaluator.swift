import TriageModel
import TriageRules

/// Evaluates conditions over a case in Kleene's logic. One a case and thread: it remembers answers.
final class Evaluator {
    let file: CaseFile
    let text: TextIndex
    let reader: FieldReader
    let scanner: any PatternScanning
    let options: DiagnosisEngine.Options
    /// Answers of conditions that depend on the scope only.
    private var remembered: [Memory: Outcome] = [:]
    private var rememberedTruths: [Memory: Truth] = [:]
    /// Records of the case that a condition's own part does not rule out, by the condition's number.
    var openRecords: [Int: [Int]] = [:]
    let sessionTimes: SessionTimes
    /// Smallest spans around blocks and sessions, worked out once.
    var hulls: [ScopeKey: [SourceSpan]] = [:]
    var outsideHits: [OutsideKey: TextIndex.Hit?] = [:]
    lazy var sessionHulls: [SourceSpan] = allSessionHulls()
    lazy var spansOfOthers: [SourceSpan] = allSpansOfOthers()
    lazy var laterSuccess = LaterSuccess(file.records)

    private struct Memory: Hashable {
        var plan: Int
        var scope: ScopeKey
    }

    /// Names a set of records.
    enum ScopeKey: Hashable {
        case everything
        case person(Int)
        case nobody
        case block(Int)
        case session(Int)
    }

    /// A pattern in a source outside of its sessions.
    struct OutsideKey: Hashable {
        var pattern: Int
        var source: SourceID
    }

    /// From where a condition looks.
    struct Context {
        /// The person it is about; nil for events that name nobody and for the ticket.
        var person: Int?
        /// True for the case as a whole: all records are its own.
        var isTicket = false
        /// Records on the way inwards, outermost first; -1 stands for a record nobody has shown.
        var levels: [Int] = []
        /// Records bound by conditions beside it.
        var bindings: [String: [Int]] = [:]

        /// The record at hand.
        var hand: Int? { levels.last.flatMap { $0 < 0 ? nil : $0 } }

        /// The record of a level.
        func record(at level: Int) -> [Int] {
            levels.indices.contains(level) && levels[level] >= 0 ? [levels[level]] : []
        }
    }

    init(file: CaseFile, search: any PatternSearch, options: DiagnosisEngine.Options) {
        self.file = file
        scanner = search.makeScanner()
        self.options = options
        text = TextIndex(texts: file.texts, scanner: scanner, patternCount: search.patternCount)
        reader = FieldReader(file: file)
        sessionTimes = SessionTimes(file)
    }

    /// The answer with everything that led to it. Depth is that of the rule, never that of the input.
    func evaluate(_ plan: Plan, _ context: Context) -> Outcome {
        switch plan.test {
        case .all(let inner), .any(let inner), .atLeast(_, let inner): return combine(plan, inner, context)
        case .not(let inner): return combine(plan, [inner], context)
        case .field(let field): return evaluate(field, plan, context)
        case .anyRecord(let record): return evaluate(record, plan, context)
        case .noRecord(let record): return evaluate(record, plan, context)
        case .compare(let compare): return evaluate(compare, plan, context)
        case .text(let pattern, let scope): return evaluate(pattern, scope, plan, context)
        case .happened(let range): return evaluate(range, plan, context)
        }
    }

    private func combine(_ plan: Plan, _ inner: [Plan], _ context: Context) -> Outcome {
        var context = context
        var outcome = Outcome(plan, .unknown)
        outcome.children.reserveCapacity(inner.count)
        for child in inner {
            let result = evaluate(child, context)
            if case .anyRecord(let record) = child.test, !record.bind.isEmpty {
                context.bindings[record.bind] = result.holding
            }
            outcome.children.append(result)
        }
        outcome.truth = outcome.truth(of: outcome.children.map(\.truth))
        return outcome
    }

    /// The remembered answer of a plan for a scope, or a new one.
    func remember(_ plan: Plan, _ scope: ScopeKey?, _ evaluate: () -> Outcome) -> Outcome {
        guard let scope else { return evaluate() }
        let memory = Memory(plan: plan.number, scope: scope)
        if let known = remembered[memory] { return known }
        let outcome = evaluate()
        remembered[memory] = outcome
        return outcome
    }

    /// The same for the truth alone.
    func rememberTruth(_ plan: Plan, _ scope: ScopeKey?, _ evaluate: () -> Truth) -> Truth {
        guard let scope else { return evaluate() }
        let memory = Memory(plan: plan.number, scope: scope)
        if let known = rememberedTruths[memory] { return known }
        let truth = evaluate()
        rememberedTruths[memory] = truth
        return truth
    }

    // MARK: Records

    private func evaluate(_ record: Plan.RecordPlan, _ plan: Plan, _ context: Context) -> Outcome {
        let key = record.isSelfContained ? scopeKey(record.scope, kind: record.kind, context) : nil
        return remember(plan, key) {
            let candidates = candidates(for: record, context)
            guard let candidates, !candidates.isEmpty else {
                var outcome = Outcome(plan, .unknown)
                outcome.missing = candidates == nil ? record.via.map { [$0.path.text] } ?? [] : missing(inside: record)
                if candidates == nil { outcome.remark = "the reference is not known" }
                return outcome
            }
            return search(candidates, record, plan, context)
        }
    }

    private func search(_ candidates: [Int], _ record: Plan.RecordPlan, _ plan: Plan, _ context: Context) -> Outcome {
        var best: (rank: (Int, Int, Int), children: [Outcome], record: Int, truth: Truth)?
        var truths: [Truth] = []
        truths.reserveCapacity(candidates.count)
        for candidate in candidates {
            var inside = context
            inside.levels.append(candidate)
            var children: [Outcome] = []
            for condition in record.conditions {
                let result = evaluate(condition, inside)
                if case .anyRecord(let inner) = condition.test, !inner.bind.isEmpty {
                    inside.bindings[inner.bind] = result.holding
                }
                children.append(result)
            }
            let truth = Kleene.all(children.lazy.map(\.truth))
            truths.append(truth)
            let rank = Evaluator.rank(truth, children)
            if let known = best, rank >= known.rank { continue }
            best = (rank, children, candidate, truth)
        }
        var outcome = Outcome(plan, .unknown)
        outcome.candidateCount = candidates.count
        guard let best else { return outcome }
        outcome.children = best.children
        outcome.record = best.record
        var others = Truth.false
        var found = false
        for (candidate, truth) in zip(candidates, truths) {
            if candidate == best.record, !found { found = true } else { others = others | truth }
        }
        outcome.others = others
        let truth = best.truth | others
        if case .noRecord = plan.test { outcome.truth = !truth } else { outcome.truth = truth }
        if !record.bind.isEmpty {
            outcome.holding = zip(candidates, truths).filter { $0.1 == truth && truth != .false }.map(\.0)
        }
        return outcome
    }

    /// The closest first: true, then unknown, then false; few false conditions, then many true ones.
    private static func rank(_ truth: Truth, _ children: [Outcome]) -> (Int, Int, Int) {
        let order = truth == .true ? 0 : truth == .unknown ? 1 : 2
        var no = 0
        var yes = 0
        for child in children {
            if child.truth == .false { no += 1 } else if child.truth == .true { yes += 1 }
        }
        return (order, no, -yes)
    }

    /// What would have to be known of a record that is not there: the fields asked for, or the record itself.
    private func missing(inside record: Plan.RecordPlan) -> [String] {
        var paths: [String] = []
        var open = record.conditions
        while let next = open.popLast() {
            if case .field(let field) = next.test, case .level = field.origin, field.path.kind == record.kindName {
                paths.append(field.path.text)
            } else {
                open += next.children
            }
        }
        return paths.isEmpty ? [record.kindName] : Array(Set(paths)).sorted()
    }
}
