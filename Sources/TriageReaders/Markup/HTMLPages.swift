import TriageBytes
import TriageModel
import TriageXML

/// Unfolds HTML in an input (saved pages, mail bodies, ConvertTo-Html with and without `-Fragment`) into the lines a
/// person saw: block elements are lines, tables are listings. The ordinary readers read those; every byte still
/// points at the HTML source.
struct HTMLPages {
    /// Lines that came out of a page, after unfolding.
    private(set) var pages: [Range<Int>] = []
    /// What could not be read.
    private(set) var problems: [Evidence.Problem] = []

    /// Replaces the lines of every page in place.
    ///
    /// - Parameter isPage: true when the whole text is known to be a page.
    static func unfold(_ text: inout CleanText, isPage: Bool = false) -> HTMLPages {
        var found = HTMLPages()
        let pages = isPage && !text.lines.isEmpty ? [0..<text.lines.count] : HTMLExtent.all(in: text)
        guard !pages.isEmpty else { return found }
        var lines: [CleanText.Line] = []
        var next = 0
        for page in pages {
            lines.append(contentsOf: text.lines[next..<page.lowerBound])
            let first = lines.count
            found.read(page, of: &text, into: &lines)
            found.pages.append(first..<lines.count)
            next = page.upperBound
        }
        lines.append(contentsOf: text.lines[next...])
        text.lines = lines
        return found
    }

    /// Says of regions that they stand in a page.
    func note(_ regions: inout [ReadRegion]) {
        var page = 0
        for index in regions.indices {
            while page < pages.count, pages[page].upperBound <= regions[index].lines.lowerBound { page += 1 }
            guard page < pages.count, pages[page].lowerBound <= regions[index].lines.lowerBound else { continue }
            regions[index].why += "; inside HTML"
            // Listings made of a table's cells are no text of that format.
            let format = ["tsv": "html-table", "format-list": "html-list"][regions[index].format]
            if let format {
                regions[index].format = format
                for number in regions[index].records.indices { regions[index].records[number].format = format }
            }
        }
    }

    private mutating func read(_ page: Range<Int>, of text: inout CleanText, into lines: inout [CleanText.Line]) {
        let (body, rest) = HTMLExtent.parted(HTMLExtent.body(page, of: text))
        let builder = HTMLLineBuilder(body: body)
        do throws(XMLFault) {
            try HTMLPageParser.parse(body.bytes, handler: builder)
        } catch {
            problems.append(
                .init(
                    code: "html-\(error.code.rawValue)", message: "HTML: \(error.detail). What stands before was read.",
                    file: text.name, span: body.spans(of: error.offset..<(error.offset + 1)).first))
        }
        var place = text.lines[page.lowerBound].sourceStart
        for line in builder.finish() {
            lines.append(text.unfoldedLine(line.text, quoteDepth: line.quoteDepth, after: &place))
        }
        var start = 0
        for end in 0...rest.count where !rest.isEmpty && (end == rest.count || rest.bytes[end] == 0x0A) {
            lines.append(text.unfoldedLine(rest[start..<end].trimmed, after: &place))
            start = end + 1
        }
    }
}

/// Where pages stand in a text.
enum HTMLExtent {
    private static let pageEnd = ByteNeedle("</html", ignoringCase: true)
    private static let tableStart = ByteNeedle("<table", ignoringCase: true)
    private static let tableEnd = ByteNeedle("</table", ignoringCase: true)
    private static let documents = ["!doctype html", "html", "head", "body"].map { Array($0.utf8) }
    private static let table = Array("table".utf8)
    /// What a mail's body or a clip of a page starts with.
    private static let clips: Set<String> = [
        "div", "p", "span", "br", "pre", "meta", "style", "font", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote",
        "center", "title", "colgroup",
    ]

    /// The lines of all pages, ascending.
    static func all(in text: CleanText) -> [Range<Int>] {
        var pages: [Range<Int>] = []
        var line = 0
        var isFirst = true
        while line < text.lines.count {
            let entry = text.lines[line]
            if entry.isBlank {
                line += 1
                continue
            }
            if entry.shape.contains(.xml), let last = end(ofPageAt: line, in: text, isFirst: isFirst) {
                pages.append(line..<(last + 1))
                line = last + 1
            } else {
                line += 1
            }
            isFirst = false
        }
        return pages
    }

