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
        case .compare, .text, .happened: return evaluate(plan, context).truth
        }
    }

    /// The truth of conditions that must all hold; stops at the first that does not.
    private func truthOfAll(_ plans: [Plan], _ context: Context) -> Truth {
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
    private func forEachTruth(of plans: [Plan], _ context: Context, _ wantsMore: (Plan, Truth) -> Bool) {
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
            var inside = context
            inside.levels.append(-1)
            let level = inside.levels.count - 1
            var truth = Truth.false
            for candidate in candidates {
                inside.levels[level] = candidate
                truth = truth | truthOfAll(record.conditions, inside)
                if truth == .true { break }
            }
            return truth
        }
        return (truth, [])
    }

    /// The records an any-record looks through; nil when there is none. Of the whole case those are left out, once for
    /// all subjects, that fail by themselves: most rules that compare each subject with the case ask for few of them.
    private func openCandidates(for record: Plan.RecordPlan, _ plan: Plan, _ context: Context) -> [Int]? {
        guard let all = candidates(for: record, context), !all.isEmpty else { return nil }
        guard record.scope == .case, record.via == nil, !record.ownConditions.isEmpty, all.count > 8 else { return all }
        if let known = openRecords[plan.number] { return known }
        var inside = context
        inside.levels.append(-1)
        let level = inside.levels.count - 1
        let open = all.filter { candidate in
            inside.levels[level] = candidate
            return truthOfAll(record.ownConditions, inside) != .false
        }
        openRecords[plan.number] = open
        return open
    }

    private func bound(
        _ record: Plan.RecordPlan, _ plan: Plan, _ context: Context
    ) -> (truth: Truth, holding: [Int]) {
        guard let candidates = openCandidates(for: record, plan, context) else { return (.unknown, []) }
        let truths = candidates.map { candidate in
            var inside = context
            inside.levels.append(candidate)
            return truthOfAll(record.conditions, inside)
        }
        let truth = Kleene.any(truths)
        return (truth, zip(candidates, truths).filter { $0.1 == truth && truth != .false }.map(\.0))
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
