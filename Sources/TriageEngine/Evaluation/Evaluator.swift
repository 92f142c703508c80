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
    /// Records that a condition's own part does not rule out.
    var openRecords: [Memory: [Candidate]] = [:]
    /// What compared records say, by operand.
    var comparedValues: [OperandKey: ComparedValue] = [:]
    /// Records looked at for the sake of other records, in all rules.
    private var lookedAt = 0
    let sessionTimes: SessionTimes
    /// Smallest spans around blocks and sessions, worked out once.
    var hulls: [ScopeKey: [SourceSpan]] = [:]
    var outsideHits: [OutsideKey: TextIndex.Hit?] = [:]
    lazy var sessionHulls: [SourceSpan] = allSessionHulls()
    lazy var spansOfOthers: [SourceSpan] = allSpansOfOthers()
    lazy var laterSuccess = LaterSuccess(file.records)

    /// A condition in a set of records.
    struct Memory: Hashable {
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

    /// What an operand reads of a record.
    struct OperandKey: Hashable {
        var operand: Int
        var record: Int
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
        var outcome = Outcome(plan, .unknown)
        outcome.candidateCount = candidates.count
        let truths = truths(of: candidates, record, context)
        guard let best = closest(candidates, truths, record, context) else { return outcome }
        let others = Kleene.any(truths[..<best]) | Kleene.any(truths[(best + 1)...])
        outcome.record = candidates[best]
        outcome.others = others
        var inside = context
        inside.levels.append(candidates[best])
        for condition in record.conditions {
            let result = evaluate(condition, inside)
            if case .anyRecord(let inner) = condition.test, !inner.bind.isEmpty {
                inside.bindings[inner.bind] = result.holding
            }
            outcome.children.append(result)
        }
        let truth = Kleene.all(outcome.children.lazy.map(\.truth)) | others
        if case .noRecord = plan.test { outcome.truth = !truth } else { outcome.truth = truth }
        if !record.bind.isEmpty {
            outcome.holding = zip(candidates, truths).filter { $0.1 == truth && truth != .false }.map(\.0)
        }
        return outcome
    }

    /// The truth of a record's conditions for each candidate.
    private func truths(of candidates: [Int], _ record: Plan.RecordPlan, _ context: Context) -> [Truth] {
        var inside = context
        inside.levels.append(-1)
        let level = inside.levels.count - 1
        return candidates.map { candidate in
            guard mayLook(from: context) else { return .unknown }
            inside.levels[level] = candidate
            return truthOfAll(record.conditions, inside)
        }
    }

    /// False when too many records were looked at for the sake of others; what is left is unknown.
    func mayLook(from context: Context) -> Bool {
        guard !context.levels.isEmpty else { return true }
        lookedAt += 1
        return lookedAt <= Evaluator.looksAtMost
    }

    /// True when something was not looked at.
    var isCutShort: Bool { lookedAt > Evaluator.looksAtMost }

    /// Some seconds' worth. No case of people's size comes near it.
    private static let looksAtMost = 10_000_000

    /// The position of the candidate that comes closest, the first of several: true before unknown before false, few
    /// false conditions, many true ones.
    private func closest(
        _ candidates: [Int], _ truths: [Truth], _ record: Plan.RecordPlan, _ context: Context
    ) -> Int? {
        let truth = Kleene.any(truths)
        guard truth != .true else { return truths.firstIndex(of: .true) }
        var best: (position: Int, no: Int, yes: Int)?
        var inside = context
        inside.levels.append(-1)
        let level = inside.levels.count - 1
        for (position, candidate) in candidates.enumerated() where truths[position] == truth {
            guard best == nil || mayLook(from: context) else { break }
            inside.levels[level] = candidate
            var no = 0
            var yes = 0
            forEachTruth(of: record.conditions, inside) { _, result in
                if result == .false { no += 1 } else if result == .true { yes += 1 }
                return true
            }
            if let known = best, (no, -yes) >= (known.no, -known.yes) { continue }
            best = (position, no, yes)
        }
        return best?.position
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