    /// The bytes of a page: the source's own where nothing was quoted.
    static func body(_ page: Range<Int>, of text: CleanText) -> LocatedText {
        let first = text.lines[page.lowerBound]
        if first.quoteDepth == 0 {
            let from = first.sourceStart
            let to = max(from, text.lines[page.upperBound - 1].sourceEnd)
            return LocatedText(source: text.source, bytes: text.bytes[from..<to], origin: from)
        }
        return text.joined(page)
    }

    /// A page, and the text that stands behind its end. What is markup belongs to the page.
    static func parted(_ body: LocatedText) -> (page: LocatedText, rest: LocatedText) {
        let none = LocatedText(source: body.source)
        let bytes = body.bytes.span
        var last: Int?
        var from = max(0, bytes.count - maximumTail)
        while let tag = pageEnd.first(in: bytes, from: from) {
            last = tag
            from = tag + 1
        }
        guard let last, let close = ByteSearch.first(0x3E, in: bytes, from: last) else { return (body, none) }
        let rest = body[(close + 1)..<body.count].trimmed
        guard !rest.isEmpty, !rest.bytes.contains(0x3C) else { return (body, none) }
        return (body[0..<(close + 1)], rest)
    }

    /// Where more stands behind a page it is taken for a part of it.
    private static let maximumTail = 1 << 16

    private static func end(ofPageAt line: Int, in text: CleanText, isFirst: Bool) -> Int? {
        let slice = text.slice(line).drop { $0 == 0x20 || $0 == 0x09 }
        guard slice.first == 0x3C else { return nil }
        let tag = slice.dropFirst()
        if documents.contains(where: { stands($0, in: tag) }) { return lastLine(of: pageEnd, in: text, from: line) }
        if stands(table, in: tag) { return tableEnd(in: text, from: line) }
        // A clip has no end of its own: only a whole input counts.
        guard isFirst, looksLikeMarkup(slice) else { return nil }
        let name = String(decoding: tag.prefix(16).prefix { $0.isAlphanumeric }, as: UTF8.self).asciiLowercased
        return clips.contains(name) ? text.lines.count - 1 : nil
    }

    /// True when a name stands there, in either case, and no longer one. Called for every line that starts with `<`.
    private static func stands(_ name: [UInt8], in tag: ArraySlice<UInt8>) -> Bool {
        guard tag.count >= name.count else { return false }
        for index in 0..<name.count where tag[tag.startIndex + index].asciiLowered != name[index] { return false }
        guard let next = tag.dropFirst(name.count).first else { return true }
        return !next.isAlphanumeric && next != 0x2D && next != 0x3A
    }

    /// `<p …>`, `<b>`, closed with a bracket on its line or in the next lines of the tag.
    private static func looksLikeMarkup(_ slice: ArraySlice<UInt8>) -> Bool {
        guard let next = slice.dropFirst().first(where: { !$0.isAlphanumeric }) else { return false }
        return next == 0x3E || next == 0x20 || next == 0x2F
    }

    private static func lastLine(of needle: ByteNeedle, in text: CleanText, from line: Int) -> Int {
        let bytes = text.bytes.span
        guard let offset = needle.first(in: bytes, from: text.lines[line].sourceStart, to: text.decodedCount) else {
            return text.lines.count - 1
        }
        return text.line(at: offset, from: line)
    }

    /// The line of the end tag that closes a table, tables inside of it skipped.
    private static func tableEnd(in text: CleanText, from line: Int) -> Int {
        let bytes = text.bytes.span
        var depth = 0
        var index = text.lines[line].sourceStart
        var nextStart = tableStart.first(in: bytes, from: index, to: text.decodedCount)
        while let end = tableEnd.first(in: bytes, from: index, to: text.decodedCount) {
            while let start = nextStart, start < end {
                depth += 1
                nextStart = tableStart.first(in: bytes, from: start + 1, to: text.decodedCount)
            }
            depth -= 1
            index = end + 1
            if depth <= 0 { return text.line(at: end, from: line) }
        }
        return text.lines.count - 1
    }
}
