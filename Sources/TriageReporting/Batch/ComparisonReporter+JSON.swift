import TriageModel

extension ComparisonReporter {
    /// The contract of the JSON form.
    public static let schema = "kbtriage.compare/1"

    /// The comparison as one JSON object, a line feed at the end.
    public static func json(_ view: ComparisonView) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("schema")
        json.string(schema)
        side("before", view.before, &json)
        side("after", view.after, &json)
        json.key("verdicts")
        json.beginArray()
        for trend in view.verdicts {
            json.beginObject()
            json.key("verdict")
            json.string(trend.verdict.rawValue)
            number("before", trend.before, &json)
            number("after", trend.after, &json)
            json.endObject()
        }
        json.endArray()
        json.key("causes")
        json.beginArray()
        for trend in view.causes {
            json.beginObject()
            json.key("cause")
            json.string(trend.cause)
            json.key("rule")
            json.string(trend.rule)
            json.key("title")
            json.string(trend.title)
            number("before", trend.before, &json)
            number("after", trend.after, &json)
            number("came", trend.came, &json)
            number("went", trend.went, &json)
            json.endObject()
        }
        json.endArray()
        number("same", view.same, &json)
        for (name, tickets) in [
            ("new", view.new), ("solved", view.solved), ("changed", view.changed), ("gone", view.gone),
            ("acknowledged", view.acknowledged),
        ] {
            json.key(name)
            json.beginArray()
            for one in tickets { ticket(one, &json) }
            json.endArray()
        }
        json.endObject()
        json.endLine()
        return json.bytes
    }

    private static func number(_ name: String, _ value: Int, _ json: inout JSONWriter) {
        json.key(name)
        json.integer(value)
    }

    private static func side(_ name: String, _ side: ComparisonView.Side, _ json: inout JSONWriter) {
        json.key(name)
        json.beginObject()
        json.key("name")
        json.string(side.name)
        number("tickets", side.tickets, &json)
        json.key("rules")
        json.string(orNull: side.rules.isEmpty ? nil : side.rules)
        json.key("asOf")
        json.string(orNull: side.asOf?.iso)
        json.key("made")
        json.string(orNull: side.made?.iso)
        json.endObject()
    }

    private static func ticket(_ ticket: ComparisonView.Ticket, _ json: inout JSONWriter) {
        json.beginObject()
        json.key("id")
        json.string(ticket.id)
        state("before", ticket.before, &json)
        state("after", ticket.after, &json)
        if let known = ticket.acknowledged {
            json.key("acknowledged")
            json.beginObject()
            json.key("reason")
            json.string(known.reason)
            json.key("until")
            json.string(known.until.iso)
            json.endObject()
        }
        json.endObject()
    }

    private static func state(_ name: String, _ state: ComparisonView.State?, _ json: inout JSONWriter) {
        json.key(name)
        guard let state else { return json.null() }
        json.beginObject()
        json.key("verdict")
        json.string(state.verdict.rawValue)
        json.key("causes")
        json.beginArray()
        for cause in state.causes {
            json.beginObject()
            json.key("cause")
            json.string(cause.cause)
            json.key("rule")
            json.string(cause.rule)
            json.key("confidence")
            json.string(cause.confidence.rawValue)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}
