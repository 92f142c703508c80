import TriageModel
import TriageRules

/// Judges one rule for one subject.
///
/// A class: whoever runs rules hands it on for each of them, and a vocabulary is made of many lists.
final class RuleJudge {
    let evaluator: Evaluator
    private let vocabulary: Vocabulary

    init(evaluator: Evaluator, vocabulary: Vocabulary) {
        self.evaluator = evaluator
        self.vocabulary = vocabulary
    }

    /// The verdict's kind where nothing else of it is needed: undecided, or ruled out without being near. Nil: it has
    /// to be judged in full.
    func briefStatus(_ plan: RulePlan, _ subject: CaseSubject) -> Diagnosis.Status? {
        let context = context(of: subject)
        var truth = Truth.unknown
        var missed: Plan? = plan.when
        if case .all(let inner) = plan.when.test {
            (truth, missed) = evaluator.truthOfAllButOne(inner, context)
        } else {
            truth = evaluator.truth(plan.when, context)
        }
        if truth == .false, !(missed.map { NearMiss.isPossible(for: $0, near: plan.rule.near) } ?? false) {
            return .ruledOut
        }
        guard truth == .unknown else { return nil }
        return plan.exceptions.contains { evaluator.truth($0, context) == .true } ? .ruledOut : .undecided
    }

    /// The whole verdict, with everything that led to it.
    func judge(_ plan: RulePlan, _ subject: CaseSubject) -> SubjectVerdict {
        let context = context(of: subject)
        var verdict = weighed(plan, subject, context)
        guard verdict.when.truth != .false else { return verdict }
        verdict.exceptions = plan.exceptions.map { evaluator.evaluate($0, context) }
        if verdict.exceptions.contains(where: { $0.truth == .true }) {
            verdict.status = .ruledOut
        } else if verdict.status == .matched {
            conclude(&verdict, plan, context)
        }
        return verdict
    }

    /// The verdict's kind and measure alone: nothing of its exceptions is kept, and nothing concluded.
    func measured(_ plan: RulePlan, _ subject: CaseSubject) -> SubjectVerdict {
        let context = context(of: subject)
        var verdict = weighed(plan, subject, context)
        if verdict.when.truth != .false, plan.exceptions.contains(where: { evaluator.truth($0, context) == .true }) {
            verdict.status = .ruledOut
        }
        return verdict
    }

    /// What a person who matches is measured by (``SubjectVerdict/threshold``), where that is a field of one record and
    /// can be told without the tree; else nil, and `isTold` is false.
    func threshold(_ plan: RulePlan, of person: Int) -> (isTold: Bool, threshold: Threshold?) {
        let context = Evaluator.Context(person: person)
        var open = [plan.when]
        while let next = open.popLast() {
            switch next.test {
            case .all, .any, .not, .atLeast: open.append(contentsOf: next.children.reversed())
            case .anyRecord, .noRecord: return (false, nil)
            case .compare, .text, .happened: continue
            case .field(let field):
                guard case .kind(let kind) = field.origin else { return (false, nil) }
                let records = evaluator.owned(kind, context)
                guard records.count <= 1 else { return (false, nil) }
                if let record = records.first,
                    let threshold = Threshold(field, evaluator.reader.read(field.path, of: record))
                {
                    return (true, threshold)
                }
            }
        }
        return (true, nil)
    }

    /// What the condition alone comes to: for who knows the verdict's kind.
    func condition(_ plan: RulePlan, _ subject: CaseSubject) -> SubjectVerdict {
        weighed(plan, subject, context(of: subject))
    }

    /// An open verdict of which nothing was worked out.
    func unasked(_ plan: RulePlan, _ subject: CaseSubject) -> SubjectVerdict {
        SubjectVerdict(
            subject: subject, status: .undecided, when: Outcome(plan.when, .unknown), exceptions: [],
            confidence: plan.rule.confidence)
    }

    /// True when something speaks for the condition.
    func isSupported(_ plan: RulePlan, _ subject: CaseSubject) -> Bool {
        evaluator.isSupported(plan.when, context(of: subject))
    }

