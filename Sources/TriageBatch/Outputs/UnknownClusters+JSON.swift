public import TriageReporting

extension UnknownClusters {
    /// Groups the document lists.
    private static let mostListed = 100

    /// The groups as an array, the largest first.
    public func write(to json: inout JSONWriter) {
        json.beginArray()
        for cluster in ranked(Self.mostListed) {
            json.beginObject()
            json.field("template", cluster.template)
            json.field("tickets", cluster.tickets)
            json.field("repeats", cluster.repeats)
            json.list("examples", cluster.examples) { json, example in
                json.beginObject()
                json.field("id", example.id)
                json.field("place", example.place)
                json.endObject()
            }
            json.field("excerpt", cluster.excerpt)
            json.list("nearest", cluster.nearest) { json, near in
                json.beginObject()
                json.field("rule", near.rule)
                json.field("cause", near.cause)
                json.list("missed", near.missed) { json, text in json.string(text) }
                json.endObject()
            }
            json.endObject()
        }
        json.endArray()
    }
}
