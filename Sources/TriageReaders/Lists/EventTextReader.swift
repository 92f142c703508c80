import TriageModel

/// Reads an event as the event viewer copies it: `Log Name:`, `Source:`, `Event ID:` and a description.
struct EventTextReader: RegionReader {
    let triggers: LineShape = [.header, .property]

    /// Lines of a description that are read.
    private static let maximumLines = 200

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        let first = line > floor && label(text, line - 1)?.name == "log name" ? line - 1 : line
        guard label(text, line)?.name == "source" else { return nil }
        var fields: [Record.Field] = []
        var provider = ""
        var id = ""
        var next = first
        while next < text.lines.count, let (name, value) = label(text, next), name != "description" {
            if !value.isEmpty {
                switch name {
                case "source":
                    provider = value.string
                    fields.append(.init("provider", value.value()))
                case "event id":
                    id = value.string
                    fields.append(.init("eventId", value.value()))
                case "date": fields.append(.init("date", value.value()))
                case "level": fields.append(.init("level", value.value()))
                case "computer": fields.append(.init("computer", value.value()))
                default: break
                }
            }
            next += 1
        }
        guard !id.isEmpty, id.utf8.allSatisfy(\.isDigit) else { return nil }
        if next < text.lines.count, let (name, value) = label(text, next), name == "description" {
            let start = next
            var description = value
            next += 1
            while next < text.lines.count, next - start < Self.maximumLines, !text.lines[next].isBlank,
                text.lines[next].shape.isDisjoint(with: [.prompt, .stars, .fence, .xml])
            {
                if !description.isEmpty { description.append(inserted: 0x0A) }
                description.append(text.text(next))
                next += 1
            }
            if !description.isEmpty { fields.append(.init("description", description.value())) }
        }
        let draft = Draft(
            kind: "", fields: fields, span: text.span(first..<next), format: "event-text",
            types: EventTypes.names(provider: provider, id: id))
        return ReadRegion(
            lines: first..<next, format: "event-text", why: "certain: labels Source and Event ID", records: [draft])
    }

    private static let labels: Set<String> = [
        "log name", "source", "date", "event id", "task category", "level", "keywords", "user", "computer",
        "description", "opcode",
        // As `wevtutil qe /f:text` prints them.
        "task", "keyword", "user name",
    ]

    /// The label at the start of a line, in lower case, and what stands behind it.
    private func label(_ text: CleanText, _ line: Int) -> (name: String, value: LocatedText)? {
        let slice = text.slice(line)
        guard let colon = slice.prefix(24).firstIndex(of: 0x3A) else { return nil }
        let name = ValueTyper.trim(String(decoding: slice[..<colon], as: UTF8.self)).asciiLowercased
        guard Self.labels.contains(name) else { return nil }
        return (name, text.text(line, from: colon - slice.startIndex + 1).trimmed)
    }
}