    /// False for a person of whom no value is near a limit by the rule's own measure.
    func mayBeNear(_ plan: RulePlan, _ person: Int) -> Bool {
        guard let near = plan.rule.near else { return false }
        let context = Evaluator.Context(person: person)
        var open = [plan.when]
        while let next = open.popLast() {
            open += next.children
            guard case .field(let field) = next.test, Threshold.isOne(next) else { continue }
            guard case .kind(let kind) = field.origin else { return true }
            for record in evaluator.owned(kind, context) {
                if let threshold = Threshold(field, evaluator.reader.read(field.path, of: record)),
                    NearMiss.isNear(threshold, next, near)
                {
                    return true
                }
            }
        }
        return false
    }

    /// What follows from the condition, before the exceptions are looked at.
    private func weighed(
        _ plan: RulePlan, _ subject: CaseSubject, _ context: Evaluator.Context
    ) -> SubjectVerdict {
        let when = evaluator.evaluate(plan.when, context)
        var verdict = SubjectVerdict(
            subject: subject, status: .ruledOut, when: when, exceptions: [], confidence: plan.rule.confidence)
        switch when.truth {
        case .true: verdict.status = .matched
        case .unknown: verdict.status = .undecided
        case .false:
            verdict.nearMiss = NearMiss.find(in: when, near: plan.rule.near)
            if verdict.nearMiss != nil { verdict.status = .nearMiss }
        }
        return verdict
    }

    /// The person an event is about; the only person, when it names nobody.
    func person(of subject: CaseSubject) -> Int? {
        switch subject {
        case .person(let person): person
        case .record(let record): evaluator.file.people.personOfRecord[record] ?? evaluator.file.only
        case .ticket: nil
        case .unseen: evaluator.file.complainant ?? evaluator.file.only
        }
    }

    private func context(of subject: CaseSubject) -> Evaluator.Context {
        switch subject {
        case .person(let person): Evaluator.Context(person: person)
        case .record(let record): Evaluator.Context(person: person(of: subject), levels: [record])
        case .ticket: Evaluator.Context(isTicket: true)
        case .unseen: Evaluator.Context(person: person(of: subject), levels: [-1])
        }
    }

    /// Confidence, case and remarks of a match.
    private func conclude(_ verdict: inout SubjectVerdict, _ plan: RulePlan, _ context: Evaluator.Context) {
        var open: [(chosen: Rule.Case, plan: Plan)] = []
        for (chosen, condition) in zip(plan.rule.cases, plan.cases) {
            let outcome = evaluator.evaluate(condition, context)
            if outcome.truth == .unknown { open.append((chosen, condition)) }
            guard outcome.truth == .true else { continue }
            verdict.conclusion = chosen
            verdict.confidence = chosen.confidence
            if !chosen.note.isEmpty { verdict.notes.append(chosen.note) }
            break
        }
        // Only what would make it surer is worth saying.
        for (chosen, condition) in open where chosen.confidence > verdict.confidence {
            verdict.notes.append(
                "With \(chosen.confidence.rawValue) confidence, if this were known to hold: \(words(condition)).")
        }
        if case .record(let record) = verdict.subject, let run = evaluator.laterSuccess.run(after: record) {
            let place = evaluator.file.place(of: run)
            verdict.notes.append(
                "The same command was run again later, and no error followed (\(place)): this may be solved.")
            verdict.confidence = .low
        }
        for (exception, outcome) in zip(plan.rule.exceptions, verdict.exceptions) where outcome.truth == .unknown {
            verdict.notes.append("It is not known whether \(exception.because).")
            if exception.lowersConfidenceWhenUnknown { verdict.confidence = verdict.confidence.lowered }
        }
    }

    /// What is missing to be surer of a match: for cases of a higher confidence, and to rule out exceptions that lower it.
    func missingForConfidence(_ verdict: SubjectVerdict, _ plan: RulePlan) -> [String] {
        let context = context(of: verdict.subject)
        var missing: [String] = []
        for (chosen, condition) in zip(plan.rule.cases, plan.cases) where chosen.confidence > verdict.confidence {
            let outcome = evaluator.evaluate(condition, context)
            if outcome.truth == .unknown { missing += outcome.missingPaths() }
        }
        for (exception, outcome) in zip(plan.rule.exceptions, verdict.exceptions)
        where outcome.truth == .unknown && exception.lowersConfidenceWhenUnknown {
            missing += outcome.missingPaths()
        }
        return missing.uniqued()
    }

    private func words(_ plan: Plan) -> String {
        let words = plan.condition.plainText(in: vocabulary, of: plan.kind, bindings: plan.bindings)
        guard words.count > 240 else { return words }
        return words.prefix(240).trimmed + "…"
    }
}
