import TriageModel
import TriageXML

/// Turns the events of an HTML page into the lines a person sees.
final class HTMLLineBuilder: HTMLEventHandler {
    /// One line, and how deep it stands in quotations.
    struct Line {
        var text: LocatedText
        var quoteDepth: Int
    }

    private let body: LocatedText
    /// Lines of the page, or of the innermost open cell.
    private var lines: [Line] = []
    private var tables: [HTMLTable] = []
    private var current: LocatedText
    private var isBlankDue = false
    private var preformatted = 0
    private var quotes = 0
    private var untitled = 0

    init(body: LocatedText) {
        self.body = body
        current = LocatedText(source: body.source)
    }

    private static let blocks: Set<String> = [
        "p", "div", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr",
        "center", "form", "fieldset", "address", "article", "aside", "section", "header", "footer", "main", "nav",
        "figure", "body", "html", "head", "tr", "td", "th", "table", "caption", "thead", "tbody", "tfoot", "option",
    ]

    func startElement(_ name: String) {
        if Self.blocks.contains(name) { flush() }
        switch name {
        case "br": flush(keepsEmpty: true)
        case "pre", "xmp", "listing": preformatted += 1
        case "blockquote": quotes += 1
        case "title": untitled += 1
        case "table":
            tables.append(HTMLTable(outer: lines))
            lines = []
        case "tr": closeCell { $0.rows.append([]) }
        case "td", "th":
            closeCell { table in
                if table.rows.isEmpty { table.rows.append([]) }
                table.rows[table.rows.count - 1].append(.init(isHeading: name == "th"))
                table.isInCell = true
            }
        case "hr":
            if !tables.isEmpty { lines.append(Line(text: LocatedText(source: body.source), quoteDepth: quotes)) }
        default: break
        }
    }

    func endElement(_ name: String) {
        if Self.blocks.contains(name) { flush() }
        switch name {
        case "pre", "xmp", "listing": preformatted = max(0, preformatted - 1)
        case "blockquote": quotes = max(0, quotes - 1)
        case "title": untitled = max(0, untitled - 1)
        case "td", "th", "tr": closeCell { _ in }
        case "table": closeTable()
        default: break
        }
    }

    func text(_ bytes: Span<UInt8>, in range: Range<Int>) {
        guard untitled == 0 else { return }
        if bytes.count != range.count {
            appendReference(bytes, range)
        } else if preformatted > 0 {
            appendLines(range)
        } else {
            appendWords(range)
        }
    }

    /// All lines; what is still open is closed.
    func finish() -> [Line] {
        flush()
        while !tables.isEmpty { closeTable() }
        return lines
    }

    // MARK: Text

    /// Text as it stands, blanks collapsed.
    private func appendWords(_ range: Range<Int>) {
        let bytes = body.bytes
        var index = range.lowerBound
        while index < range.upperBound {
            if Self.isBlank(bytes[index]) {
                isBlankDue = true
                index += 1
                continue
            }
            var end = index
            while end < range.upperBound, !Self.isNoBreakSpace(bytes, end) {
                if Self.isBlank(bytes[end]) {
                    // One blank between two words is what stays of any number.
                    guard bytes[end] == 0x20, end + 1 < range.upperBound, !Self.isBlank(bytes[end + 1]),
                        !Self.isNoBreakSpace(bytes, end + 1)
                    else { break }
                }
                end += 1
            }
            putBlank()
            if end > index { current.append(body[index..<end]) }
            index = end
            if index < range.upperBound, Self.isNoBreakSpace(bytes, index) {
                putBlank()
                current.append(inserted: 0x20)
                index += 2
            }
        }
    }

    /// Preformatted text: blanks and line ends count.
    private func appendLines(_ range: Range<Int>) {
        let bytes = body.bytes
        var index = range.lowerBound
        while index < range.upperBound {
            var end = index
            while end < range.upperBound, bytes[end] != 0x0A, !Self.isNoBreakSpace(bytes, end) { end += 1 }
            let isCarriageReturn = end > index && end < range.upperBound && bytes[end] == 0x0A && bytes[end - 1] == 0x0D
            if end > index { current.append(body[index..<(isCarriageReturn ? end - 1 : end)]) }
            index = end
            guard index < range.upperBound else { break }
            if bytes[index] == 0x0A {
                flush(keepsEmpty: true)
                index += 1
            } else {
                current.append(inserted: 0x20)
                index += 2
            }
        }
    }

    /// A replaced reference: its bytes point at what was written.
    private func appendReference(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var text: [UInt8] = []
        text.append(contentsOf: bytes)
        putBlank()
        if text == [0xC2, 0xA0] {
            current.append(inserted: 0x20)
            return
        }
        guard let origin = body.spans(of: range).first else { return }
        let length = min(text.count, origin.end - origin.start)
        current.append(
            LocatedText(
                source: body.source, bytes: text,
                runs: length > 0 ? [.init(offset: 0, origin: origin.start, length: length)] : []))
    }

    private func putBlank() {
        if isBlankDue, !current.isEmpty { current.append(inserted: 0x20) }
        isBlankDue = false
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte.isBlankByte || byte == 0x0C }

    private static func isNoBreakSpace(_ bytes: [UInt8], _ index: Int) -> Bool {
        bytes[index] == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0
    }

    // MARK: Lines and tables

    private func flush(keepsEmpty: Bool = false) {
        isBlankDue = false
        guard keepsEmpty || !current.isEmpty else { return }
        if current.bytes.allSatisfy(\.isBlankByte) { current = LocatedText(source: body.source) }
        lines.append(Line(text: current, quoteDepth: quotes))
        current = LocatedText(source: body.source)
    }

    /// Puts the lines read into the open cell, then lets `change` open the next.
    private func closeCell(_ change: (inout HTMLTable) -> Void) {
        guard let last = tables.indices.last else { return }
        flush()
        if tables[last].isInCell, let row = tables[last].rows.indices.last,
            let cell = tables[last].rows[row].indices.last
        {
            tables[last].rows[row][cell].lines.append(contentsOf: lines)
        } else if !lines.isEmpty {
            tables[last].rows.append([.init(isHeading: false, lines: lines)])
        }
        lines = []
        tables[last].isInCell = false
        change(&tables[last])
    }

    private func closeTable() {
        closeCell { _ in }
        guard let table = tables.popLast() else { return }
        lines = table.outer
        lines.append(contentsOf: table.rendered(source: body.source, quoteDepth: quotes))
    }
}
