/// Writes a page from left to right. The one place where text becomes HTML: all of it is escaped, and what could steer or
/// deceive the reader (controls, bidirectional marks) is made visible.
///
/// With a sink what is written goes on in pieces, and no page is ever held as a whole.
struct HTMLWriter {
    /// What was written and not handed on.
    private(set) var bytes: [UInt8] = []
    private var open: [HTMLElement] = []
    private let sink: (([UInt8]) -> Void)?
    /// Bytes of a piece.
    private static let piece = 64 << 10

    /// - Parameter sink: takes the page piece by piece; without one it is kept.
    init(sink: (([UInt8]) -> Void)? = nil) { self.sink = sink }

    /// Hands on what was not yet.
    mutating func flush() {
        guard let sink, !bytes.isEmpty else { return }
        sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    /// Starts an element; a void one is complete with it.
    mutating func start(_ element: HTMLElement, _ attributes: [HTMLAttribute] = []) {
        put("<")
        put(element.name)
        for attribute in attributes { write(attribute) }
        put(">")
        if !element.isVoid { open.append(element) }
    }

    /// Ends the innermost element.
    mutating func end() {
        guard let element = open.popLast() else { return }
        put("</")
        put(element.name)
        put(">")
        if Self.endsLine(element) { put("\n") }
        if bytes.count >= Self.piece { flush() }
    }

    /// An element with text.
    mutating func element(_ element: HTMLElement, _ attributes: [HTMLAttribute] = [], _ text: String = "") {
        start(element, attributes)
        self.text(text)
        end()
    }

    /// Text from anywhere, on one line.
    mutating func text(_ text: String) { escape(TerminalText.safe(text)) }

    /// Text from anywhere whose line breaks are kept; for `pre`.
    mutating func lines(_ text: String) {
        for (index, line) in TerminalText.lines(text, ascii: false).enumerated() {
            if index > 0 { put("\n") }
            escape(line)
        }
    }

    /// What is part of the program: the style sheet, the script.
    mutating func asset(_ asset: StaticString) { put(asset.description) }

    /// The first line of a document.
    mutating func doctype() { put("<!doctype html>\n") }

    /// JSON of our own writer, which escapes what could end the block.
    mutating func data(_ json: JSONWriter) { bytes.append(contentsOf: json.bytes) }

    /// What was written of it so far, which goes on.
    mutating func data(_ json: inout JSONWriter) {
        bytes.append(contentsOf: json.drain())
        if bytes.count >= Self.piece { flush() }
    }

    /// Ends everything that is open and hands on the rest.
    mutating func endAll() {
        while !open.isEmpty { end() }
        flush()
    }

    private static func endsLine(_ element: HTMLElement) -> Bool {
        switch element {
        case .span, .bdi, .strong, .small, .sup, .mark, .code, .a, .title, .svgTitle, .desc, .text, .td, .th: false
        default: true
        }
    }

    private mutating func write(_ attribute: HTMLAttribute) {
        switch attribute {
        case .class(let names): write("class", names)
        case .id(let id): write("id", id)
        case .href(let id): write("href", "#" + id)
        case .file(let path): write("href", FileAddress.of(path))
        case .article(let article):
            write("href", article.address)
            write("rel", "noreferrer")
        case .picture(let photo): write("src", "data:\(photo.mediaType);base64," + Base64.text(photo.bytes))
        case .alternative(let text): write("alt", text)
        case .lang(let code): write("lang", code)
        case .charset: write("charset", "utf-8")
        case .meta(let name, let content):
            write("name", name)
            write("content", content)
        case .policy(let policy):
            write("http-equiv", "Content-Security-Policy")
            write("content", policy)
        case .scope(let scope): write("scope", scope)
        case .role(let role): write("role", role)
        case .label(let text): write("aria-label", text)
        case .labelledBy(let id): write("aria-labelledby", id)
        case .describedBy(let id): write("aria-describedby", id)
        case .hiddenFromReaders: write("aria-hidden", "true")
        case .focusable: write("tabindex", "0")
        case .data(let name, let value): write("data-" + name, value)
        case .open: put(" open")
        case .type(let type): write("type", type)
        case .value(let number): write("value", String(number))
        case .first(let number): if number != 1 { write("start", String(number)) }
        case .reversed: put(" reversed")
        case .draw(let name, let value): write(name.description, value)
        }
    }

    private mutating func write(_ name: String, _ value: String) {
        put(" ")
        put(name)
        put("=\"")
        escape(TerminalText.safe(value))
        put("\"")
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func escape(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): put("&lt;")
            case UInt8(ascii: ">"): put("&gt;")
            case UInt8(ascii: "&"): put("&amp;")
            case UInt8(ascii: "\""): put("&quot;")
            case UInt8(ascii: "'"): put("&#39;")
            default: bytes.append(byte)
            }
        }
    }
}
