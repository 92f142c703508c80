import TriageModel
import TriageXML

/// Checks rules against each other and against the articles.
struct RuleLint {
    let articles: [Article]

    func run(_ rules: [ReadRule]) {
        checkTwice(rules)
        let ids = rules.map(\.rule.id)
        let known = Set(ids)
        let steps = articles.flatMap { $0.steps.map(\.id) }
        let knownSteps = Set(steps)
        for read in rules {
            for explained in read.explains {
                if explained.id == read.rule.id {
                    explained.element.note("rule '\(read.rule.id)' explains itself")
                } else if !known.contains(explained.id) {
                    explained.element.noteUnknown("rule", explained.id, known: ids)
                }
            }
            for use in read.steps where !knownSteps.contains(use.id) {
                use.element.noteUnknown("step", use.id, known: steps)
            }
            for (source, element) in read.sources { checkVersion(source, element) }
        }
    }

    private func checkTwice(_ rules: [ReadRule]) {
        var byID: [String: ReadRule] = [:]
        var byCause: [String: [Rule.Subject: ReadRule]] = [:]
        for read in rules {
            if let other = byID.updateValue(read, forKey: read.rule.id) {
                read.element.note("rule '\(read.rule.id)' stands twice: also \(place(other))")
                continue
            }
            // What a dump shows and what an error shows of one cause are two rules.
            if let other = byCause[read.rule.cause, default: [:]].updateValue(read, forKey: read.rule.subject) {
                read.element.note(
                    "cause \(read.rule.cause) has two rules about the same subject: also \(place(other)); one cause, one rule"
                )
            }
        }
    }

    private func place(_ read: ReadRule) -> String { "\(read.rule.file):\(read.rule.line)" }

    private func checkVersion(_ source: Rule.Source, _ element: ElementReader) {
        guard !source.version.isEmpty, let article = articles.first(where: { $0.id == source.article }) else { return }
        let versions = article.versions.map(\.id)
        guard !versions.contains(source.version) else { return }
        element.note(
            "unknown version '\(source.version)' of \(source.article)",
            expected: versions.isEmpty ? ["no version"] : versions,
            didYouMean: NameSuggestion.nearest(to: source.version, in: versions))
    }
}
