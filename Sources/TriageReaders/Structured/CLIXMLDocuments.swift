import TriageBytes
import TriageModel

/// Finds CLIXML in mixed text: documents with the root element `Objs`, single elements without it, and either of them
/// inside a JSON string.
struct CLIXMLDocuments {
    /// Lines that are covered.
    let lines: Range<Int>
    /// Documents in order, each with its root element.
    let bodies: [LocatedText]
    /// What stands on the same lines and is no CLIXML.
    let rest: LocatedText
    /// `root element Objs`, for the report.
    let proof: String

    private static let open = ByteNeedle("<Objs")
    private static let close = ByteNeedle("</Objs>")
    private static let doctype = ByteNeedle("<!DOCTYPE", ignoringCase: true)

    /// Looks around a line that may open a document; nil when none is there.
    init?(_ text: CleanText, at line: Int) {
        if let start = Self.opening(text, line) {
            let lines = line..<(Self.lastLine(text, start) + 1)
            let located = Self.located(text, start.line, from: start.offset, through: lines.upperBound - 1)
            (bodies, rest) = Self.documents(
                in: located, before: text.text(start.line, to: start.offset - text.lines[start.line].start))
            self.lines = lines
            proof = "root element Objs"
        } else if let fragment = CLIXMLFragment(text, at: line) {
            lines = fragment.lines
            bodies = [fragment.body]
            rest = LocatedText(source: text.source)
            proof = "element \(fragment.tag) of a serialised object"
        } else if let string = JSONString.read(text, at: line), Self.open.first(in: string.text.bytes.span) != nil {
            lines = string.lines
            (bodies, rest) = Self.documents(in: string.text, before: LocatedText(source: text.source))
            proof = "root element Objs inside a JSON string"
        } else {
            return nil
        }
        guard !bodies.isEmpty else { return nil }
    }

    // MARK: Extent

    /// The place of the `<Objs` that belongs to a line: on it, or behind `#< CLIXML`, an XML declaration or a comment.
    private static func opening(_ text: CleanText, _ line: Int) -> (line: Int, offset: Int)? {
        var start = line
        while start < text.lines.count, start - line < 4 {
            let entry = text.lines[start]
            if let offset = open.first(in: text.bytes.span, from: entry.start, to: entry.end) {
                // In a JSON string the quotes of the attributes are escaped; a JSON reader has to undo that.
                let isEscaped = text.bytes[offset..<min(entry.end, offset + 60)].contains(0x5C)
                return isEscaped ? nil : (start, offset)
            }
            guard entry.shape.contains(.xml) || entry.shape == .blank,
                doctype.first(in: text.bytes.span, from: entry.start, to: entry.end) == nil
            else { return nil }
            start += 1
        }
        return nil
    }

    /// The line that closes the document; where none does, the last one that still looks like a part of it.
    private static func lastLine(_ text: CleanText, _ start: (line: Int, offset: Int)) -> Int {
        var line = start.line
        var from = start.offset
        var to = text.lines[line].end
        while true {
            if isSelfClosed(text.bytes[from..<to]) {
                from += 5
            } else {
                guard let end = closing(text, line, from) else { return cutEnd(text, line) }
                line = end.line
                from = end.offset
            }
            // Another document may start where this one ends.
            to = text.lines[line].end
            guard from < to, let next = open.first(in: text.bytes.span, from: from, to: to) else { return line }
            from = next
        }
    }

    /// Line and offset behind the `</Objs>` of a document, before the next document opens on a later line.
    private static func closing(_ text: CleanText, _ line: Int, _ offset: Int) -> (line: Int, offset: Int)? {
        if text.lines[line].patch >= 0 {
            // A line that was changed stands behind the text.
            if let end = close.first(in: text.bytes.span, from: offset, to: text.lines[line].end) {
                return (line, end + 7)
            }
            guard line + 1 < text.lines.count else { return nil }
            return closing(text, from: text.lines[line].sourceEnd, line)
        }
        return closing(text, from: offset + 5, line)
    }

