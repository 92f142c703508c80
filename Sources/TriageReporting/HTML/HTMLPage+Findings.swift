import TriageModel

extension HTMLPage {
    /// People named within a finding; all of them stand in the table.
    private static let mostPeople = 6

    mutating func findings() {
        for finding in diagnosis.findings.prefix(Self.mostEntries) { self.finding(finding) }
        more(diagnosis.findings.count - Self.mostEntries, "finding", "findings")
    }

    private mutating func finding(_ finding: Diagnosis.Finding) {
        let anchor = Self.anchor(finding.rule)
        html.start(.article, [.id(anchor), .class("finding card"), .labelledBy(anchor + "-h")])
        html.start(.header)
        html.start(.h3, [.id(anchor + "-h")])
        html.element(.a, [.class("cause"), .href(id: anchor)], finding.cause)
        html.text(" " + finding.title)
        html.end()
        html.start(.p, [.class("facts")])
        confidence(finding.confidence)
        if let stage = context.vocabulary.stages.first(where: { $0.name == finding.stage }) { chip(stage.label) }
        if finding.alsoFound { chip("about others") }
        if let whom = words.whom(finding) {
            html.element(.span, [.class("quiet")], "for ")
            name(whom)
        }
        html.end()
        html.end()
        if !finding.why.isEmpty { html.element(.p, [], finding.why) }
        if let explainer = finding.explainedBy {
            html.start(.p)
            html.text("It follows from ")
            cause(names[explainer]?.cause ?? explainer, rule: explainer, link: true)
            html.text(".")
            html.end()
        }
        for note in finding.notes.prefix(8) { html.element(.p, [.class("note")], TextReport.sentence(note)) }
        people(of: finding)
        html.start(.div, [.class("proof")])
        html.start(.div)
        html.element(.h4, [], "The proof")
        evidence(finding, anchor: anchor)
        html.end()
        html.start(.div)
        html.element(.h4, [], "Why it holds")
        conditions(finding, anchor: anchor)
        counterfactual(finding)
        html.end()
        html.end()
        steps(finding, anchor: anchor)
        html.end()
    }

    private mutating func counterfactual(_ finding: Diagnosis.Finding) {
        guard !finding.counterfactual.isEmpty else { return }
        html.start(.p, [.class("counter")])
        html.element(.strong, [], "It would be different if ")
        let start = "it would not fire if "
        let text = finding.counterfactual
        html.text(TextReport.sentence(text.hasPrefix(start) ? String(text.dropFirst(start.count)) : text))
        html.end()
    }

    private mutating func people(of finding: Diagnosis.Finding) {
        let measured = finding.subjects.filter {
            ($0.value != nil || $0.distance != nil) && VerdictWords.isTelling($0.distance)
        }
        guard finding.subjects.count > 1 || !measured.isEmpty else { return }
        html.start(.ul, [.class("subjects")])
        for subject in finding.subjects.prefix(Self.mostPeople) {
            html.start(.li)
            html.element(.bdi, [.class("affected")], subject.id)
            if let words = VerdictWords.measured(subject) { html.text(" " + words) }
            html.end()
        }
        html.end()
        let left = finding.subjects.count - Self.mostPeople
        if left > 0 {
            html.start(.p, [.class("quiet")])
            html.element(.a, [.href(id: Section.people.rawValue)], "and \(Numbers.count(left, "more", "more"))")
            html.end()
        }
    }
}
