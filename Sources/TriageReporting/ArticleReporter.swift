import TriageModel

/// An article as text: versions, numbered steps, what is retired and why, history.
public enum ArticleReporter {
    /// The article, every line ended by a line feed.
    public static func render(_ article: ArticleView, options: TextOptions = TextOptions()) -> String {
        var page = TextPage(options: options)
        page.prose([Piece(article.id, .heading), Piece(": " + article.title)])
        if !article.address.isEmpty { page.command(article.address, indent: 2, role: .dim) }
        versions(article, on: &page)
        steps(article, on: &page)
        history(article, on: &page)
        return page.text(color: options.color)
    }

    private static func versions(_ article: ArticleView, on page: inout TextPage) {
        guard !article.versions.isEmpty else { return }
        page.heading("Versions")
        for version in article.versions {
            let dated = version.dated.isEmpty ? "" : version.dated + ": "
            let start = TextFit.padded(TerminalText.safe(version.id, ascii: page.ascii), columns: 3)
            page.prose([Piece(dated, .dim), Piece(version.text)], indent: 2, lead: Piece(start + " ", .strong))
        }
    }

    private static func steps(_ article: ArticleView, on page: inout TextPage) {
        guard !article.steps.isEmpty else { return }
        page.heading("Steps, as of \(article.asOf.iso)")
        var section = ""
        let digits = String(article.steps.count).utf8.count
        for (index, view) in article.steps.enumerated() {
            if view.section != section && !view.section.isEmpty {
                page.gap()
                page.row([Piece("  " + view.section, .strong)])
            }
            section = view.section
            let number = String(index + 1)
            let lead = String(repeating: " ", count: digits - number.utf8.count) + number + ". "
            step(view, lead: lead, in: article, on: &page)
        }
    }

    private static func step(_ view: ArticleView.Step, lead: String, in article: ArticleView, on page: inout TextPage) {
        let step = view.step
        let mark = step.isRetired ? page.glyphs.retired + " " : "  "
        let indent = 2 + lead.utf8.count
        page.prose(step.text, step.isRetired ? .dim : .plain, lead: Piece(mark + lead, .strong))
        if step.isRetired {
            let successor = article.steps.firstIndex { $0.step.id == step.replacedBy }.map { $0 + 1 }
            page.retirement(of: step, successor: successor, indent: indent)
        }
        var about = step
        if about.source.hasPrefix(article.id) { about.source = "" }
        let versions = view.versions.isEmpty ? [] : ["\(article.id) \(view.versions.joined(separator: " "))"]
        let checked = view.checked.isEmpty ? [] : ["checked \(view.checked)"]
        page.about(about, asOf: article.asOf, first: [step.id], last: versions + checked, indent: indent)
        if !step.command.isEmpty {
            page.command(step.command, indent: indent + 2, role: step.isRetired ? .dim : .command)
        }
        if !step.isRetired { page.check(step, indent: indent) }
    }

    private static func history(_ article: ArticleView, on page: inout TextPage) {
        guard !article.history.isEmpty else { return }
        page.heading("History")
        for event in article.history {
            let date = TextFit.padded(TerminalText.safe(event.date, ascii: page.ascii), columns: 10)
            let source = event.source.isEmpty ? "" : " (\(event.source))"
            page.prose([Piece(event.text), Piece(source, .dim)], indent: 2, lead: Piece(date + "  ", .strong))
        }
    }
}
