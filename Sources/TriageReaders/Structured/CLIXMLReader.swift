import TriageModel
import TriageXML

/// Reads CLIXML documents inside mixed text (`Export-Clixml`, `#< CLIXML` streams): errors and property lists.
struct CLIXMLReader: RegionReader {
    let triggers: LineShape = .xml

    private static let open = Array("<Objs".utf8)
    private static let close = Array("</Objs>".utf8)

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: Vocabulary) -> ReadRegion? {
        guard let (lines, body) = document(text, line) else { return nil }
        let builder = CLIXMLBuilder()
        var problems: [Evidence.Problem] = []
        do throws(XMLFault) {
            try XMLPushParser.parse(body.bytes, handler: builder)
        } catch {
            let place = body.spans(of: max(0, error.offset - 1)..<max(1, error.offset)).first
            problems.append(
                .init(
                    code: "clixml-\(error.code.rawValue)",
                    message: "CLIXML: \(error.detail). What stands before was read.", file: text.name, span: place))
        }
        let maker = CLIXMLDrafts(text: body, displays: builder.displays)
        var records: [Draft] = []
        for object in builder.objects {
            // A collection at the top is its elements.
            let elements = object.isCollection && object.properties.isEmpty ? object.items : [object]
            for element in elements {
                guard var draft = maker.draft(element) else { continue }
                draft.block = records.count
                records.append(draft)
            }
        }
        return ReadRegion(
            lines: lines, format: "clixml", why: "certain: root element Objs", records: records, problems: problems,
            repaired: DraftText.text(of: records, source: text.source))
    }

    /// The lines from the one that opens the document to the one that closes it, and the document's text.
    private func document(_ text: CleanText, _ line: Int) -> (Range<Int>, LocatedText)? {
        var start = line
        // `#< CLIXML` and an XML declaration stand before the root.
        while start < text.lines.count, start - line < 4, find(Self.open, text.slice(start)) == nil {
            let shape = text.lines[start].shape
            guard shape.contains(.xml) || shape == .blank else { return nil }
            start += 1
        }
        guard start < text.lines.count, let offset = find(Self.open, text.slice(start)) else { return nil }
        var end = start
        if !isSelfClosed(text.slice(start).dropFirst(offset)) {
            while end < text.lines.count, find(Self.close, text.slice(end)) == nil { end += 1 }
        }
        let last = min(end, text.lines.count - 1)
        var body: LocatedText
        if text.lines[start].quoteDepth == 0, text.lines[start].patch < 0 {
            let from = text.lines[start].start + offset
            body = LocatedText(source: text.source, bytes: text.bytes[from..<text.lines[last].sourceEnd], origin: from)
        } else {
            body = text.joined(start..<(last + 1))
            body = body[offset..<body.count]
        }
        if let close = find(Self.close, body.bytes[...], last: true) { body = body[0..<(close + Self.close.count)] }
        return (line..<(last + 1), body)
    }

    /// `<Objs …/>`: a document without objects.
    private func isSelfClosed(_ tag: ArraySlice<UInt8>) -> Bool {
        guard let end = tag.firstIndex(of: 0x3E), end > tag.startIndex else { return false }
        return tag[end - 1] == 0x2F
    }

    private func find(_ needle: [UInt8], _ slice: ArraySlice<UInt8>, last: Bool = false) -> Int? {
        guard slice.count >= needle.count else { return nil }
        let range = 0...(slice.count - needle.count)
        func matches(_ place: Int) -> Bool {
            let start = slice.startIndex + place
            for index in 0..<needle.count where slice[start + index] != needle[index] { return false }
            return true
        }
        return last ? range.last(where: matches) : range.first(where: matches)
    }
}
