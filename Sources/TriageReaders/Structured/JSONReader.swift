import TriageModel

/// Reads JSON inside mixed text: objects and arrays of objects, Graph collections (`value`), `$batch` answers, and the
/// errors of OData services (OData JSON Format 4.01, 21.1). Lines of NDJSON are one region each.
struct JSONReader: RegionReader {
    let triggers: LineShape = .json

    /// Larger regions are cut; the place is said.
    private static let maximumBytes = 64 << 20

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        guard Self.looksLikeJSON(text, line) else { return nil }
        let lines = extent(text, line)
        let body = text.joined(lines).trimmed
        let (node, end, stopped) = JSONParser.parse(body.bytes)
        // Something that only starts like JSON: it stopped before the first value was known.
        switch node.content {
        case .object(let members) where !members.isEmpty: break
        case .array(let items) where items.contains(where: { !$0.members.isEmpty }): break
        default:
            // Too deep to be read, and nothing else either; what stands below may be something.
            guard let stopped, stopped.code == "limit-depth" else { return nil }
            return ReadRegion(
                lines: line..<(line + 1), format: "json", why: "certain: JSON arrays inside of each other", records: [],
                problems: [problem(stopped, in: body, name: text.name)])
        }
        if let stopped, stopped.code == "damaged-json", stopped.place < body.count / 2,
            !Self.isClosed(body.bytes, after: node)
        {
            return nil
        }
        // Text behind the value on its last line belongs to it: a comma, a semicolon, a remark.
        _ = end
        var builder = JSONDrafts(text: body, vocabulary: vocabulary)
        builder.add(node)
        var region = ReadRegion(
            lines: lines, format: "json", why: "certain: a JSON \(node.items == nil ? "object" : "array")",
            records: builder.drafts, repaired: body)
        if let stopped { region.problems.append(problem(stopped, in: body, name: text.name)) }
        return region
    }

    private func problem(_ stopped: (code: String, place: Int), in body: LocatedText, name: String) -> Evidence.Problem
    {
        Evidence.Problem(
            code: stopped.code, message: Self.message(stopped.code), file: name,
            span: body.spans(of: max(0, stopped.place - 1)..<max(1, stopped.place)).first,
            isFatal: stopped.code == "limit-depth")
    }

    /// The values of a region as they were read.
    func leaves(in text: CleanText, at line: Int) -> [RawLeaf] {
        guard Self.looksLikeJSON(text, line) else { return [] }
        return JSONLeaves.of(JSONParser.parse(text.joined(extent(text, line)).trimmed.bytes).node)
    }

    /// What happened, by its code.
    static func message(_ code: String) -> String {
        switch code {
        case "truncated-json": "The JSON text ends in the middle; what stands before was read. Send the whole text."
        case "limit-depth": "The JSON text is nested deeper than 128 levels; the inner part was not read."
        default: "The JSON text is damaged here; what stands before was read."
        }
    }

    /// True for an object that is damaged and nothing else: of several members some were read, and its last line ends with
    /// its bracket, as in a line of a log.
    private static func isClosed(_ body: [UInt8], after node: JSONNode) -> Bool {
        node.members.count >= 2 && body.last == 0x7D
    }

    /// `{` or `[` and then what JSON allows next.
    static func looksLikeJSON(_ text: CleanText, _ line: Int) -> Bool {
        var seen = 0
        var first: UInt8 = 0
        var index = line
        while index < text.lines.count, index - line < 4 {
            for byte in text.slice(index) where !byte.isBlankByte {
                if seen == 0 {
                    first = byte
                } else {
                    return first == 0x7B ? byte == 0x22 || byte == 0x7D : byte == 0x7B || byte == 0x22 || byte == 0x5B
                }
                seen += 1
            }
            index += 1
        }
        return false
    }

    /// The lines up to the bracket that closes the first one, or all that look like its continuation.
    private func extent(_ text: CleanText, _ line: Int) -> Range<Int> {
        var depth = 0
        var inString = false
        var escaped = false
        var count = 0
        var index = line
        while index < text.lines.count {
            for byte in text.slice(index) {
                if escaped {
                    escaped = false
                } else if inString {
                    if byte == 0x5C { escaped = true } else if byte == 0x22 { inString = false }
                } else if byte == 0x22 {
                    inString = true
                } else if byte == 0x7B || byte == 0x5B {
                    depth += 1
                } else if byte == 0x7D || byte == 0x5D {
                    depth -= 1
                    if depth == 0 { return line..<(index + 1) }
                }
            }
            count += text.slice(index).count
            if count > Self.maximumBytes { break }
            // A prompt ends what never closed.
            if index > line, !inString, text.lines[index].shape.contains(.prompt) { return line..<index }
            index += 1
        }
        return line..<min(max(index, line + 1), text.lines.count)
    }
}
