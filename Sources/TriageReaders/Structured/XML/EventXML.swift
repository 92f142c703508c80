import TriageModel

/// Windows events as XML (`http://schemas.microsoft.com/win/2004/08/events/event`): `wevtutil`, the event viewer's
/// XML view, `Get-WinEvent | % ToXml`.
enum EventXML {
    static func drafts(_ root: XMLDumpNode, _ dump: XMLDumpText) -> [Draft] {
        var drafts: [Draft] = []
        for event in root.name == "Event" ? [root] : root.children where event.name == "Event" {
            guard let system = event["System"], let id = system["EventID"] else { continue }
            let provider = system["Provider"]?.attribute("Name") ?? ""
            var fields = [
                Record.Field("provider", Value(.text(provider), spans: dump.spans(system.range))),
                Record.Field("eventId", dump.value(id)),
            ]
            if let created = system["TimeCreated"], let time = created.attribute("SystemTime") {
                fields.append(.init("date", Value(.text(time), spans: dump.spans(created.range))))
            }
            let rendered = event.child("RenderingInfo", "Message")
            let data = (event["EventData"]?.children ?? []).filter { !$0.string.isEmpty }
            if let rendered, !rendered.string.isEmpty {
                fields.append(.init("description", dump.value(rendered)))
            } else if !data.isEmpty {
                let text = data.map(\.string).joined(separator: "\n")
                fields.append(.init("description", Value(.text(text), spans: data.flatMap { dump.spans($0.range) })))
            }
            drafts.append(
                Draft(
                    kind: "", fields: fields, span: dump.span(event), format: "event-xml",
                    types: EventTypes.names(provider: provider, id: id.string), block: drafts.count))
        }
        return drafts
    }
}

/// Type names of an event, for the vocabulary: `Provider/6941`.
enum EventTypes {
    static func names(provider: String, id: String) -> [String] { [provider + "/" + id] }
}
