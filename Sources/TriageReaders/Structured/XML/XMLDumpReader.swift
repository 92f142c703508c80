import TriageBytes
import TriageModel
import TriageXML

/// Reads XML dumps inside mixed text by their root element: ConvertTo-Xml, DSML, exports of a synchronisation server,
/// Windows events.
struct XMLDumpReader: RegionReader {
    let triggers: LineShape = .xml

    private enum Kind: String {
        case objects = "convertto-xml"
        case directory = "dsml"
        case synchronisation = "sync-xml"
        case events = "event-xml"
        case other = "xml"
    }

    private static let roots: [String: Kind] = {
        var roots: [String: Kind] = [
            "Objects": .objects, "Object": .objects, "dsml": .directory, "batchResponse": .directory,
            "batchRequest": .directory, "searchResponse": .directory, "Envelope": .directory, "Event": .events,
            "Events": .events,
        ]
        for name in SyncXML.roots { roots[name] = .synchronisation }
        return roots
    }()

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        guard let root = XMLRootElement(text, at: line) else { return nil }
        // With a DOCTYPE in front nobody reads it, whatever it is, and that is said here; pages were taken out before.
        guard let kind = Self.roots[root.localName] ?? (root.hasDoctype ? .other : nil),
            root.hasDoctype || Self.isMeant(kind, root)
        else { return nil }
        let document = root.document(in: text)
        var problems: [Evidence.Problem] = []
        let builder = XMLDumpBuilder()
        do throws(XMLFault) {
            try XMLPushParser.parse(document.text.bytes, handler: builder)
        } catch {
            builder.finish(at: error.offset)
            problems.append(
                .init(
                    code: "xml-\(error.code.rawValue)", message: "XML: \(error.detail). What stands before was read.",
                    file: text.name,
                    span: document.text.spans(of: max(0, error.offset - 1)..<max(1, error.offset)).first,
                    isFatal: error.code.isRefusal))
        }
        if let stray = builder.stray {
            problems.append(
                .init(
                    code: "text-between-elements",
                    message: "XML: text stands between elements, where none belongs; it was not read.", file: text.name,
                    span: document.text.spans(of: stray).first))
        }
        var records: [Draft] = []
        var silence = "It holds nothing that is read here."
        if let tree = builder.root {
            let dump = XMLDumpText(text: document.text, vocabulary: vocabulary)
            switch kind {
            case .objects: records = ObjectsXML.drafts(tree, dump)
            case .synchronisation: records = SyncXML.drafts(tree, dump)
            case .events: records = EventXML.drafts(tree, dump)
            case .other: break
            case .directory:
                var entries = DSMLEntries(dump: dump, file: text.name)
                entries.add(tree)
                records = entries.drafts
                problems.append(contentsOf: entries.problems)
                silence = entries.silence
            }
        }
        if records.isEmpty, problems.isEmpty {
            problems.append(
                .init(
                    code: "nothing-read",
                    message: "The XML below its root element \(root.localName) states no facts. \(silence)",
                    file: text.name, span: text.span(document.lines)))
        }
        var repaired = document.rest
        if !repaired.isEmpty { repaired.append(inserted: 0x0A) }
        repaired.append(DraftText.text(of: records, source: text.source))
        return ReadRegion(
            lines: document.lines, format: kind.rawValue,
            why: "certain: " + (root.hasDoctype ? "a DOCTYPE, " : "") + "root element \(root.localName)",
            records: records, problems: problems, repaired: repaired)
    }

    /// Common names need a second mark: an attribute of the tag, or what stands in it.
    private static func isMeant(_ kind: Kind, _ root: XMLRootElement) -> Bool {
        switch root.localName {
        case "Object": root.head.contains(" Type=\"")
        case "Objects": root.head.contains("<Object")
        case "Event", "Events":
            root.head.contains("schemas.microsoft.com/win/2004/08/events") || root.head.contains("<System")
        case "Envelope": root.head.contains("DSML")
        default: true
        }
    }
}

/// The root element of an XML document that starts on a line.
struct XMLRootElement {
    /// First line of the document, its declaration included.
    let line: Int
    /// Line of the root element itself.
    let rootLine: Int
    /// Name as written, prefix included.
    let name: String
    /// Name without prefix.
    let localName: String
    /// What stands first in the document, for a closer look.
    let head: String
    /// True when the document starts with a DOCTYPE, which no parser here accepts.
    let hasDoctype: Bool
    private let rootOffset: Int

    /// Lines looked at for the root behind a declaration and comments.
    private static let maximumLines = 64

