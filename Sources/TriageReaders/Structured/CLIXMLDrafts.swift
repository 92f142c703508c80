import TriageModel

/// Makes drafts from CLIXML objects: errors from ErrorRecords, property lists from everything else.
struct CLIXMLDrafts {
    let text: DocumentPlace
    let displays: DisplayTexts

    /// The drafts of a top-level object: a collection is its elements.
    func drafts(_ object: CLIXMLNode) -> [Draft] {
        let isCollection =
            object.isCollection && object.properties.isEmpty && !object.hasFields && !object.isDictionary
            && !object.isElement
        return (isCollection ? object.items : [object]).compactMap { draft($0) }
    }

    /// The draft of a top-level object; nil for bare values, which name nothing.
    func draft(_ node: CLIXMLNode) -> Draft? {
        if Self.isError(node.types)
            || (node["ErrorCategory_Category"] != nil && node["Exception"] != nil)
        {
            return error(node)
        }
        guard node.hasFields || !node.properties.isEmpty || node.items.contains(where: { !$0.name.isEmpty }) else {
            return nil
        }
        var fields = node.properties.flatMap { self.fields($0) }
        if fields.isEmpty, !node.hasFields { fields = node.items.map { Record.Field($0.name, value($0)) } }
        return Draft(kind: "", fields: fields, span: span(node.range), format: "clixml", types: node.types)
    }

    /// The fields of a property: one, or one an entry of a dictionary (`AdditionalProperties` of Graph's cmdlets).
    private func fields(_ node: CLIXMLNode) -> [Record.Field] {
        guard node.isDictionary, !node.items.isEmpty, node.items.allSatisfy({ !$0.name.isEmpty }) else {
            return [Record.Field(node.name, value(node))]
        }
        return node.items.map { Record.Field(node.name + "." + $0.name, value($0)) }
    }

    /// True for the type names of an error.
    static func isError(_ types: [String]) -> Bool { types.contains(where: errorRecords.contains) }

    private static let errorRecords = [
        "System.Management.Automation.ErrorRecord", "Deserialized.System.Management.Automation.ErrorRecord",
    ]

    // MARK: Errors

    private func error(_ node: CLIXMLNode) -> Draft {
        var fields: [Record.Field] = []
        func add(_ name: String, _ part: CLIXMLNode?) {
            guard let part, !part.isNil else { return }
            let value = value(part)
            if case .blank = value.content { return }
            fields.append(.init(name, value))
        }
        let exception = node["Exception"]
        let details = node["ErrorDetails_Message"]
        let message = exception?["Message"]
        add("cmdlet", node["ErrorCategory_Activity"])
        if let details, !details.isNil, !details.text.isEmpty {
            add("message", details)
            add("exceptionMessage", message)
        } else {
            add("message", message ?? exception)
        }
        if let category = node["ErrorCategory_Message"], let colon = category.text.firstIndex(of: 0x3A) {
            fields.append(
                .init(
                    "category",
                    Value(.text(String(decoding: category.text[..<colon], as: UTF8.self)), spans: spans(category.range))
                ))
        }
        add("reason", node["ErrorCategory_Reason"])
        add("target", node["ErrorCategory_TargetName"])
        add("targetType", node["ErrorCategory_TargetType"])
        if let id = node["FullyQualifiedErrorId"] {
            add("errorId", id)
            if let comma = id.text.lastIndex(of: 0x2C), comma + 1 < id.text.count {
                let name = String(decoding: id.text[(comma + 1)...], as: UTF8.self)
                fields.append(.init("errorClass", Value(.text(ValueTyper.trim(name)), spans: spans(id.range))))
            }
        }
        if let type = exception?.types.first {
            let name = type.hasPrefix("Deserialized.") ? String(type.dropFirst("Deserialized.".count)) : type
            fields.append(.init("exceptionType", Value(.text(name), spans: spans(exception?.range ?? node.range))))
        }
        let invocation = node["InvocationInfo"]
        add("script", invocation?["ScriptName"])
        add("line", invocation?["ScriptLineNumber"])
        add("column", invocation?["OffsetInLine"])
        add("sourceLine", invocation?["Line"])
        add("psComputerName", node["PSComputerName"])
        fields.append(.init("view", Value(.text("clixml"), spans: spans(node.range))))
        return Draft(kind: "error", fields: fields, span: span(node.range), format: "error.clixml", types: node.types)
    }

    // MARK: Values

    /// The value of an element that holds a text and nothing else.
    static func value(tag: String, _ text: [UInt8], spans: [SourceSpan]) -> Value {
        switch tag {
        case "B": return Value(.boolean(text.elementsEqual("true".utf8)), spans: spans)
        case "S": return Value(text.isEmpty ? .blank : .text(String(decoding: text, as: UTF8.self)), spans: spans)
        default: break
        }
        let string = String(decoding: text, as: UTF8.self)
        switch tag {
        case "By", "SB", "I16", "U16", "I32", "U32", "I64", "U64":
            return Value(Int64(string).map { .integer($0) } ?? .text(string), spans: spans)
        case "Sg", "Db", "D": return Value(Double(string).map { .real($0) } ?? .text(string), spans: spans)
        case "DT": return Value(DateParser.parse(string).map { .date($0) } ?? .text(string), spans: spans)
        case "G": return Value(ValueTyper.guid(string).map { .guid($0) } ?? .text(string), spans: spans)
        case "URI": return Value(URIParser.parse(string).map { .uri($0) } ?? .text(string), spans: spans)
        case "TS":
            return Value(XMLDuration.seconds(text).map { .duration(seconds: $0) } ?? .text(string), spans: spans)
        default: return Value(text.isEmpty ? .blank : .text(string), spans: spans)
        }
    }

