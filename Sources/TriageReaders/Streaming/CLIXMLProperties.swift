import TriageBytes
import TriageModel
import TriageXML

/// The properties of the record that is being read, as far as they stand there in the plain form that nearly all of a
/// dump has: `<S N="name">text</S>`. Values come straight out of the text; what is not wanted is passed over.
///
/// Anything else is left to the reader of elements. It begins with the first property of another form, and reads the rest
/// of the record, so that the order of fields stays.
struct CLIXMLProperties {
    /// A field that was read, with the name and type the vocabulary gives it.
    private struct Read {
        var field: Record.Field
        var isKept: Bool
        var isEventTime: Bool
    }

    private var read: [Read] = []
    private var kind: Vocabulary.Kind?
    /// True while all properties of the record had the plain form.
    private var isPlain = true
    private var text: [UInt8] = []

    /// What stands at a place.
    enum Found {
        /// Something that is not for here, or is not all there yet.
        case nothing
        /// A property; behind it and the blanks after it.
        case property(end: Int)
    }

    /// Begins the properties of a record of a kind.
    mutating func begin(_ kind: Vocabulary.Kind?, isError: Bool) {
        self.kind = kind
        if isError { isPlain = false }
    }

    /// Says that the record has a property that is read elsewhere.
    mutating func leave() { isPlain = false }

    /// Ends the record.
    mutating func end() {
        kind = nil
        read.removeAll(keepingCapacity: true)
        isPlain = true
    }

    /// Adds the record to those of the sink, when nothing but its fields is to be told of it.
    func add(_ object: CLIXMLNode, to sink: inout StreamSink) -> Bool {
        guard isPlain, object.hasFields, let kind, kind.derivations.isEmpty, object.properties.isEmpty,
            object.items.isEmpty, !object.isCollection, object.primitive.isEmpty
        else { return false }
        var fields: [Record.Field] = []
        fields.reserveCapacity(read.count)
        var eventTime: Value?
        for known in read {
            if known.isKept { fields.append(known.field) }
            if known.isEventTime { eventTime = known.field.value }
        }
        let span = SourceSpan(source: sink.source, start: object.range.lowerBound, end: object.range.upperBound)
        sink.add(kind.name, fields, span: span, format: "clixml", types: object.types, eventTime: eventTime)
        return true
    }

    /// The fields as properties of the object, in front of those that were read elsewhere.
    func put(into object: inout CLIXMLNode) {
        guard !read.isEmpty else { return }
        let nodes = read.map { known in
            var node = CLIXMLNode(tag: "S")
            node.name = known.field.name
            node.made = [known.field.value]
            if let span = known.field.value.spans.first { node.range = span.start..<span.end }
            return node
        }
        object.properties = nodes + object.properties
    }

    /// The elements that are read here, by the letters of their names.
    private enum Tag {
        case string, boolean, guid, date, whole, none, other

        init(_ code: UInt64) {
            switch code {
            case 0x53: self = .string  // S
            case 0x42: self = .boolean  // B
            case 0x47: self = .guid  // G
            case 0x4454: self = .date  // DT
            case 0x49_3332, 0x49_3634: self = .whole  // I32, I64
            case 0x4E_696C: self = .none  // Nil
            default: self = .other
            }
        }
    }

