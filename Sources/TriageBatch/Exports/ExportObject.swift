import TriageReaders

/// A JSON object of an export, its values by the way to them: `fields.summary`, `comments.body`.
struct ExportObject {
    /// Ways and texts, in order; a list's values stand under one way, blank lines between them.
    private(set) var values: [(path: String, text: String)] = []
    private var places: [String: Int] = [:]
    private static let maximumDepth = 5
    private static let mostValues = 2_000

    init(_ node: JSONNode) {
        var count = 0
        add(node, path: "", depth: 0, &count)
    }

    /// The text of a way; nil when there is none.
    func text(_ path: String) -> String? { places[path].map { values[$0].text } }

    private mutating func add(_ node: JSONNode, path: String, depth: Int, _ count: inout Int) {
        guard depth <= Self.maximumDepth, count < Self.mostValues else { return }
        switch node.content {
        case .object(let members):
            for member in members {
                add(
                    member.node, path: path.isEmpty ? member.name : path + "." + member.name, depth: depth + 1, &count)
            }
        case .array, .bytes: for item in node.items ?? [] { add(item, path: path, depth: depth + 1, &count) }
        case .string(let text): put(text, path, &count)
        case .number(let text): put(text, path, &count)
        case .boolean(let value): put(value ? "true" : "false", path, &count)
        case .null, .unknown: break
        }
    }

    private mutating func put(_ text: String, _ path: String, _ count: inout Int) {
        guard !path.isEmpty, !text.isEmpty else { return }
        count += 1
        if let place = places[path] {
            values[place].text += "\n\n" + text
        } else {
            places[path] = values.count
            values.append((path, text))
        }
    }
}