    init?(_ text: CleanText, at line: Int) {
        guard text.slice(line).drop(while: { $0 == 0x20 || $0 == 0x09 }).first == 0x3C else { return nil }
        var current = line
        var isComment = false
        while current < text.lines.count, current - line < Self.maximumLines {
            var index = text.lines[current].start
            let end = text.lines[current].end
            while index < end {
                if isComment {
                    guard let close = Self.commentEnd.first(in: text.bytes.span, from: index, to: end) else { break }
                    isComment = false
                    index = close + 3
                    continue
                }
                let byte = text.bytes[index]
                if byte == 0x20 || byte == 0x09 || byte == 0xEF || byte == 0xBB || byte == 0xBF {
                    index += 1
                } else if byte == 0x3C, index + 1 < end, text.bytes[index + 1] == 0x3F {
                    guard let close = Self.instructionEnd.first(in: text.bytes.span, from: index, to: end) else {
                        return nil
                    }
                    index = close + 2
                } else if byte == 0x3C, Self.commentStart.stands(at: index, in: text.bytes.span) {
                    isComment = true
                    index += 4
                } else {
                    guard byte == 0x3C else { return nil }
                    let isDoctype = Self.doctype.stands(at: index, in: text.bytes.span)
                    let name = text.bytes[min(end, index + (isDoctype ? 10 : 1))..<end].prefix {
                        $0.isAlphanumeric || $0 == 0x3A || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E
                    }
                    guard !name.isEmpty else { return nil }
                    hasDoctype = isDoctype
                    self.line = line
                    rootLine = current
                    rootOffset = index
                    let last = text.lines[min(current + 12, text.lines.count - 1)].end
                    // Of a patched line only itself: its bytes stand behind the text.
                    let limit = text.lines[current].patch >= 0 || last < index ? end : last
                    let start = text.bytes[index..<min(limit, index + 2048)]
                    head = String(decoding: start, as: UTF8.self)
                    let declared = String(decoding: name, as: UTF8.self)
                    self.name = isDoctype ? Self.root(behindDoctype: start) ?? declared : declared
                    localName = String(self.name.split(separator: ":").last ?? "")
                    return
                }
            }
            current += 1
        }
        return nil
    }

    /// The element behind a DOCTYPE, which need not be the one it names.
    private static func root(behindDoctype bytes: ArraySlice<UInt8>) -> String? {
        guard let end = bytes.firstIndex(of: 0x3E) else { return nil }
        var rest = bytes[(end + 1)...]
        if bytes[..<end].contains(0x5B) {
            // `[ … ]>`: declarations inside of it end with `>` too.
            guard let close = rest.firstIndex(of: 0x5D) else { return nil }
            rest = rest[close...].drop { $0 != 0x3E }.dropFirst()
        }
        rest = rest.drop { $0 <= 0x20 }
        guard rest.first == 0x3C else { return nil }
        let name = rest.dropFirst().prefix {
            $0.isAlphanumeric || $0 == 0x3A || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E
        }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }

    private static let doctype = ByteNeedle("<!DOCTYPE ", ignoringCase: true)
    private static let commentStart = ByteNeedle("<!--")
    private static let commentEnd = ByteNeedle("-->")
    private static let instructionEnd = ByteNeedle("?>")

    /// The lines of the document, its text from the root on, and what stands behind it on its last line; one that nothing
    /// closes ends before a prompt.
    func document(in text: CleanText) -> (lines: Range<Int>, text: LocatedText, rest: LocatedText) {
        let close = ByteNeedle("</\(name)>")
        var last = rootLine
        var end: Int?
        var from = rootOffset
        let isClosedAtOnce = isSelfClosed(text)
        while last < text.lines.count {
            if last > rootLine {
                from = text.lines[last].start
                if text.lines[last].shape.contains(.prompt) { break }
            }
            if isClosedAtOnce {
                end = text.lines[last].end
                break
            }
            if let found = close.first(in: text.bytes.span, from: from, to: text.lines[last].end) {
                end = found + close.bytes.count
                break
            }
            last += 1
        }
        if end == nil { last = max(rootLine, last - 1) }
        let rest = end.map { text.text(last, from: $0 - text.lines[last].start).trimmed }
        let entry = text.lines[rootLine]
        if entry.quoteDepth == 0, entry.patch < 0, entry.start == entry.sourceStart {
            let stop = end ?? text.lines[last].sourceEnd
            let limit = text.lines[last].patch >= 0 ? text.lines[last].sourceEnd : stop
            return (
                line..<(last + 1),
                LocatedText(
                    source: text.source, bytes: text.bytes[rootOffset..<max(rootOffset, limit)], origin: rootOffset),
                rest ?? LocatedText(source: text.source)
            )
        }
        let body = text.joined(rootLine..<(last + 1))
        return (
            line..<(last + 1), body[(rootOffset - entry.start)..<body.count], rest ?? LocatedText(source: text.source)
        )
    }

    private func isSelfClosed(_ text: CleanText) -> Bool {
        if hasDoctype { return false }
        let tag = text.bytes[rootOffset..<text.lines[rootLine].end]
        guard let end = tag.firstIndex(of: 0x3E), end > tag.startIndex else { return false }
        return tag[end - 1] == 0x2F
    }
}
