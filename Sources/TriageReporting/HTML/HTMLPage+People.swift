import TriageModel

extension HTMLPage {
    /// Rows that stand in the page itself; the others are in the embedded data.
    private static let mostRows = 500

    /// A table of everybody. With the script it holds all rows and can be searched, filtered, sorted and saved; without
    /// it the worst are shown, and the page says so.
    mutating func everybody() {
        let rows = people.rows
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
        html.data(data(rows))
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

    /// `{"causes": [[cause, title, confidence, anchor]], "rows": [[who, cause, value, limit, unit, words]]}`.
    private func data(_ rows: [PeopleRows.Row]) -> JSONWriter {
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
        json.key("rows")
        json.beginArray()
        for row in rows {
            json.beginArray()
            json.string(TerminalText.safe(row.subject.id))
            json.integer(row.finding)
            if let distance = row.subject.distance {
                json.integer(distance.value)
                json.integer(distance.limit)
                json.string(distance.unit)
            } else if let value = row.subject.value {
                json.null()
                json.null()
                json.string("")
                json.string(TerminalText.safe(value))
            }
            json.endArray()
        }
        json.endArray()
        json.endObject()
        return json
    }
}