    private func value(_ node: CLIXMLNode) -> Value {
        if let made = node.made.first { return made }
        let spans = spans(node.range)
        switch node.tag {
        case "Nil": return Value(.blank, spans: spans)
        case "BA":
            guard let binary = node.binary else { return unknownBytes(spans, "the base64 text is damaged") }
            return Value(binary.byteCount.upperBound == 0 ? .blank : .binary(binary), spans: spans)
        case "SS": return Value(.blank, spans: spans, partial: "a secure string is not read")
        case "Ref":
            let display = displays[node.reference] ?? []
            guard display.isEmpty else { return Value(.text(String(decoding: display, as: UTF8.self)), spans: spans) }
            // What is elsewhere is not nothing.
            return Value(.blank, spans: spans, partial: "what it refers to was not followed")
        case "Obj": return object(node, spans)
        default:
            return Self.value(tag: node.tag, node.display ?? node.text, spans: spans)
        }
    }

    private func object(_ node: CLIXMLNode, _ spans: [SourceSpan]) -> Value {
        if node.isCollection {
            if let bytes = byteList(node.items) { return Value(.binary(BinaryFacts.describe(bytes)), spans: spans) }
            let items = node.items.map { value($0) }
            return Value(items.isEmpty ? .blank : .list(items), spans: spans)
        }
        if let primitive = node.primitive.first {
            // An enumeration shows its name; a boxed value (a string with notes) is the value.
            if let display = node.display, primitive.tag != "S" {
                return Value(.text(String(decoding: display, as: UTF8.self)), spans: spans)
            }
            return value(primitive)
        }
        if let display = node.display, !display.isEmpty {
            return Value(.text(String(decoding: display, as: UTF8.self)), spans: spans)
        }
        // An exception without display text is its message.
        if let message = node["Message"] { return value(message) }
        return Value(.blank, spans: spans, partial: "the object's properties were not followed")
    }

    private func byteList(_ items: [CLIXMLNode]) -> [UInt8]? {
        guard items.count >= 4, items[0].tag == "By" else { return nil }
        var bytes: [UInt8] = []
        for item in items {
            guard item.tag == "By", let byte = UInt8(item.string) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private func unknownBytes(_ spans: [SourceSpan], _ why: String) -> Value {
        Value(.binary(BinaryValue(byteCount: 0...Int64.max, format: .unknown)), spans: spans, partial: why)
    }

    private func spans(_ range: Range<Int>) -> [SourceSpan] { text.spans(of: range) }

    private func span(_ range: Range<Int>) -> SourceSpan { text.span(of: range) }
}

/// Where the text of a document stands in its source.
enum DocumentPlace {
    /// Pieces of it, put together by a reader.
    case text(LocatedText)
    /// All of it, in one piece: offsets are those of the source.
    case source(SourceID)

    /// Places of a part of the document.
    func spans(of range: Range<Int>) -> [SourceSpan] {
        switch self {
        case .text(let text): text.spans(of: range)
        case .source(let source):
            range.isEmpty ? [] : [SourceSpan(source: source, start: range.lowerBound, end: range.upperBound)]
        }
    }

    /// From the first byte of a part of the document to its last.
    func span(of range: Range<Int>) -> SourceSpan {
        let spans = spans(of: range)
        if let first = spans.first, let last = spans.last {
            return SourceSpan(source: first.source, start: first.start, end: last.end)
        }
        switch self {
        case .text(let text): return SourceSpan(source: text.source, start: 0, end: 0)
        case .source(let source): return SourceSpan(source: source, start: 0, end: 0)
        }
    }
}

/// xs:duration without years and months: `PT9.0269026S`, `P1DT2H`.
enum XMLDuration {
    static func seconds(_ bytes: [UInt8]) -> Double? {
        var rest = bytes[...]
        let negative = rest.first == 0x2D
        if negative { rest = rest.dropFirst() }
        guard rest.first == 0x50 else { return nil }
        rest = rest.dropFirst()
        var total = 0.0
        var inTime = false
        var number: [UInt8] = []
        for byte in rest {
            if byte == 0x54 {
                inTime = true
            } else if byte.isDigit || byte == 0x2E {
                number.append(byte)
            } else {
                guard let value = Double(String(decoding: number, as: UTF8.self)) else { return nil }
                number = []
                switch (byte, inTime) {
                case (0x44, false): total += value * 86_400
                case (0x48, true): total += value * 3600
                case (0x4D, true): total += value * 60
                case (0x53, true): total += value
                default: return nil
                }
            }
        }
        return number.isEmpty ? (negative ? -total : total) : nil
    }
}
