import TriageModel
import TriageXML

/// A step as read, with the element it came from.
struct ReadStep {
    var step: Article.Step
    var element: ElementReader
}

/// A file of `rules/articles/` -> ``Article``.
struct ArticleReader {
    /// The article and its steps with their elements.
    func read(_ root: ElementReader, stem: String) -> (article: Article, steps: [ReadStep]) {
        let id = root.required("id")
        if id != stem { root.note("article '\(id)' stands in a file of another name", expected: [id + ".xml"]) }
        var article = Article(id: id, title: root.required("title"), address: root.optional("address") ?? "")
        var seen: Set<String> = []
        article.versions = root.children("version").map { element in
            let version = element.required("id")
            if !seen.insert(version).inserted { element.note("version '\(version)' stands twice") }
            return Article.Version(id: version, dated: element.required("dated"), text: element.words)
        }
        article.history = root.children("event").map(event)
        checkOrder(root.children("event"))
        let steps = root.children("step").map { step($0, of: article) }
        article.steps = steps.map(\.step)
        return (article, steps)
    }

    private func event(_ element: ElementReader) -> Article.Event {
        let date = element.required("date")
        // A month or a year stands for its first day.
        let padded = date + "-01-01".dropFirst(max(0, date.utf8.count - 4))
        if CivilDate(iso: padded) == nil {
            element.note(
                "'\(date)' of attribute 'date' is no day", expected: ["a day or month that exists, like 2023-10-01"])
        }
        return Article.Event(date: date, text: element.words, source: element.required("source"))
    }

    private func checkOrder(_ events: [ElementReader]) {
        for (before, after) in zip(events, events.dropFirst()) {
            let first = before.required("date")
            let second = after.required("date")
            // A month goes before its days: compare as far as both are written.
            let length = min(first.utf8.count, second.utf8.count)
            if second.prefix(length) < first.prefix(length) {
                after.note("event of \(second) stands behind that of \(first)", expected: ["events in order of time"])
            }
        }
    }

    private func step(_ element: ElementReader, of article: Article) -> ReadStep {
        let id = element.required("id")
        if !id.hasPrefix(article.id + "/") {
            element.note("step '\(id)' stands in article '\(article.id)'", expected: [article.id + "/…"])
        }
        let versions = (element.optional("versions") ?? "").split(separator: " ").map(String.init)
        let known = article.versions.map(\.id)
        for version in versions where !known.contains(version) {
            element.note(
                "unknown version '\(version)' of \(article.id)", expected: known.isEmpty ? ["no version"] : known)
        }
        _ = element.day("checked")
        let step = Article.Step(
            id: id, section: element.optional("section") ?? "", versions: versions,
            text: element.requiredChild("text")?.paragraphs ?? "", command: element.child("command")?.code ?? "",
            place: element.optional("where") ?? "", risk: element.choice("risk", of: [.read, .write]) ?? .write,
            verify: element.child("verify")?.code ?? "", expect: element.child("expect")?.words ?? "",
            from: element.day("from"), until: element.day("until"),
            retiredBecause: element.child("retired")?.words ?? "", replacedBy: element.optional("replaced-by") ?? "",
            source: element.required("source"), checked: element.required("checked"), fix: element.child("fix").map(fix)
        )
        checkDates(step, element)
        for code in ["command", "verify"] {
            if let inner = element.child(code) { HoleCheck.check(inner.code, at: inner) }
        }
        if step.fix != nil, step.command.isEmpty {
            element.note("step '\(step.id)' has a fix and no command", expected: ["<command>"])
        }
        return ReadStep(step: step, element: element)
    }

    private func fix(_ element: ElementReader) -> Article.Fix {
        let verify = element.child("verify")
        for inner in element.children { HoleCheck.check(inner.code, at: inner, besides: ["backup", "after"]) }
        return Article.Fix(
            check: element.requiredChild("check")?.code ?? "", backup: element.child("backup")?.code ?? "",
            verify: verify?.code ?? "", expect: verify?.optional("expect") ?? "",
            undo: element.child("undo")?.code ?? "")
    }

    private func checkDates(_ step: Article.Step, _ element: ElementReader) {
        if let from = step.from, let until = step.until, until <= from {
            element.note("step '\(step.id)' is valid on no day: from \(from.iso) until \(until.iso)")
        }
        if step.until != nil, step.retiredBecause.isEmpty {
            element.note("step '\(step.id)' is retired without a reason", expected: ["<retired>why</retired>"])
        }
        if element.optional("until") == nil, !step.retiredBecause.isEmpty {
            element.note("step '\(step.id)' says why it was retired and not when", expected: ["until=\"…\""])
        }
    }
}

/// Checks the holes of commands: `{upn}`.
enum HoleCheck {
    /// Holes the subject fills.
    static let known = ["upn", "sam", "mail", "id", "file"]

    /// Only braces around one lower-case word are holes; all other braces are PowerShell's.
    static func check(_ command: String, at element: ElementReader, besides others: [String] = []) {
        for hole in TemplateHoles(command).names
        where !known.contains(hole) && !others.contains(hole) && hole.utf8.allSatisfy({ $0 &- 0x61 < 26 }) {
            element.note(
                "unknown hole '{\(hole)}' in a command", expected: known.map { "{\($0)}" },
                didYouMean: NameSuggestion.nearest(to: hole, in: known).map { "{\($0)}" })
        }
    }
}
