import TriageModel

/// The text of structured records, for text conditions: `name : value` a line, values only as far as they are text.
///
/// The markup around values is no text of the case: a type name or an attribute's name must not satisfy a rule that
/// looks for a message.
struct DraftText {
    private(set) var bytes: [UInt8] = []
    private(set) var runs: [RepairedText.Run] = []

    /// Text beyond this many bytes is left out: conditions on text are about messages, not about dumps.
    static let maximumBytes = 1 << 20

    static func text(of drafts: [Draft], source: SourceID) -> LocatedText {
        var text = DraftText()
        for draft in drafts { text.add(draft) }
        return LocatedText(source: source, bytes: text.bytes, runs: text.runs)
    }

    /// True when no more is taken.
    var isFull: Bool { bytes.count >= Self.maximumBytes }

    /// Adds the texts of a record.
    mutating func add(_ draft: Draft) {
        for field in draft.fields where bytes.count < Self.maximumBytes {
            guard case .text(let text) = field.value.content else { continue }
            bytes.append(contentsOf: field.name.utf8)
            bytes.append(contentsOf: " : ".utf8)
            if let span = field.value.spans.first {
                // Escapes make the source longer than the value; the run then covers what is certain.
                let length = min(text.utf8.count, span.end - span.start)
                if length > 0 { runs.append(.init(offset: bytes.count, origin: span.start, length: length)) }
            }
            bytes.append(contentsOf: text.utf8)
            bytes.append(0x0A)
        }
    }
}

/// Bounds the text of an input's JSON: conditions on text are about messages, and objects by the thousand, one a line,
/// are a dump.
struct DumpTextLimit {
    private var taken = 0

    /// True when the text of a region is to be kept; every region is asked about once, in order.
    mutating func takes(_ format: String, _ count: Int) -> Bool {
        guard format == "json" else { return true }
        defer { taken += count }
        return taken < DraftText.maximumBytes
    }
}
