import TriageModel

extension HTMLPage {
    /// Rows that stand in the page itself; the others are in the embedded data.
    private static let mostRows = 500

    /// A table of everybody. With the script it holds all rows and can be searched, filtered, sorted and saved; without
    /// it the worst are shown, and the page says so.
    mutating func everybody() {
        let rows = people
        html.start(.div, [.id("people-table"), .class("people")])
        html.start(.p, [.class("quiet"), .id("people-say"), .role("status")])
        html.text(
            rows.count > Self.mostRows
                ? "The worst \(Numbers.grouped(Self.mostRows)) of \(Numbers.grouped(rows.count)). The script of this page would show all of them, and it does not run here."
                : Numbers.count(rows.count, "row", "rows") + ", worst first.")
        html.end()
        html.start(.div, [.class("code"), .focusable, .role("group"), .label("Table of everybody affected")])
        html.start(.table, [.class("list")])
        html.start(.thead)
        html.start(.tr)
        for column in ["Who", "Cause", "Confidence", "Measured", "Limit", "Over"] {
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
        html.start(.script, [.type("application/json"), .id("people-data")])
        data(rows)
        html.end()
    }

    private mutating func row(_ row: PeopleRows.Row) {
        let finding = diagnosis.findings[row.finding]
        html.start(.tr)
        html.start(.td)
        html.element(.bdi, [], row.subject.id)
        html.end()
        html.element(.td, [], finding.cause)
        html.element(.td, [], finding.confidence.rawValue)
        if let distance = row.subject.distance {
            html.element(.td, [.class("num")], Numbers.amount(distance.value, unit: distance.unit))
            html.element(.td, [.class("num")], Numbers.amount(distance.limit, unit: distance.unit))
            let (over, overflow) = distance.value.subtractingReportingOverflow(distance.limit)
            html.element(.td, [.class("num")], overflow ? "" : Numbers.amount(over, unit: distance.unit))
        } else {
            html.element(.td, [.class("num")], row.subject.value ?? "")
            html.element(.td)
            html.element(.td)
        }
        html.end()
    }

    /// Rows written at once.
    private static let piece = 512

    /// `{"causes": [[cause, title, confidence, anchor]], "kinds": [[cause, limit, unit]], "who": […], "kind": […], "value": […]}`.
    ///
    /// In columns, because a browser holds three lists of a hundred thousand entries with less effort than a hundred
    /// thousand lists. A value is a number, words, or null.
    private mutating func data(_ rows: PeopleRows) {
        var json = JSONWriter(escapesMarkup: true)
        json.beginObject()
        json.key("causes")
        json.beginArray()
        for finding in diagnosis.findings {
            json.beginArray()
            json.string(finding.cause)
            json.string(finding.title)
            json.string(finding.confidence.rawValue)
            json.string(Self.anchor(finding.rule))
            json.endArray()
        }
        json.endArray()
        var kinds: [PeopleKind: Int] = [:]
        json.key("kinds")
        json.beginArray()
        for row in rows {
            let kind = PeopleKind(row)
            guard kinds[kind] == nil else { continue }
            kinds[kind] = kinds.count
            json.beginArray()
            json.integer(kind.finding)
            if let limit = kind.limit { json.integer(limit) } else { json.null() }
            json.string(kind.unit)
            json.endArray()
        }
        json.endArray()
        column("who", rows, &json) { row, json in json.string(TerminalText.safe(row.subject.id)) }
        column("kind", rows, &json) { row, json in json.integer(kinds[PeopleKind(row)] ?? 0) }
        column("value", rows, &json) { row, json in
            if let distance = row.subject.distance {
                json.integer(distance.value)
            } else {
                json.string(orNull: row.subject.value.map { TerminalText.safe($0) })
            }
        }
        json.endObject()
        html.data(&json)
    }

    private mutating func column(
        _ name: String, _ rows: PeopleRows, _ json: inout JSONWriter,
        _ write: (PeopleRows.Row, inout JSONWriter) -> Void
    ) {
        json.key(name)
        json.beginArray()
        var number = 0
        for row in rows {
            write(row, &json)
            number += 1
            if number.isMultiple(of: Self.piece) { html.data(&json) }
        }
        json.endArray()
    }
}

/// What many rows of the table have in common.
private struct PeopleKind: Hashable {
    var finding: Int
    var limit: Int64?
    var unit: String

    init(_ row: PeopleRows.Row) {
        finding = row.finding
        limit = row.subject.distance?.limit
        unit = row.subject.distance?.unit ?? ""
    }
}
