import TriageBytes
import TriageModel

/// Makes drafts from JSON values.
struct JSONDrafts {
    private let text: LocatedText
    private let vocabulary: PreparedVocabulary
    var drafts: [Draft] = []
    /// What is left of a document's start whatever was escaped in it.
    private static let document = ByteNeedle("Objs ")

    init(text: LocatedText, vocabulary: PreparedVocabulary) {
        self.text = text
        self.vocabulary = vocabulary
    }

    /// Adds what a value tells: one draft an object, following the wrappers services and cmdlets put around.
    mutating func add(_ node: JSONNode, context: [String] = [], status: JSONNode? = nil) {
        if let items = node.items {
            for item in items { add(item, context: context, status: status) }
            return
        }
        guard !node.members.isEmpty else { return }
        let types = context + Self.odataTypes(node)
        if let responses = node["responses"]?.items, responses.contains(where: { $0["status"] != nil }) {
            for response in responses {
                guard let body = response["body"] else { continue }
                if !addPicture(body, of: response) { add(body, status: response["status"]) }
            }
            return
        }
        if let error = node["error"], addError(error, node, status: status) { return }
        if let values = node["value"]?.items, values.contains(where: { !$0.members.isEmpty }) || values.isEmpty,
            node.members.allSatisfy({ $0.name.hasPrefix("@") || ["value", "count"].contains($0.name.asciiLowercased) })
        {
            for value in values { add(value, context: types, status: status) }
            return
        }
        var fields: [Record.Field] = []
        addFields(of: node, prefix: "", depth: 0, to: &fields)
        append(Draft(kind: "", fields: fields, span: span(node), format: "json", types: types))
        addSerialised(in: node)
    }

    /// Objects that stand serialised in strings: what a remote management service returns.
    private mutating func addSerialised(in node: JSONNode) {
        for member in node.members {
            let place = member.node.range
            guard let string = member.node.string, string.utf8.count > 64,
                Self.document.first(in: text.bytes.span, from: place.lowerBound, to: place.upperBound) != nil,
                string.contains("<Objs ")
            else { continue }
            for draft in CLIXMLReader.drafts(in: JSONString.unescaped(text[member.node.range])) { append(draft) }
        }
    }

    private mutating func append(_ draft: Draft) {
        var draft = draft
        draft.block = drafts.count
        drafts.append(draft)
    }

    /// A picture in an answer of a batch: its bytes in base64, as the header of the answer says (JSON batching of
    /// Microsoft Graph).
    private mutating func addPicture(_ body: JSONNode, of response: JSONNode) -> Bool {
        guard let string = body.string, let type = response["headers"]?["Content-Type"]?.string,
            type.asciiLowercased.hasPrefix("image/"), let bytes = Base64.decode(Array(string.utf8))
        else { return false }
        let picture = BinaryFacts.describe(bytes)
        let spans = text.spans(of: body.range)
        var fields = [Record.Field("content", Value(.binary(picture), spans: spans))]
        if let width = picture.width, let height = picture.height {
            fields.append(.init("width", Value(.integer(Int64(width)), spans: spans)))
            fields.append(.init("height", Value(.integer(Int64(height)), spans: spans)))
        }
        append(
            Draft(
                kind: "", fields: fields, span: span(body), format: "json", types: ["#microsoft.graph.profilePhoto"]))
        return true
    }

    // MARK: Errors

    private mutating func addError(_ error: JSONNode, _ outer: JSONNode, status: JSONNode?) -> Bool {
        var fields: [Record.Field] = []
        if let code = error["code"], let message = error["message"], code.string != nil {
            fields.append(.init("code", value(code)))
            fields.append(.init("message", value(message)))
            let inner = error["innerError"] ?? error["innererror"]
            for member in inner?.members ?? [] {
                switch member.name.asciiLowercased {
                case "request-id": fields.append(.init("requestId", value(member.node)))
                case "date": fields.append(.init("date", value(member.node)))
                case "code": fields.append(.init("innerCode", value(member.node)))
                case "message": fields.append(.init("innerError", value(member.node)))
                default: break
                }
            }
        } else if error.string != nil, let description = outer["error_description"] {
            // OAuth 2.0 (RFC 6749, 5.2).
            fields.append(.init("code", value(error)))
            fields.append(.init("message", value(description)))
            if let trace = outer["correlation_id"] { fields.append(.init("requestId", value(trace))) }
            if let time = outer["timestamp"] { fields.append(.init("date", value(time))) }
        } else {
            return false
        }
        if let status { fields.append(.init("httpStatus", value(status))) }
        fields.append(.init("view", Value(.text("json"), spans: text.spans(of: outer.range))))
        append(Draft(kind: "error", fields: fields, span: span(outer), format: "error.json"))
        return true
    }

