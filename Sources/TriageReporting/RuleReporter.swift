import TriageModel

/// Rules as text: a table of all, or one with everything.
public enum RuleReporter {
    /// Columns a title needs beside the others; with less it gets a row of its own.
    private static let leastTitle = 24

    /// An aligned table: id, cause, stage, status, title; every line ended by a line feed.
    public static func list(_ rules: [RuleView], options: TextOptions = TextOptions()) -> String {
        var page = TextPage(options: options)
        let heading = ["Rule", "Cause", "Stage", "Status"]
        let rows = rules.map { rule in
            [rule.id, rule.cause, rule.stage, rule.status].map { TerminalText.safe($0, ascii: options.ascii) }
        }
        var widths = heading.map { DisplayWidth.of($0) }
        for row in rows {
            for (column, text) in row.enumerated() { widths[column] = max(widths[column], DisplayWidth.of(text)) }
        }
        let start = widths.reduce(0) { $0 + $1 + 2 }
        let besides = page.width - start >= leastTitle
        let line = { (row: [String]) in
            zip(row, widths).map { TextFit.padded($0, columns: $1) + "  " }.joined()
        }
        page.row([Piece(line(heading) + (besides ? "Title" : ""), .heading)])
        for (row, rule) in zip(rows, rules) {
            if besides {
                page.prose(rule.title, lead: Piece(line(row)))
            } else {
                page.row(line(row))
                page.prose(rule.title, .dim, indent: 4)
            }
        }
        page.gap()
        page.row(Numbers.count(rules.count, "rule", "rules"), .dim)
        return page.text(color: options.color)
    }

    /// One rule with everything, every line ended by a line feed.
    public static func show(_ rule: RuleView, options: TextOptions = TextOptions()) -> String {
        var page = TextPage(options: options)
        let since = rule.since.isEmpty ? "" : " since \(rule.since)"
        let about = [rule.cause, rule.stage, rule.severity, rule.status + since].filter { !$0.isEmpty }
        page.prose([Piece(rule.id, .heading), Piece(": " + about.joined(separator: ", "))])
        page.prose([Piece(TextReport.sentence(rule.title), .strong), Piece(" " + rule.why)], indent: 2)
        page.heading("Matches when" + (rule.subject.isEmpty ? "" : ", for \(rule.subject)"))
        condition(rule.when, depth: 1, on: &page)
        for exception in rule.exceptions {
            page.prose(TextReport.sentence("Not when " + exception.because), indent: 2)
            condition(exception.condition, depth: 2, on: &page)
        }
        page.heading("Confidence")
        for other in rule.cases {
            page.prose("\(other.confidence.rawValue), when", indent: 2)
            condition(other.when, depth: 2, on: &page)
            if !other.note.isEmpty { page.prose("Then it says: \(other.note)", .dim, indent: 4) }
        }
        page.prose(rule.confidence.rawValue + (rule.cases.isEmpty ? "" : " otherwise"), indent: 2)
        list("Near miss", rule.near.isEmpty ? [] : [rule.near], on: &page)
        list("Explains", rule.explains, on: &page)
        steps(rule.resolution, on: &page)
        list("Sources", rule.sources, on: &page)
        list("Samples", rule.proof.isEmpty ? [] : [rule.proof], on: &page)
        list("Written in", rule.file.isEmpty ? [] : [rule.file], on: &page)
        return page.text(color: options.color)
    }

    private static func condition(_ condition: RuleView.Condition, depth: Int, on page: inout TextPage) {
        var stack = [(condition, depth)]
        while let (node, depth) = stack.popLast() {
            page.prose(node.text, indent: min(2 * depth, page.width / 4))
            for child in node.children.reversed() { stack.append((child, depth + 1)) }
        }
    }

    private static func list(_ heading: String, _ items: [String], on page: inout TextPage) {
        guard !items.isEmpty else { return }
        page.heading(heading)
        for item in items { page.prose(item, indent: 2) }
    }

    private static func steps(_ steps: [Diagnosis.Step], on page: inout TextPage) {
        guard !steps.isEmpty else { return }
        page.heading("Resolution")
        for (index, step) in steps.enumerated() {
            let lead = "\(index + 1). "
            page.prose(step.text, step.isRetired ? .dim : .plain, indent: 2, lead: Piece(lead, .strong))
            let indent = 2 + lead.utf8.count
            page.prose([Piece(step.id + (step.source.isEmpty ? "" : ", " + step.source), .dim)], indent: indent)
            if step.isRetired {
                let successor = steps.firstIndex { $0.id == step.replacedBy }.map { $0 + 1 }
                page.retirement(of: step, successor: successor, indent: indent)
            }
        }
    }
}
