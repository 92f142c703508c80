import TriageModel

extension QueuePage {
    /// Rows that stand in the page itself; the others are in the embedded data.
    private static let mostRows = 500
    private static let mostNext = 160

    /// A table of the tickets. With the script it holds all of them and can be searched, filtered, sorted and saved;
    /// without it the worst are shown, and the page says so.
    mutating func tickets() {
        html.start(.div, [.id("queue-table"), .class("people")])
        html.start(.p, [.class("quiet"), .id("queue-say"), .role("status")])
        html.text(
            rows.count > Self.mostRows
                ? "The worst \(Numbers.grouped(Self.mostRows)) of \(Numbers.grouped(rows.count)). The script of this page would show all of them, and it does not run here."
                : Numbers.count(rows.count, "ticket", "tickets") + ", worst first.")
        html.end()
        html.start(.div, [.class("code"), .focusable, .role("group"), .label("Table of the tickets")])
        html.start(.table, [.class("list")])
        html.start(.thead)
        html.start(.tr)
        for column in ["Ticket", "Verdict", "Confidence", "Who", "People", "Created", "Next"] {
            html.element(.th, [.scope("col")], column)
        }
        html.end()
        html.end()
        html.start(.tbody)
        for row in rows.prefix(Self.mostRows) { self.row(row) }
        html.end()
        html.end()
        html.end()
        html.end()
        if view.unlisted > 0 {
            html.element(
                .p, [.class("note")],
                "\(Numbers.count(view.unlisted, "more ticket is", "more tickets are")) counted and not listed here.")
        }
        html.start(.script, [.type("application/json"), .id("queue-data")])
        html.data(data())
        html.end()
    }

    private mutating func row(_ row: QueuePageView.Row) {
        html.start(.tr)
        html.start(.td)
        name(row.id, report: row.report)
        html.end()
        html.start(.td)
        if let cause = row.cause {
            html.element(
                .a, [.class("cause"), .href(id: Self.anchor(view.causes[cause].rule))], view.causes[cause].cause)
            if row.more > 0 { html.text(" +\(row.more)") }
        } else {
            html.text(Self.words(row.verdict))
        }
        if let reason = row.acknowledged { html.element(.p, [.class("quiet")], reason) }
        html.end()
        html.element(.td, [], row.confidence?.rawValue ?? "")
        html.start(.td)
        html.element(.bdi, [], row.person ?? "")
        html.end()
        html.element(.td, [.class("num")], row.people > 0 ? Numbers.grouped(row.people) : "")
        html.element(.td, [.class("num")], row.day.map(Self.day) ?? "")
        html.element(.td, [], Self.short(row.next))
        html.end()
    }

    static func words(_ verdict: Diagnosis.Verdict) -> String {
        switch verdict {
        case .cause: "cause found"
        case .insufficient: "cannot be told yet"
        case .healthy: "no fault"
        case .offTopic: "something else"
        case .unreadable: "not read"
        }
    }

    private static func day(_ days: Int) -> String {
        let (year, month, day) = CivilDate.fromDays(days)
        return CivilDate(year: year, month: month, day: day).iso
    }

    private static func short(_ text: String) -> String {
        text.utf8.count <= mostNext ? text : String(text.prefix(mostNext)) + "\u{2026}"
    }

    /// A list a column, rows in the order of the page; texts that repeat stand once.
    private func data() -> JSONWriter {
        var json = JSONWriter(escapesMarkup: true)
        json.beginObject()
        json.key("causes")
        json.beginArray()
        for cause in view.causes {
            json.beginArray()
            json.string(TerminalText.safe(cause.cause))
            json.string(TerminalText.safe(cause.title))
            json.string(Self.anchor(cause.rule))
            json.endArray()
        }
        json.endArray()
        json.key("verdicts")
        json.beginArray()
        for verdict in Diagnosis.Verdict.allCases { json.string(Self.words(verdict)) }
        json.endArray()
        var steps: [String: Int] = [:]
        var texts: [String] = []
        // All rows that have no details have the same step: none.
        var none = 0
        var hasNone = false
        for row in rows where !(row.isPlain && hasNone) {
            let step = row.next
            if steps[step] == nil {
                steps[step] = texts.count
                texts.append(step)
            }
            guard row.isPlain else { continue }
            hasNone = true
            none = steps[step] ?? 0
        }
        json.key("steps")
        json.beginArray()
        for text in texts { json.string(TerminalText.safe(Self.short(text))) }
        json.endArray()
        column("id", &json) { json, row in json.string(TerminalText.safe(row.id)) }
        column("verdict", &json) { json, row in
            json.integer(Diagnosis.Verdict.allCases.firstIndex(of: row.verdict) ?? 0)
        }
        column("cause", &json) { json, row in json.integer(row.isPlain ? -1 : row.cause ?? -1) }
        column("more", &json) { json, row in json.integer(row.isPlain ? 0 : row.more) }
        column("sure", &json) { json, row in
            let sure = row.isPlain ? nil : row.confidence
            json.integer(sure == .high ? 3 : sure == .medium ? 2 : sure == .low ? 1 : 0)
        }
        column("who", &json) { json, row in json.string(row.isPlain ? "" : TerminalText.safe(row.person ?? "")) }
        column("people", &json) { json, row in json.integer(row.isPlain ? 0 : row.people) }
        column("day", &json) { json, row in json.string(row.day.map(Self.day) ?? "") }
        column("next", &json) { json, row in json.integer(row.isPlain ? none : steps[row.next] ?? 0) }
        if rows.contains(where: { $0.report != nil }) {
            column("report", &json) { json, row in json.string(row.report.map(FileAddress.of) ?? "") }
        }
        if rows.contains(where: { $0.acknowledged != nil }) {
            column("known", &json) { json, row in json.string(row.acknowledged.map { TerminalText.safe($0) } ?? "") }
        }
        json.endObject()
        return json
    }

    /// Put where it is used, so that of a row no more is touched than is written.
    @inline(__always)
    private func column(
        _ name: String, _ json: inout JSONWriter, _ write: (inout JSONWriter, QueuePageView.Row) -> Void
    ) {
        json.key(name)
        json.beginArray()
        for index in rows.indices { write(&json, rows[index]) }
        json.endArray()
    }
}
