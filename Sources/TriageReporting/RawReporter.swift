public import TriageModel

/// Values as the readers saw them: one JSON array `[path, type, value]` a line.
public enum RawReporter {
    /// The lines of all leaves, in order.
    public static func json(_ leaves: [RawLeaf]) -> [UInt8] {
        var json = JSONWriter()
        for leaf in leaves {
            json.beginArray()
            json.string(leaf.path)
            json.string(leaf.type)
            switch leaf.value {
            case .null: json.null()
            case .text(let text): json.string(text)
            case .count(let count): json.integer(count)
            case .bytes(let count, let digest):
                json.beginObject()
                json.key("bytes")
                json.integer(count)
                json.key("sha256")
                json.string(orNull: digest)
                json.endObject()
            }
            json.endArray()
            json.endLine()
        }
        return json.bytes
    }
}
