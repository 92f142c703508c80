import CLibXML2

/// What the callbacks of one parser share. libxml2 holds an unretained pointer to it; the parser owns it.
@safe final class ParserState {
    let handler: any XMLEventHandler
    let limits: XMLLimits
    /// libxml2's parser; nil before it is made and after it is freed.
    var context: xmlParserCtxtPtr?
    /// The first fault; everything after it is ignored.
    var fault: XMLFault?
    /// True when there was a `<` at all.
    var sawMarkup = false
    /// True from the moment the caller says that there is no more.
    var isFinishing = false

    private var cursor: EventCursor

    init(handler: any XMLEventHandler, limits: XMLLimits) {
        self.handler = handler
        self.limits = limits
        cursor = EventCursor(limits: limits)
    }

    /// True while elements are open, or before there was one.
    var isUnfinished: Bool { !cursor.sawRoot || cursor.depth > 0 }

    /// The offset libxml2 has read up to.
    var position: Int { unsafe InputView(context)?.offset ?? cursor.reportedEnd }

    /// Takes notice of the next bytes, before libxml2 sees them.
    func willRead(_ bytes: [UInt8]) {
        cursor.feed(bytes.span)
        if !sawMarkup { sawMarkup = bytes.contains(0x3C) }
    }

    // MARK: Faults

    /// Keeps the first fault and makes libxml2 stop.
    func fail(_ code: XMLFault.Code, at offset: Int, _ detail: String) {
        fail(XMLFault(code: code, line: cursor.line(at: offset), offset: offset, detail: detail))
    }

    func fail(_ fault: XMLFault) {
        if self.fault == nil { self.fault = fault }
        // SAFETY: xmlStopParser may be called from callbacks; it only marks the parser as ended.
        if let context = unsafe context { unsafe xmlStopParser(context) }
    }

    /// The input ended before the document did.
    func failEarlyEnd(at offset: Int) {
        if sawMarkup {
            fail(.truncated, at: offset, "the document ends before its root element is closed")
        } else {
            fail(.emptyDocument, at: offset, "there is no XML element")
        }
    }

    // MARK: Events

    func startElement(_ tag: RawStartTag) {
        guard fault == nil, let input = unsafe InputView(context) else { return }
        do { try unsafe handler.startElement(cursor.start(tag, input)) } catch { fail(error) }
    }

    func endElement(name: UnsafePointer<UInt8>?, namespace: UnsafePointer<UInt8>?) {
        guard fault == nil, let input = unsafe InputView(context) else { return }
        let tag = unsafe cursor.end(name: name, namespace: namespace, input)
        do { try handler.endElement(tag) } catch { fail(error) }
    }

    /// A comment or processing instruction has been read.
    func skippedMarkup() {
        guard fault == nil else { return }
        cursor.skip(to: position)
    }

    /// A run of text or a replaced reference.
    func text(_ start: UnsafePointer<UInt8>, _ count: Int) {
        guard fault == nil, count > 0, let input = unsafe InputView(context) else { return }
        // SAFETY: libxml2 says how many bytes there are; the buffer is not kept.
        let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
        do {
            let place = try unsafe cursor.text(bytes, input)
            try unsafe handler.text(bytes.span, at: place)
        } catch { fail(error) }
    }

    /// A CDATA section or a part of one.
    func section(_ start: UnsafePointer<UInt8>, _ count: Int) {
        guard fault == nil, let input = unsafe InputView(context) else { return }
        // SAFETY: see `text`.
        let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
        do {
            guard let (place, changed) = try unsafe cursor.section(bytes, input) else { return }
            if let changed {
                try handler.text(changed.span, at: place)
            } else {
                try unsafe handler.text(bytes.span, at: place)
            }
        } catch { fail(error) }
    }
}
