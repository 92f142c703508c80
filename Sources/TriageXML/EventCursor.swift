/// Turns what libxml2 says into events with exact places, and counts what limits are set on.
///
/// One value, changed by one call an event: as properties of a class its parts would be checked for exclusive access
/// a dozen times an event, which costs a third of the speed.
struct EventCursor {
    let limits: XMLLimits
    private(set) var lines = LineCounter()
    private(set) var depth = 0
    private(set) var sawRoot = false

    private var names = NameCache()
    private var attributes = XMLAttributes()
    /// Namespaces declared by each open element, and their sum.
    private var namespaceCounts: [Int] = []
    private var namespacesInForce = 0
    /// Offset behind the last thing reported: text starts here unless it says otherwise.
    private(set) var reportedEnd = 0
    private var textLength = 0
    private var sectionEndsWithCR = false

    init(limits: XMLLimits) { self.limits = limits }

    mutating func feed(_ bytes: Span<UInt8>) { lines.feed(bytes) }

    mutating func line(at offset: Int) -> Int { lines.line(at: offset) }

    private mutating func fault(_ code: XMLFault.Code, _ offset: Int, _ detail: String) -> XMLFault {
        XMLFault(code: code, line: lines.line(at: offset), offset: offset, detail: detail)
    }

    // MARK: Elements

    mutating func start(_ tag: RawStartTag, _ input: InputView) throws(XMLFault) -> XMLStartTag {
        // SAFETY: libxml2 keeps the whole start tag in its buffer until this callback is over: it stands at the `>` or
        // `/`, and the nearest `<` before starts the tag, since no `<` may stand inside of a tag.
        let isSelfClosing = unsafe input.current.pointee == 0x2F
        let offset = unsafe input.offset - (input.current - input.lastOpening)
        let endOffset = unsafe input.offset + (isSelfClosing ? 2 : 1)
        sawRoot = true
        textLength = 0
        reportedEnd = endOffset
        unsafe try checkLimits(of: tag, offset: offset, length: endOffset - offset)
        depth += 1
        unsafe takeAttributes(of: tag)
        let event = unsafe XMLStartTag(
            name: names.name(tag.name), namespace: names.name(tag.namespace), attributes: attributes,
            line: lines.line(at: offset), offset: offset, endOffset: endOffset, isSelfClosing: isSelfClosing)
        if names.count > limits.names { throw fault(.limitNames, offset, "more than \(limits.names) different names") }
        return event
    }

    private mutating func checkLimits(of tag: RawStartTag, offset: Int, length: Int) throws(XMLFault) {
        if depth >= limits.depth {
            throw fault(.limitDepth, offset, "elements are nested deeper than \(limits.depth)")
        }
        if unsafe tag.attributeCount > limits.attributes {
            throw fault(.limitAttributes, offset, "an element has more than \(limits.attributes) attributes")
        }
        if length > limits.tagBytes {
            throw fault(.limitMarkup, offset, "a tag is longer than \(limits.tagBytes) bytes")
        }
        if unsafe namespacesInForce + tag.namespaceCount > limits.namespaces {
            throw fault(.limitNamespaces, offset, "more than \(limits.namespaces) namespaces are declared")
        }
        unsafe namespaceCounts.append(tag.namespaceCount)
        unsafe namespacesInForce += tag.namespaceCount
    }

    private mutating func takeAttributes(of tag: RawStartTag) {
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

    mutating func end(
        name: UnsafePointer<UInt8>?, namespace: UnsafePointer<UInt8>?, _ input: InputView
    ) -> XMLEndTag {
        let end = unsafe input.offset
        var offset = end
        // SAFETY: libxml2 stands behind the `>` of `</a>` or `<a/>`; both lie in the buffer from their `<` on.
        let opening = unsafe input.lastOpening
        if unsafe opening + 1 < input.current, unsafe opening[1] == 0x2F {
            offset = unsafe end - (input.current - opening)
        }
        textLength = 0
        reportedEnd = end
        depth -= 1
        if let declared = namespaceCounts.popLast() { namespacesInForce -= declared }
        return unsafe XMLEndTag(
            name: names.name(name), namespace: names.name(namespace), line: lines.line(at: offset), offset: offset,
            endOffset: end)
    }

    /// A comment or processing instruction has been read.
    mutating func skip(to offset: Int) { reportedEnd = max(reportedEnd, offset) }

    // MARK: Text

    /// The place of a run of text or of a replaced reference.
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, _ input: InputView) throws(XMLFault) -> XMLTextPlace {
        let offset = reportedEnd
        // SAFETY: pointers are only compared and subtracted. Plain runs of ASCII are handed over where they stand in the
        // buffer; all else comes from a scratch buffer, with libxml2 behind what it was made of.
        if let start = bytes.baseAddress, unsafe start >= input.base, unsafe start < input.end {
            reportedEnd = unsafe input.offset + (start - input.current) + bytes.count
        } else {
            reportedEnd = unsafe input.offset
        }
        sectionEndsWithCR = false
        return try place(offset: offset, length: max(0, reportedEnd - offset), count: bytes.count, isCDATA: false)
    }

    /// The place of a CDATA section or a part of one, and its bytes when they had to be changed; nil for nothing at all.
    mutating func section(
        _ bytes: UnsafeBufferPointer<UInt8>, _ input: InputView
    ) throws(XMLFault) -> (place: XMLTextPlace, changed: [UInt8]?)? {
        // SAFETY: sections are handed over where they stand, with libxml2 at their start; nothing is read behind `end`.
        let offset = unsafe input.offset
        let current = unsafe input.current
        let count = bytes.count
        reportedEnd = offset + count
        if unsafe input.end - current >= count + 3, unsafe current[count] == 0x5D, unsafe current[count + 1] == 0x5D,
            unsafe current[count + 2] == 0x3E
        {
            reportedEnd += 3
        }
        let changed = unsafe bytes.contains(0x0D) || sectionEndsWithCR ? withUnixLineEnds(Array(bytes)) : nil
        guard changed?.isEmpty != true, count > 0 else { return nil }
        return (try place(offset: offset, length: count, count: count, isCDATA: true), changed)
    }

    /// libxml2 does not turn CR LF into LF in sections it reads piece by piece, so it is done here.
    private mutating func withUnixLineEnds(_ raw: [UInt8]) -> [UInt8] {
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
        return bytes
    }

    private mutating func place(offset: Int, length: Int, count: Int, isCDATA: Bool) throws(XMLFault) -> XMLTextPlace {
        textLength += count
        if textLength > limits.textBytes {
            throw fault(.limitText, offset, "a text is longer than \(limits.textBytes) bytes")
        }
        return XMLTextPlace(line: lines.line(at: offset), offset: offset, length: length, isCDATA: isCDATA)
    }
}