    // MARK: Fields

    /// The fields of one member: one, or those of the object it is.
    func fields(named name: String, _ node: JSONNode) -> [Record.Field] {
        var fields: [Record.Field] = []
        let member = JSONNode.Member(name: name, nameRange: 0..<0, node: node)
        addFields(of: JSONNode(range: node.range, content: .object([member])), prefix: "", depth: 0, to: &fields)
        return fields
    }

    private func addFields(of node: JSONNode, prefix: String, depth: Int, to fields: inout [Record.Field]) {
        for var member in node.members where fields.count < 4096 {
            let name = prefix + member.name
            member.node = Self.unwrapped(member.node)
            if case .object(let inner) = member.node.content, !inner.isEmpty, depth < 8 {
                addFields(of: member.node, prefix: name + ".", depth: depth + 1, to: &fields)
            } else if case .unknown = member.node.content {
                continue
            } else {
                // ConvertTo-Json prints what lies deeper than it was told to go.
                let field = Record.Field(name, value(member.node))
                fields += ObjectText.fields(of: field) ?? [field]
            }
        }
    }

    /// What stands in the wrappers Windows PowerShell puts around values: `{"value": […], "Count": 2}` around an array,
    /// `{"value": "…", "DateTime": "…"}` around a date.
    private static func unwrapped(_ node: JSONNode) -> JSONNode {
        let names = Set(node.members.map(\.name.asciiLowercased))
        guard let value = node["value"], names.contains("value") else { return node }
        if names == ["value", "count"], value.items != nil { return value }
        if names.contains("datetime"), names.isSubset(of: ["value", "datetime", "displayhint"]) { return value }
        return node
    }

    private func value(_ node: JSONNode) -> Value {
        let spans = text.spans(of: node.range)
        switch node.content {
        case .string(let string): return Value(string.isEmpty ? .blank : .text(string), spans: spans)
        case .number(let number):
            if let whole = Int64(number) { return Value(.integer(whole), spans: spans) }
            return Value(Double(number).map { .real($0) } ?? .text(number), spans: spans)
        case .boolean(let flag): return Value(.boolean(flag), spans: spans)
        case .null, .unknown: return Value(.blank, spans: spans)
        case .object: return Value(.blank, spans: spans)
        case .bytes(let bytes): return Value(.binary(BinaryFacts.describe(bytes)), spans: spans)
        case .array(let items):
            let cut = node.isCut ? "the JSON text ends inside of the list" : nil
            if let bytes = bytes(items) {
                let binary = node.isCut ? BinaryFacts.describeStart(of: bytes) : BinaryFacts.describe(bytes)
                return Value(.binary(binary), spans: spans, partial: cut)
            }
            if items.isEmpty { return Value(.blank, spans: spans, partial: cut) }
            return Value(.list(items.map { value($0) }), spans: spans, partial: cut)
        }
    }

    /// A byte array as ConvertTo-Json writes it: numbers from 0 to 255, and more of them than a person types.
    private func bytes(_ items: [JSONNode]) -> [UInt8]? {
        guard items.count >= 16 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(items.count)
        for item in items {
            guard case .number(let number) = item.content, let byte = UInt8(number) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    /// What OData annotations say of the type: `@odata.type`, and the path behind `#` in `@odata.context`.
    static func odataTypes(_ node: JSONNode) -> [String] {
        var types: [String] = []
        for member in node.members where member.name.hasPrefix("@") {
            guard let text = member.node.string else { continue }
            if member.name.asciiLowercased == "@odata.type" { types.append(text) }
            if member.name.asciiLowercased == "@odata.context", let hash = text.firstIndex(of: "#") {
                var path = withoutBrackets(text[text.index(after: hash)...])
                if path.hasSuffix("/$entity") { path.removeLast("/$entity".count) }
                types.append("#" + path)
            }
        }
        return types
    }

    /// Without keys and lists of what was selected: `users('anna')/photo` is `users/photo`.
    private static func withoutBrackets(_ path: Substring) -> String {
        var depth = 0
        var kept: [UInt8] = []
        for byte in path.utf8 {
            if byte == 0x28 { depth += 1 }
            if depth == 0 { kept.append(byte) }
            if byte == 0x29 { depth -= 1 }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    private func span(_ node: JSONNode) -> SourceSpan {
        let spans = text.spans(of: node.range)
        guard let first = spans.first, let last = spans.last else {
            return SourceSpan(source: text.source, start: 0, end: 0)
        }
        return SourceSpan(source: text.source, start: first.start, end: last.end)
    }
}