    private static func closing(_ text: CleanText, from offset: Int, _ line: Int) -> (line: Int, offset: Int)? {
        let bytes = text.bytes.span
        // Looked for first, so that documents without an end cost no more than the way to the next.
        var limit = text.decodedCount
        var from = offset
        while let next = open.first(in: bytes, from: from, to: limit) {
            let place = text.line(at: next, from: line)
            let start = text.lines[place].sourceStart
            if place > line, text.bytes[start..<next].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x3E }) {
                limit = next
                break
            }
            // One on a line of its own text does not end this one; what closes this one comes before.
            if close.first(in: bytes, from: from, to: next) != nil { break }
            from = next + 1
        }
        guard let end = close.first(in: bytes, from: offset, to: limit) else { return nil }
        let place = text.line(at: end, from: line)
        let entry = text.lines[place]
        guard entry.patch >= 0 else { return (place, end + 7) }
        return close.first(in: bytes, from: entry.start, to: entry.end).map { (place, $0 + 7) }
    }

    /// The end of a document nothing closes: serialised objects have no blank lines.
    private static func cutEnd(_ text: CleanText, _ line: Int) -> Int {
        var last = line
        while last + 1 < text.lines.count, !text.lines[last + 1].isBlank,
            text.lines[last + 1].shape.isDisjoint(with: [.prompt, .fence]),
            !open.stands(at: text.lines[last + 1].start, in: text.bytes.span)
        {
            last += 1
        }
        return last
    }

    /// The text from an offset to the end of a line: the source's own bytes where nothing was quoted, so that blanks
    /// at the ends of lines and non-breaking spaces stay.
    private static func located(_ text: CleanText, _ line: Int, from offset: Int, through last: Int) -> LocatedText {
        let entry = text.lines[line]
        var origin: Int?
        if entry.patch < 0 {
            if entry.start == entry.sourceStart { origin = offset }
        } else if let run = text.patches[entry.patch].first, run.offset == entry.start, run.origin == entry.sourceStart
        {
            origin = open.first(in: text.bytes.span, from: entry.sourceStart, to: entry.sourceEnd)
        }
        if let origin {
            let end = max(origin, text.lines[last].sourceEnd)
            return LocatedText(source: text.source, bytes: text.bytes[origin..<end], origin: origin)
        }
        let body = text.joined(line..<(last + 1))
        return body[(offset - entry.start)..<body.count]
    }

    /// `<Objs …/>`: a document without objects.
    private static func isSelfClosed(_ tag: ArraySlice<UInt8>) -> Bool {
        guard let end = tag.firstIndex(of: 0x3E), end > tag.startIndex else { return false }
        return tag[end - 1] == 0x2F
    }

    // MARK: Documents

    /// The documents in a text, wherever it came from.
    static func bodies(in text: LocatedText) -> [LocatedText] {
        documents(in: text, before: LocatedText(source: text.source)).0
    }

    /// Cuts text that starts with a document into its documents and what stands between them.
    private static func documents(in text: LocatedText, before: LocatedText) -> ([LocatedText], LocatedText) {
        var bodies: [LocatedText] = []
        var rest = before
        var index = 0
        while let start = open.first(in: text.bytes.span, from: index) {
            if start > index { rest.append(text[index..<start]) }
            if isSelfClosed(text.bytes[start...]), let end = text.bytes[start...].firstIndex(of: 0x3E) {
                index = end + 1
            } else {
                index = close.first(in: text.bytes.span, from: start).map { $0 + 7 } ?? text.count
            }
            bodies.append(text[start..<index])
        }
        if index < text.count { rest.append(text[index..<text.count]) }
        return (bodies, rest.trimmed)
    }
}

/// A serialised object or value without the root element around it.
struct CLIXMLFragment {
    let tag: String
    let lines: Range<Int>
    /// The element inside a root element that stands nowhere.
    let body: LocatedText

    init?(_ text: CleanText, at line: Int) {
        let slice = text.slice(line).drop { $0 == 0x20 || $0 == 0x09 }
        guard slice.first == 0x3C else { return nil }
        let name = slice.dropFirst().prefix { $0.isAlphanumeric }
        let tag = String(decoding: name, as: UTF8.self)
        var last = line
        if tag == "Obj" {
            guard
                slice.dropFirst(4).starts(with: " RefId=".utf8) || slice.dropFirst(4).starts(with: " N=".utf8)
                    || slice.dropFirst(4).starts(with: " S=".utf8)
            else { return nil }
            while last + 1 < text.lines.count, !text.lines[last + 1].isBlank,
                text.lines[last + 1].shape.isDisjoint(with: [.prompt, .fence])
            {
                last += 1
            }
        } else {
            // Letters such as S and B are elements of HTML too: the whole line must be the value.
            guard CLIXMLScalar.tags.contains(tag), tag != "Nil" else { return nil }
            let rest = slice.dropFirst(1 + name.count)
            let isOpened = rest.first == 0x3E || rest.starts(with: " N=\"".utf8) || rest.starts(with: " S=\"".utf8)
            guard isOpened, slice.suffix(name.count + 3).elementsEqual("</\(tag)>".utf8),
                tag != "B" || rest.starts(with: ">true<".utf8) || rest.starts(with: ">false<".utf8)
            else { return nil }
        }
        var body = LocatedText(source: text.source)
        for byte in "<Objs>".utf8 { body.append(inserted: byte) }
        body.append(text.joined(line..<(last + 1)))
        for byte in "</Objs>".utf8 { body.append(inserted: byte) }
        self.tag = tag
        self.body = body
        lines = line..<(last + 1)
    }
}
