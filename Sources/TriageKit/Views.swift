public import TriageModel
public import TriageReporting
public import TriageRules

extension Triage {
    /// An article with its steps as they stand on a day; nil when there is none of that name or number.
    public func article(_ name: String, asOf: CivilDate) -> ArticleView? {
        let wanted = name.asciiLowercased
        guard
            let article = knowledge.articles.first(where: {
                let id = $0.id.asciiLowercased
                return id == wanted || id == "kb" + wanted
            })
        else { return nil }
        return ArticleView(
            id: article.id, title: article.title, address: article.address, asOf: asOf,
            versions: article.versions.map { .init(id: $0.id, dated: $0.dated, text: $0.text) },
            steps: article.steps.map {
                .init(step: $0.shown(asOf: asOf), section: $0.section, versions: $0.versions, checked: $0.checked)
            }, history: article.history.map { .init(date: $0.date, text: $0.text, source: $0.source) })
    }

    /// A rule in words.
    public func view(of rule: Rule, asOf: CivilDate) -> RuleView {
        let vocabulary = knowledge.vocabulary
        let kind: String? = if case .record(let name) = rule.subject { name } else { nil }
        return RuleView(
            id: rule.id, cause: rule.cause, stage: rule.stage, severity: rule.severity, status: rule.status,
            since: rule.since, title: rule.title, why: rule.why, subject: Self.words(rule.subject, vocabulary),
            when: Self.words(rule.when, vocabulary, of: kind),
            exceptions: rule.exceptions.map {
                .init(because: $0.because, condition: Self.words($0.condition, vocabulary, of: kind))
            }, confidence: rule.confidence,
            cases: rule.cases.map {
                .init(when: Self.words($0.when, vocabulary, of: kind), confidence: $0.confidence, note: $0.note)
            }, near: rule.near.map { "\($0.field) within \($0.within)" } ?? "", explains: rule.explains,
            resolution: rule.resolution.compactMap { knowledge.step($0)?.shown(asOf: asOf) },
            sources: rule.sources.map(Self.words), proof: rule.proof, file: rule.file)
    }

    private static func words(_ subject: Rule.Subject, _ vocabulary: Vocabulary) -> String {
        switch subject {
        case .person: "every person"
        case .ticket: "the ticket"
        case .record(let kind): "every " + (vocabulary.kind(kind)?.label ?? kind)
        }
    }

    /// A condition line by line: what contains others says only how they count together.
    private static func words(
        _ condition: Condition, _ vocabulary: Vocabulary, of kind: String?, bindings: [String: String] = [:]
    ) -> RuleView.Condition {
        var inner = kind
        var known = bindings
        if case .anyRecord(let test) = condition.test { (inner, known[test.bind]) = (test.kind, test.kind) }
        if case .noRecord(let test) = condition.test { (inner, known[test.bind]) = (test.kind, test.kind) }
        return .init(
            condition.headline(in: vocabulary, of: kind, bindings: bindings),
            condition.parts.map { words($0, vocabulary, of: inner, bindings: known) })
    }

    private static func words(_ source: Rule.Source) -> String {
        var text = source.article
        if !source.version.isEmpty { text += " " + source.version }
        if !source.section.isEmpty { text += ", " + source.section }
        if !source.checked.isEmpty { text += " (checked " + source.checked + ")" }
        return text
    }
}

extension Condition {
    /// The conditions inside of this one.
    var parts: [Condition] {
        switch test {
        case .all(let inner), .any(let inner), .atLeast(_, let inner): inner
        case .not(let inner): [inner]
        case .anyRecord(let record), .noRecord(let record): record.conditions
        case .field, .compare, .text, .happened: []
        }
    }
}

extension Article.Step {
    /// The step as it stands on a day, holes unfilled.
    func shown(asOf: CivilDate) -> Diagnosis.Step {
        Diagnosis.Step(
            id: id, text: text, command: command, place: place, risk: risk, verify: verify, expect: expect,
            source: source, validFrom: from, retired: until, isRetired: until.map { $0 <= asOf } ?? false,
            retiredBecause: retiredBecause, replacedBy: replacedBy)
    }
}
