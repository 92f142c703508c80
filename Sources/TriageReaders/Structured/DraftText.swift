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

/// Bounds the text of an input's dumps: conditions on text are about messages, and objects by the thousand are a dump.
struct DumpTextLimit {
    private var json = 0
    private var clixml = 0

    /// Serialised objects hold errors, and each document is bounded already: only many of them together are too much.
    private static let maximumDocuments = 4 * DraftText.maximumBytes

    /// True while the texts of documents are kept.
    var takesDocuments: Bool { clixml < Self.maximumDocuments }

    /// True when something of the next region's text is kept.
    func takes(_ format: String) -> Bool {
        switch format {
        case "json": json < DraftText.maximumBytes
        case "clixml": takesDocuments
        default: true
        }
    }

    /// How many bytes of a region's text are kept, whole characters; every region is asked about once, in order.
    mutating func kept(_ format: String, _ bytes: [UInt8]) -> Int {
        switch format {
        case "json":
            defer { json += bytes.count }
            return json < DraftText.maximumBytes ? Self.boundary(bytes) : 0
        case "clixml":
            defer { clixml += bytes.count }
            return clixml < Self.maximumDocuments ? bytes.count : 0
        default: return bytes.count
        }
    }

    /// The number of bytes up to ``DraftText/maximumBytes``, without the start of a character that would be cut.
    private static func boundary(_ bytes: [UInt8]) -> Int {
        guard bytes.count > DraftText.maximumBytes else { return bytes.count }
        var end = DraftText.maximumBytes
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }
}
