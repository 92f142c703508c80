import TriageBytes
import TriageModel

/// What the readers of XML dumps share: values and drafts that know their place.
struct XMLDumpText {
    /// The document.
    let text: LocatedText
    let vocabulary: PreparedVocabulary

    func spans(_ range: Range<Int>) -> [SourceSpan] { text.spans(of: range) }

    /// The place of a whole element.
    func span(_ node: XMLDumpNode) -> SourceSpan {
        let spans = spans(node.extent)
        guard let first = spans.first, let last = spans.last else {
            return SourceSpan(source: text.source, start: 0, end: 0)
        }
        return SourceSpan(source: text.source, start: first.start, end: last.end)
    }

    /// The text of an element; blank when there is none.
    func value(_ node: XMLDumpNode) -> Value {
        let string = node.string
        return Value(string.isEmpty ? .blank : .text(string), spans: spans(node.range))
    }

    /// Bytes written in base64.
    func bytes(_ node: XMLDumpNode) -> Value {
        guard let bytes = Base64.decode(node.text) else {
            return Value(
                .binary(BinaryValue(byteCount: 0...Int64.max, format: .unknown)), spans: spans(node.range),
                partial: "the base64 text is damaged")
        }
        return Value(bytes.isEmpty ? .blank : .binary(BinaryFacts.describe(bytes)), spans: spans(node.range))
    }

    /// An attribute of a directory written in base64: bytes, or the text or GUID they are.
    func directoryValue(_ name: String, base64 node: XMLDumpNode) -> Value {
        guard let bytes = Base64.decode(node.text), !bytes.isEmpty, !isBinary(name) else { return self.bytes(node) }
        if bytes.count == 16 { return Value(.text(node.string), spans: spans(node.range)) }
        if let string = String(validating: bytes, as: UTF8.self),
            !bytes.contains(where: { $0 < 0x20 && !$0.isBlankByte })
        {
            return Value(.text(string), spans: spans(node.range))
        }
        return self.bytes(node)
    }

    /// True for fields the vocabulary declares to be bytes.
    func isBinary(_ name: String) -> Bool { vocabulary.hasField(name, of: .binary) }

    /// One value, or a list of several.
    func joined(_ values: [Value]) -> Value {
        guard values.count != 1, let first = values.first else {
            return values.first ?? Value(.blank, spans: [])
        }
        _ = first
        return Value(.list(values), spans: values.flatMap(\.spans))
    }
}
