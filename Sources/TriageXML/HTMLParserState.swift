import CLibXML2

/// What the callbacks of one HTML parser share.
@safe final class HTMLParserState {
    let handler: any HTMLEventHandler
    /// libxml2's parser; nil before it is made and after it is done.
    var context: htmlParserCtxtPtr?
    /// Why the reading was stopped.
    private(set) var fault: XMLFault?

    private let page: [UInt8]
    private let limits: HTMLLimits
    private var open: [String] = []
    /// Open elements whose text is never read.
    private var hidden = 0
    /// Offset behind the text reported last.
    private var reportedEnd = 0

    init(page: [UInt8], handler: any HTMLEventHandler, limits: HTMLLimits) {
        self.page = page
        self.handler = handler
        self.limits = limits
    }

    private static let hiddenElements: Set<String> = [
        "script", "style", "noscript", "template", "object", "svg", "math",
    ]

    func start(_ pointer: UnsafePointer<UInt8>) {
        guard fault == nil else { return }
        // SAFETY: libxml2 gives a zero-terminated name, valid during the callback.
        let name = unsafe String(cString: pointer)
        guard open.count < limits.depth else {
            fault = XMLFault(
                code: .limitDepth, line: 1, offset: position, detail: "elements are nested deeper than \(limits.depth)")
            unsafe context.map { unsafe xmlStopParser($0) }
            return
        }
        open.append(name)
        if Self.hiddenElements.contains(name) { hidden += 1 }
        if hidden == 0 { handler.startElement(name) }
    }

    func end(_ pointer: UnsafePointer<UInt8>) {
        guard fault == nil else { return }
        // SAFETY: see `start`.
        let name = unsafe String(cString: pointer)
        let wasHidden = hidden > 0
        // libxml2 ends what it started, in order; anything else is not counted.
        if open.last == name {
            open.removeLast()
            if Self.hiddenElements.contains(name) { hidden -= 1 }
        }
        if !wasHidden { handler.endElement(name) }
    }

    func text(_ start: UnsafePointer<UInt8>, _ count: Int) {
        guard fault == nil, hidden == 0, count > 0 else { return }
        // SAFETY: libxml2 says how many bytes there are; the buffer is not kept.
        let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
        let range = unsafe place(of: bytes)
        reportedEnd = range.upperBound
        unsafe handler.text(bytes.span, in: range)
    }

    /// Where libxml2 stands.
    private var position: Int { min(unsafe InputView(context)?.offset ?? reportedEnd, page.count) }

    /// The bytes of the page a text was written with: libxml2 stands behind them, or one character before their end.
    private func place(of text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        let behind = position
        let isWritten = unsafe behind - text.count >= reportedEnd && stands(text, at: behind - text.count)
        if !isWritten, text.count <= 4, let start = ampersand(before: behind) {
            // A name that is none of HTML's stays as it is; libxml2 gives the ampersand first and the name after it.
            if unsafe text.count == 1 && text[0] == 0x26, !isReference(at: start + 1) { return start..<(start + 1) }
            return start..<behind
        }
        for shift in 0...4 {
            let start = behind - text.count + shift
            guard start >= reportedEnd, start + text.count <= page.count else { continue }
            if unsafe stands(text, at: start) { return start..<(start + text.count) }
        }
        let start = max(reportedEnd, min(behind, page.count) - 1)
        return min(start, behind)..<max(behind, start)
    }

    /// The ampersand of the reference that ends there.
    private func ampersand(before end: Int) -> Int? {
        var index = min(end, page.count) - 1
        if index >= reportedEnd, page[index] == UInt8(ascii: ";") { index -= 1 }
        while index >= reportedEnd, Self.isNameByte(page[index]) || page[index] == UInt8(ascii: "#") { index -= 1 }
        return index >= reportedEnd && page[index] == 0x26 ? index : nil
    }

    /// True behind an ampersand for what stands for one: `#38;`, `amp;`.
    private func isReference(at start: Int) -> Bool {
        guard start < page.count, page[start] != UInt8(ascii: "#") else { return true }
        let name = page[start...].prefix(4)
        guard name.prefix(3).elementsEqual("amp".utf8) else { return false }
        return name.count < 4 || !Self.isNameByte(name[start + 3])
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2E || byte == 0x2D || byte == 0x5F || byte == 0x3A
    }

    private func stands(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        for index in 0..<text.count where unsafe page[start + index] != text[index] { return false }
        return true
    }
}

/// libxml2's table of HTML callbacks; what is missing in it is not done.
// SAFETY of the closures: libxml2 calls them from htmlParseChunk only; what they are given is used before they return.
enum HTMLCallbacks {
    static func table() -> xmlSAXHandler {
        var table = unsafe xmlSAXHandler()
        unsafe table.startElement = { user, name, _ in
            guard let name = unsafe name else { return }
            unsafe htmlState(user)?.start(name)
        }
        unsafe table.endElement = { user, name in
            guard let name = unsafe name else { return }
            unsafe htmlState(user)?.end(name)
        }
        unsafe table.characters = characters
        unsafe table.ignorableWhitespace = characters
        return unsafe table
    }

    private static let characters: charactersSAXFunc = { user, text, length in
        guard let text = unsafe text else { return }
        unsafe htmlState(user)?.text(text, max(0, Int(length)))
    }
}

/// The state behind the pointer libxml2 carries for us.
private func htmlState(_ user: UnsafeMutableRawPointer?) -> HTMLParserState? {
    guard let user = unsafe user else { return nil }
    // SAFETY: the pointer is the unretained HTMLParserState that lives for longer than libxml2's parser.
    return unsafe Unmanaged<HTMLParserState>.fromOpaque(user).takeUnretainedValue()
}
