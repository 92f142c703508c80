import TriageModel
import TriageRules

extension Evaluator {
    /// A field of the record at hand, or of the subject's records of a kind.
    func evaluate(_ field: Plan.FieldPlan, _ plan: Plan, _ context: Context) -> Outcome {
        guard case .kind(let kind) = field.origin else {
            return evaluate(field, plan, records(of: field.origin, context), isEvent: false)
        }
        return remember(plan, scopeKey(.subject, kind: kind, context)) {
            evaluate(field, plan, owned(kind, context), isEvent: file.about[kind] == .event)
        }
    }

    /// The records a field or an operand speaks of.
    func records(of origin: Plan.Origin, _ context: Context) -> [Int] {
        switch origin {
        case .level(let level): context.record(at: level)
        case .bound(let name): context.bindings[name] ?? []
        case .kind(let kind): owned(kind, context)
        case .nothing: []
        }
    }

    private func evaluate(_ field: Plan.FieldPlan, _ plan: Plan, _ records: [Int], isEvent: Bool) -> Outcome {
        guard !records.isEmpty else {
            var outcome = Outcome(plan, .unknown)
            outcome.missing = [field.path.text]
            return outcome
        }
        let readings = records.map { reader.read(field.path, of: $0) }
        let answers = readings.map { answer(field, $0) }
        return isEvent || records.count == 1
            ? outcome(plan, field, readings, answers) : agreed(plan, field, readings, answers)
    }

    /// The subject's records of a kind.
    func owned(_ kind: Int, _ context: Context) -> [Int] {
        context.isTicket ? file.all(ofKind: kind) : file.records(ofKind: kind, person: context.person)
    }

    func answer(_ field: Plan.FieldPlan, _ reading: Reading) -> Truth {
        let kind = file.kind(of: reading.record)
        return FieldAnswer(field: field, isEvent: kind >= 0 && file.about[kind] == .event, scanner: scanner)
            .answer(reading)
    }

    /// Of things that happened it is enough that one is so.
    private func outcome(_ plan: Plan, _ field: Plan.FieldPlan, _ readings: [Reading], _ answers: [Truth]) -> Outcome {
        let truth = Kleene.any(answers)
        var outcome = Outcome(plan, truth)
        outcome.readings = zip(readings, answers).filter { $0.1 == truth }.map(\.0)
        if truth == .false { outcome.readings = Array(readings.prefix(1)) }
        addMissing(&outcome, field)
        return outcome
    }

    /// Of things that are, all sources must agree; what a record does not mention, another may.
    private func agreed(_ plan: Plan, _ field: Plan.FieldPlan, _ readings: [Reading], _ answers: [Truth]) -> Outcome {
        var outcome = Outcome(plan, field.agreed(answers))
        if case .absent = field.comparison {
            outcome.readings = readings
            return outcome
        }
        let decided = zip(readings, answers).filter { $0.1 != .unknown }
        outcome.readings = decided.isEmpty ? Array(readings.prefix(1)) : decided.map(\.0)
        // Two objects that differ do not tell which of them counts.
        if outcome.truth == .unknown, !decided.isEmpty { outcome.remark = "records differ" }
        addMissing(&outcome, field)
        return outcome
    }

    private func addMissing(_ outcome: inout Outcome, _ field: Plan.FieldPlan) {
        guard outcome.truth == .unknown else { return }
        outcome.missing = [field.path.text]
        if outcome.remark.isEmpty, let reading = outcome.readings.first, case .unknown(let why) = reading.state {
            outcome.remark = why
        }
    }
}