    /// Reads the property whose tag begins at `start`.
    mutating func take(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, base: Int, _ names: KeptNames, _ source: SourceID
    ) throws(TextFault) -> Found {
        guard isPlain else { return .nothing }
        var index = start + 1
        var code: UInt64 = 0
        while index < end, bytes[index] != 0x20 {
            guard index - start < 5, bytes[index].isAlphanumeric else { return .nothing }
            code = code << 8 | UInt64(bytes[index])
            index += 1
        }
        let tagLength = index - start - 1
        // ` N="`
        guard index + 4 < end, bytes[index + 1] == 0x4E, bytes[index + 2] == 0x3D, bytes[index + 3] == 0x22 else {
            return .nothing
        }
        index += 4
        let name = index
        while index < end, bytes[index] != 0x22 {
            let byte = bytes[index]
            // Escapes, references, and what the reader of elements finds fault with.
            if byte < 0x20 || byte == 0x5F || byte == 0x26 || byte == 0x3C || byte == 0x2E { return .nothing }
            index += 1
        }
        let tag = Tag(code)
        guard index + 4 < end, index > name, tag != .other else { return .nothing }
        let nameEnd = index
        if bytes[index + 1] != 0x3E {
            // `<Nil N="name" />`, and an empty string.
            guard tag == .none || tag == .string, bytes[index + 1] == 0x20, bytes[index + 2] == 0x2F,
                bytes[index + 3] == 0x3E, let known = names.property(bytes, name..<nameEnd)
            else { return .nothing }
            let range = (base + start)..<(base + index + 4)
            if known.isRead { add(Value(.blank, spans: [Self.span(range, source)]), known) }
            return .property(end: Self.afterBlanks(bytes, index + 4, end))
        }
        let from = index + 2
        guard let to = ByteSearch.first(0x3C, in: bytes, from: from, to: end), to + tagLength + 3 <= end,
            bytes[to + 1] == 0x2F, bytes[to + tagLength + 2] == 0x3E
        else { return .nothing }
        for offset in 1...tagLength where bytes[to + 1 + offset] != bytes[start + offset] { return .nothing }
        guard let known = names.property(bytes, name..<nameEnd) else { return .nothing }
        let after = to + tagLength + 3
        if !known.isRead {
            if let mark = ByteSearch.first(0x26, in: bytes, from: from, to: to) {
                try XMLReferences.check(bytes, mark..<to)
            }
            return .property(end: Self.afterBlanks(bytes, after, end))
        }
        // Bytes, and counts of them, are for the classifier.
        guard known.type != .binary, tag != .none else {
            names.goBack()
            return .nothing
        }
        if XMLReferences.isPlain(bytes, from..<to) {
            text.removeAll(keepingCapacity: true)
            text.append(contentsOf: bytes.extracting(from..<to))
        } else {
            text = try XMLReferences.replaced(bytes, from..<to)
        }
        if text.contains(0x5F) { text = CLIXMLEscapes.decode(text) }
        let range = from == to ? (base + start)..<(base + from) : (base + from)..<(base + to)
        add(value(tag, known, Self.span(range, source)), known)
        return .property(end: Self.afterBlanks(bytes, after, end))
    }

    /// The value of the text that was read, as the vocabulary types it.
    private func value(_ tag: Tag, _ known: KeptNames.Property, _ span: SourceSpan) -> Value {
        let value = CLIXMLDrafts.value(tag: Self.name(tag), text, spans: [span])
        guard let type = known.type else { return value }
        if type == .text, case .text(let string) = value.content, text.contains(where: { !$0.isBlankByte }) {
            return shared(string).map { Value(.text($0), spans: [span]) } ?? value
        }
        return ValueTyper.type(value, as: type, fieldName: known.name)
    }

    /// The same text in another field of the record: a sign-in name and a mail address need no memory each.
    private func shared(_ text: String) -> String? {
        guard text.utf8.count > 15 else { return nil }
        for known in read {
            if case .text(let other) = known.field.value.content, other.utf8.count == text.utf8.count,
                other.utf8.elementsEqual(text.utf8)
            {
                return other
            }
        }
        return nil
    }

    private static func name(_ tag: Tag) -> String {
        switch tag {
        case .boolean: "B"
        case .guid: "G"
        case .date: "DT"
        case .whole: "I64"
        case .string, .none, .other: "S"
        }
    }

    private static func span(_ range: Range<Int>, _ source: SourceID) -> SourceSpan {
        SourceSpan(source: source, start: range.lowerBound, end: range.upperBound)
    }

    private mutating func add(_ value: Value, _ known: KeptNames.Property) {
        var isEventTime = false
        if known.isEventTime, case .date = value.content { isEventTime = true }
        read.append(Read(field: Record.Field(known.name, value), isKept: known.isKept, isEventTime: isEventTime))
    }

    /// Behind the blanks that stand there.
    private static func afterBlanks(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, bytes[index].isBlankByte { index += 1 }
        return index
    }
}
