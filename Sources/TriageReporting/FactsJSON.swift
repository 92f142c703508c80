import TriageModel

/// Facts for programs: one JSON object a line.
struct FactsJSON {
    let sources: [SourceInfo]
    let vocabulary: Vocabulary
    var json = JSONWriter()

    init(sources: [SourceInfo], vocabulary: Vocabulary) {
        self.sources = sources
        self.vocabulary = vocabulary
    }

    mutating func write(_ record: Record) {
        json.beginObject()
        text("schema", "kbtriage.facts/1")
        place(record)
        text("format", record.format)
        text("kind", record.kind)
        identity(record)
        json.key("fields")
        json.beginObject()
        var seen = Set<String>()
        for field in record.fields where seen.insert(field.name.asciiLowercased).inserted {
            json.key(field.name)
            value(field.value)
        }
        json.endObject()
        if record.isAsserted {
            json.key("asserted")
            json.boolean(true)
        }
        json.endObject()
        json.endLine()
    }

    mutating func text(_ name: String, _ text: String) {
        json.key(name)
        json.string(text)
    }

    mutating func number(_ name: String, _ number: some BinaryInteger) {
        json.key(name)
        json.integer(number)
    }

    private mutating func place(_ record: Record) {
        guard !record.isAsserted, sources.indices.contains(record.span.source.number) else {
            for name in ["file", "line", "endLine"] {
                json.key(name)
                json.null()
            }
            return
        }
        let source = sources[record.span.source.number]
        let lines = LineRange(record.span, in: source)
        text("file", source.name)
        number("line", lines.first)
        number("endLine", lines.last)
    }

    /// What the vocabulary says are identities: the first value of every key.
    private mutating func identity(_ record: Record) {
        json.key("identity")
        json.beginObject()
        if let kind = vocabulary.kind(record.kind) {
            var seen = Set<Vocabulary.IdentityKey>()
            for field in record.fields {
                guard let key = kind.field(field.name)?.identity, let name = Self.name(field.value, key),
                    seen.insert(key).inserted
                else { continue }
                text(key.rawValue, name)
            }
        }
        json.endObject()
    }

    /// A value as an identity; of a list the first element that is one. Nil for blanks and for values cut off.
    private static func name(_ value: Value, _ key: Vocabulary.IdentityKey) -> String? {
        guard value.partial == nil else { return nil }
        switch value.content {
        case .text(let text): return name(text, key)
        case .guid(let text): return text
        case .uri(let uri): return uri.text
        case .integer(let number): return String(number)
        case .list(let elements):
            for element in elements.prefix(100) {
                guard element.partial == nil, case .text(let text) = element.content else { continue }
                if let name = name(text, key) { return name }
            }
            return nil
        case .real, .boolean, .date, .duration, .size, .binary, .blank: return nil
        }
    }

    /// Addresses are written with the name of their protocol in front in some fields; only mail addresses count.
    private static func name(_ text: String, _ key: Vocabulary.IdentityKey) -> String? {
        guard key == .smtpAddress, let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            return text.isEmpty ? nil : text
        }
        guard String(text[..<colon]).isEqualIgnoringCase("smtp") else { return nil }
        return String(text[text.utf8.index(after: colon)...])
    }
}
