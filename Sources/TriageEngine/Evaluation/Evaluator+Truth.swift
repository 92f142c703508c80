import TriageModel
import TriageRules

extension Evaluator {
    /// The truth of a condition without what led to it: all that most subjects of most rules ask for. The same as
    /// `evaluate(plan, context).truth`, at a fraction of the cost.
    func truth(_ plan: Plan, _ context: Context) -> Truth {
        switch plan.test {
        case .all(let inner): return truthOfAll(inner, context)
        case .any(let inner):
            var truth = Truth.false
            for child in inner {
                truth = truth | self.truth(child, context)
                if truth == .true { break }
            }
            return truth
        case .not(let inner): return !truth(inner, context)
        case .atLeast(let count, let inner): return Kleene.atLeast(count, inner.map { truth($0, context) })
        case .field(let field): return truth(field, plan, context)
        case .anyRecord(let record): return truth(record, plan, context).truth
        case .noRecord(let record): return !truth(record, plan, context).truth
        case .compare(let compare): return truth(compare, context)
        case .text, .happened: return evaluate(plan, context).truth
        }
    }

    /// The truth of conditions that must all hold; stops at the first that does not.
    func truthOfAll(_ plans: [Plan], _ context: Context) -> Truth {
        var truth = Truth.true
        forEachTruth(of: plans, context) { _, result in
            truth = truth & result
            return result != .false
        }
        return truth
    }

    /// Whether conditions hold that must all hold. Of false ones also the condition that would make them hold if it
    /// did: it alone is false and no other unknown.
    func truthOfAllButOne(_ plans: [Plan], _ context: Context) -> (truth: Truth, missed: Plan?) {
        var missed: Plan?
        var falseCount = 0
        var unknownCount = 0
        forEachTruth(of: plans, context) { plan, result in
            if result == .false {
                falseCount += 1
                missed = plan
            } else if result == .unknown {
                unknownCount += 1
            }
            return falseCount == 0 || falseCount + unknownCount < 2
        }
        let truth: Truth = falseCount > 0 ? .false : unknownCount > 0 ? .unknown : .true
        return (truth, falseCount == 1 && unknownCount == 0 ? missed : nil)
    }

    /// Hands over the truth of one condition after the other, as long as more are wanted.
    func forEachTruth(of plans: [Plan], _ context: Context, _ wantsMore: (Plan, Truth) -> Bool) {
        var inside = context
        for plan in plans {
            let result: Truth
            if case .anyRecord(let record) = plan.test, !record.bind.isEmpty {
                let found = self.truth(record, plan, inside)
                inside.bindings[record.bind] = found.holding
                result = found.truth
            } else {
                result = self.truth(plan, inside)
            }
            if !wantsMore(plan, result) { return }
        }
    }

    private func truth(_ field: Plan.FieldPlan, _ plan: Plan, _ context: Context) -> Truth {
        guard case .kind(let kind) = field.origin else {
            return truth(field, records(of: field.origin, context), isEvent: false)
        }
        return rememberTruth(plan, scopeKey(.subject, kind: kind, context)) {
            truth(field, owned(kind, context), isEvent: file.about[kind] == .event)
        }
    }

    private func truth(_ field: Plan.FieldPlan, _ records: [Int], isEvent: Bool) -> Truth {
        guard records.count != 1 else { return answer(field, reader.read(field.path, of: records[0])) }
        guard !records.isEmpty else { return .unknown }
        let answers = records.map { answer(field, reader.read(field.path, of: $0)) }
        return isEvent ? Kleene.any(answers) : field.agreed(answers)
    }

    /// Whether a record holds, and for bindings which ones.
    private func truth(_ record: Plan.RecordPlan, _ plan: Plan, _ context: Context) -> (truth: Truth, holding: [Int]) {
        guard record.bind.isEmpty else { return bound(record, plan, context) }
        let key = record.isSelfContained ? scopeKey(record.scope, kind: record.kind, context) : nil
        let truth = rememberTruth(plan, key) {
            guard let candidates = openCandidates(for: record, plan, context) else { return .unknown }
            var truth = Truth.false
            forEachTruth(of: candidates, record, context) { result in
                truth = truth | result
                return truth != .true
            }
            return truth
        }
        return (truth, [])
    }

    /// A record an any-record looks at, with the truth of the conditions that look at nothing else.
    struct Candidate {
        var record: Int
        var own: Truth
    }

    /// The records an any-record looks through; nil when there is none. Those are left out, once for all that look at
    /// the same records, that fail by themselves: most rules that compare records ask for few of them.
    private func openCandidates(
        for record: Plan.RecordPlan, _ plan: Plan, _ context: Context
    ) -> [Candidate]? {
        guard let all = candidates(for: record, context), !all.isEmpty else { return nil }
        let scope = record.via == nil && all.count > 8 ? scopeKey(record.scope, kind: record.kind, context) : nil
        guard let scope else { return ownCandidates(all, record, context) }
        let memory = Memory(plan: plan.number, scope: scope)
        if let known = openRecords[memory] { return known }
        let open = ownCandidates(all, record, context)
        openRecords[memory] = open
        return open
    }

    private func ownCandidates(_ all: [Int], _ record: Plan.RecordPlan, _ context: Context) -> [Candidate] {
        var inside = context
        inside.levels.append(-1)
        let level = inside.levels.count - 1
        return all.compactMap { candidate in
            inside.levels[level] = candidate
            let own = truthOfAll(record.ownConditions, inside)
            return own == .false ? nil : Candidate(record: candidate, own: own)
        }
    }

    /// Hands over the truth of one candidate after the other, as long as more are wanted. Records that are looked at
    /// for the sake of another one make a product: past a bound nothing is said of the rest, so that a case of any size
    /// ends.
    private func forEachTruth(
        of candidates: [Candidate], _ record: Plan.RecordPlan, _ context: Context, _ wantsMore: (Truth) -> Bool
    ) {
        var inside = context
        inside.levels.append(-1)
        let level = inside.levels.count - 1
        for candidate in candidates {
            guard mayLook(from: context) else {
                _ = wantsMore(.unknown)
                return
            }
            inside.levels[level] = candidate.record
            let truth =
                record.otherConditions.isEmpty
                ? candidate.own : candidate.own & truthOfAll(record.otherConditions, inside)
            if !wantsMore(truth) { return }
        }
    }

    private func bound(
        _ record: Plan.RecordPlan, _ plan: Plan, _ context: Context
    ) -> (truth: Truth, holding: [Int]) {
        guard let candidates = openCandidates(for: record, plan, context) else { return (.unknown, []) }
        var truths: [Truth] = []
        forEachTruth(of: candidates, record, context) { truth in
            truths.append(truth)
            return true
        }
        let truth = Kleene.any(truths)
        return (truth, zip(candidates, truths).filter { $0.1 == truth && truth != .false }.map(\.0.record))
    }
}

extension Plan.FieldPlan {
    /// What sources that must agree say together; what one does not mention, another may.
    func agreed(_ answers: [Truth]) -> Truth {
        if case .absent = comparison { return Kleene.all(answers) }
        let isTrue = answers.contains(.true)
        let isFalse = answers.contains(.false)
        return isTrue == isFalse ? .unknown : Truth(isTrue)
    }
}
