import TriageModel

/// Reads what PowerShell prints for an object inside of another one: `@{source=cloud; allowedRoles=System.Object[]}`
/// (about_PSCustomObject). Nothing marks where a value ends but the next name, so that only what fits is taken apart.
enum ObjectText {
    private static let mostFields = 256
    private static let mostBytes = 1 << 16

    /// The fields of the object, named `outer.inner`; nil for any other text.
    static func fields(of field: Record.Field) -> [Record.Field]? { read(field, depth: 0) }

    private static func read(_ field: Record.Field, depth: Int) -> [Record.Field]? {
        guard depth < 4, field.value.partial == nil, case .text(let text) = field.value.content,
            text.hasPrefix("@{"), text.hasSuffix("}"), text.utf8.count <= mostBytes
        else { return nil }
        let bytes = Array(text.utf8)
        let starts = starts(of: bytes)
        guard !starts.isEmpty, starts.count <= mostFields else { return nil }
        let span = field.value.spans.count == 1 ? field.value.spans[0] : nil
        let isExact = span.map { $0.end - $0.start == bytes.count } ?? false
        var fields: [Record.Field] = []
        for (number, start) in starts.enumerated() {
            // `; ` stands before the next name.
            let end = number + 1 < starts.count ? starts[number + 1].name - 2 : bytes.count - 1
            guard end >= start.value else { return nil }
            let name = String(decoding: bytes[start.name..<(start.value - 1)], as: UTF8.self)
            var spans = field.value.spans
            if isExact, let span, end > start.value {
                spans = [
                    SourceSpan(source: span.source, start: span.start + start.value, end: span.start + end)
                ]
            }
            let inner = String(decoding: bytes[start.value..<end], as: UTF8.self)
            let value = Value(inner.isEmpty ? .blank : .text(inner), spans: spans)
            let named = Record.Field(field.name + "." + name, value)
            fields += read(named, depth: depth + 1) ?? [named]
        }
        return fields
    }

    /// Where names and values of the object begin; none where it does not begin with a name.
    private static func starts(of bytes: [UInt8]) -> [(name: Int, value: Int)] {
        var starts: [(name: Int, value: Int)] = []
        var depth = 0
        var index = 2
        while index < bytes.count - 1 {
            let isFirst = index == 2
            let isBehindPart = index > 3 && bytes[index - 1] == 0x20 && bytes[index - 2] == 0x3B
            if depth == 0, isFirst || isBehindPart, let value = behindName(bytes, index) {
                starts.append((index, value))
                index = value
                continue
            }
            if isFirst { return [] }
            if bytes[index] == 0x7B { depth += 1 }
            if bytes[index] == 0x7D { depth -= 1 }
            guard depth >= 0 else { return [] }
            index += 1
        }
        return depth == 0 ? starts : []
    }

    /// Behind `name=`.
    private static func behindName(_ bytes: [UInt8], _ start: Int) -> Int? {
        var index = start
        while index < bytes.count, index - start < 80 {
            let byte = bytes[index]
            if byte == 0x3D { return index > start ? index + 1 : nil }
            guard byte.isAlphanumeric || byte == 0x5F || byte == 0x40 || byte == 0x2E || byte == 0x2D || byte >= 0x80
            else { return nil }
            index += 1
        }
        return nil
    }
}

/// Takes apart what listings and tables show of objects inside of others; an inner object of a kind of its own is a record
/// as well.
struct ObjectTextPass: DraftPass {
    private static let formats: Set<String> = [
        "format-list", "format-table", "csv", "tsv", "markdown-table", "html-list", "html-table",
    ]

    func run(over regions: inout [ReadRegion], of text: CleanText, vocabulary: PreparedVocabulary) {
        var index: KindIndex?
        for number in regions.indices {
            var place = 0
            while place < regions[number].records.count {
                let draft = regions[number].records[place]
                place += 1
                guard draft.kind.isEmpty, Self.formats.contains(draft.format),
                    draft.fields.contains(where: { ObjectText.fields(of: $0) != nil })
                else { continue }
                let kinds = index ?? KindIndex(vocabulary.kindTables)
                index = kinds
                var fields: [Record.Field] = []
                var inner: [Draft] = []
                for field in draft.fields {
                    guard let parts = ObjectText.fields(of: field) else {
                        fields.append(field)
                        continue
                    }
                    fields += parts
                    var object = draft
                    object.types = []
                    object.fields = parts.map { .init(String($0.name.dropFirst(field.name.count + 1)), $0.value) }
                    if kinds.kind(ofSignatureIn: object) != nil { inner.append(object) }
                }
                regions[number].records[place - 1].fields = fields
                regions[number].records.insert(contentsOf: inner, at: place)
                place += inner.count
            }
        }
    }
}
