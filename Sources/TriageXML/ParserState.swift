import CLibXML2

/// What the callbacks of one parser share. libxml2 holds an unretained pointer to it; the parser owns it.
@safe final class ParserState {
    let handler: any XMLEventHandler
    let limits: XMLLimits
    /// libxml2's parser; nil before it is made and after it is freed.
    var context: xmlParserCtxtPtr?
    /// The first fault; everything after it is ignored.
    var fault: XMLFault?
    var lines = LineCounter()
    var depth = 0
    var sawRoot = false
    /// True when there was a `<` at all.
    var sawMarkup = false
    /// True from the moment the caller says that there is no more.
    var isFinishing = false

    private var names = NameCache()
    private var attributes = XMLAttributes()
    /// Namespaces declared by each open element, and their sum.
    private var namespaceCounts: [Int] = []
    private var namespacesInForce = 0
    /// Offset behind the last thing reported: text starts here unless it says otherwise.
    private var reportedEnd = 0
    private var textLength = 0
    private var sectionEndsWithCR = false

    init(handler: any XMLEventHandler, limits: XMLLimits) {
        self.handler = handler
        self.limits = limits
    }

    /// The offset libxml2 has read up to. Exact, because the input is UTF-8 and never converted.
    var position: Int {
        // SAFETY: `context` lives while callbacks run; `input` can be gone after a stop, so it is asked for.
        guard let context = unsafe context, let input = unsafe context.pointee.input else { return reportedEnd }
        return unsafe Int(clamping: input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
    }

    /// Keeps the first fault and makes libxml2 stop.
    func fail(_ code: XMLFault.Code, at offset: Int, _ detail: String) {
        fail(XMLFault(code: code, line: lines.line(at: offset), offset: offset, detail: detail))
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
        guard fault == nil else { return }
        // SAFETY: libxml2 keeps the whole start tag in its buffer until this callback is over: `cur` stands at the
        // `>` or `/`, and the nearest `<` before it starts the tag, since no `<` may stand inside of a tag.
        guard let input = unsafe context?.pointee.input, let current = unsafe input.pointee.cur,
            let base = unsafe input.pointee.base
        else { return }
        var start = unsafe current
        while unsafe start > base, unsafe start.pointee != 0x3C { unsafe start -= 1 }
        let isSelfClosing = unsafe current.pointee == 0x2F
        let end = position
        let offset = unsafe end - (current - start)
        let endOffset = end + (isSelfClosing ? 2 : 1)
        sawRoot = true
        textLength = 0
        reportedEnd = endOffset
        guard unsafe checkLimits(of: tag, offset: offset, endOffset: endOffset) else { return }
        depth += 1
        unsafe takeAttributes(of: tag)
        let event = unsafe XMLStartTag(
            name: names.name(tag.name), namespace: names.name(tag.namespace), attributes: attributes,
            line: lines.line(at: offset), offset: offset, endOffset: endOffset, isSelfClosing: isSelfClosing)
        guard names.count <= limits.names else {
            return fail(.limitNames, at: offset, "more than \(limits.names) different names")
        }
        do { try handler.startElement(event) } catch { fail(error) }
    }

    private func takeAttributes(of tag: RawStartTag) {
        attributes.reset()
        for index in unsafe 0..<tag.attributeCount {
            guard let raw = unsafe tag.attribute(index) else { continue }
            let from = attributes.bytes.count
            unsafe attributes.append(value: raw.value)
            attributes.entries.append(
                XMLAttributes.Entry(
                    name: unsafe names.name(raw.name), namespace: unsafe names.name(raw.namespace),
                    value: from..<attributes.bytes.count))
        }
    }

    private func checkLimits(of tag: RawStartTag, offset: Int, endOffset: Int) -> Bool {
        if depth >= limits.depth {
            fail(.limitDepth, at: offset, "elements are nested deeper than \(limits.depth)")
        } else if unsafe tag.attributeCount > limits.attributes {
            fail(.limitAttributes, at: offset, "an element has more than \(limits.attributes) attributes")
        } else if endOffset - offset > limits.tagBytes {
            fail(.limitMarkup, at: offset, "a tag is longer than \(limits.tagBytes) bytes")
        } else if unsafe namespacesInForce + tag.namespaceCount > limits.namespaces {
            fail(.limitNamespaces, at: offset, "more than \(limits.namespaces) namespaces are declared")
        } else {
            unsafe namespaceCounts.append(tag.namespaceCount)
            unsafe namespacesInForce += tag.namespaceCount
            return true
        }
        return false
    }

    func endElement(name: UnsafePointer<UInt8>?, namespace: UnsafePointer<UInt8>?) {
        guard fault == nil else { return }
        let end = position
        var offset = end
        // SAFETY: `cur` stands behind the `>` of `</a>` or `<a/>`; both lie in the buffer from their `<` on.
        if let input = unsafe context?.pointee.input, let current = unsafe input.pointee.cur,
            let base = unsafe input.pointee.base
        {
            var start = unsafe current - 1
            while unsafe start > base, unsafe start.pointee != 0x3C { unsafe start -= 1 }
            if unsafe start >= base, unsafe start + 1 < current, unsafe start[1] == 0x2F {
                offset = unsafe end - (current - start)
            }
        }
        textLength = 0
        reportedEnd = end
        depth -= 1
        if let declared = namespaceCounts.popLast() { namespacesInForce -= declared }
        let tag = unsafe XMLEndTag(
            name: names.name(name), namespace: names.name(namespace), line: lines.line(at: offset), offset: offset,
            endOffset: end)
        do { try handler.endElement(tag) } catch { fail(error) }
    }

    /// A comment or processing instruction has been read.
    func skippedMarkup() {
        guard fault == nil else { return }
        reportedEnd = max(reportedEnd, position)
    }

    /// A run of text or a replaced reference.
    func text(_ start: UnsafePointer<UInt8>, _ count: Int) {
        guard fault == nil, count > 0 else { return }
        let offset = reportedEnd
        // SAFETY: pointers are only compared and subtracted. Plain runs of ASCII are handed over where they stand in
        // the buffer; all else comes from a scratch buffer, with `cur` behind what it was made of.
        if let input = unsafe context?.pointee.input, let base = unsafe input.pointee.base,
            let end = unsafe input.pointee.end, let current = unsafe input.pointee.cur
        {
            if unsafe start >= base, unsafe start < end {
                reportedEnd = unsafe position + (start - current) + count
            } else {
                reportedEnd = position
            }
        }
        // SAFETY: libxml2 says how many bytes there are; the buffer is not kept.
        let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
        unsafe deliver(bytes, offset: offset, isCDATA: false)
    }

    /// A CDATA section or a part of one.
    func section(_ start: UnsafePointer<UInt8>, _ count: Int) {
        guard fault == nil else { return }
        // SAFETY: see `text`; sections are always handed over where they stand, with `cur` at their start.
        let offset = position
        reportedEnd = offset + count
        if let input = unsafe context?.pointee.input, let current = unsafe input.pointee.cur,
            let end = unsafe input.pointee.end
        {
            if unsafe end - current >= count + 3, unsafe current[count] == 0x5D, unsafe current[count + 1] == 0x5D,
                unsafe current[count + 2] == 0x3E
            {
                reportedEnd += 3
            }
        }
        let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
        if unsafe !bytes.contains(0x0D), !sectionEndsWithCR {
            if count > 0 { unsafe deliver(bytes, offset: offset, isCDATA: true, length: count) }
            return
        }
        deliverNormalised(unsafe Array(bytes), offset: offset)
    }

    /// libxml2 does not turn CR LF into LF in sections it reads piece by piece, so it is done here.
    private func deliverNormalised(_ raw: [UInt8], offset: Int) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.count)
        for byte in raw {
            if byte == 0x0A, sectionEndsWithCR {
                sectionEndsWithCR = false
                continue
            }
            sectionEndsWithCR = byte == 0x0D
            bytes.append(byte == 0x0D ? 0x0A : byte)
        }
        guard !bytes.isEmpty else { return }
        // SAFETY: the buffer is used inside of the closure only.
        unsafe bytes.withUnsafeBufferPointer {
            unsafe deliver($0, offset: offset, isCDATA: true, length: raw.count)
        }
    }

    private func deliver(
        _ bytes: UnsafeBufferPointer<UInt8>, offset: Int, isCDATA: Bool, length: Int? = nil
    ) {
        if !isCDATA { sectionEndsWithCR = false }
        textLength += bytes.count
        if textLength > limits.textBytes {
            return fail(.limitText, at: offset, "a text is longer than \(limits.textBytes) bytes")
        }
        let place = XMLTextPlace(
            line: lines.line(at: offset), offset: offset, length: length ?? max(0, reportedEnd - offset),
            isCDATA: isCDATA)
        do { try unsafe handler.text(bytes.span, at: place) } catch { fail(error) }
    }
}
