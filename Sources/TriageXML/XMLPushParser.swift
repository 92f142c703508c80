import CLibXML2

/// Reads UTF-8 XML piece by piece and hands what it finds to a handler.
///
/// Nothing is ever loaded, no DOCTYPE is accepted and no entity is expanded beyond `&lt; &gt; &amp; &apos; &quot;` and
/// character references. An encoding the document declares is ignored: the input is UTF-8 by contract, and offsets
/// are bytes of it. Memory depends on the longest tag, not on the document. Time is linear in the input.
///
/// ```swift
/// let parser = XMLPushParser(handler: handler)
/// try parser.feed(bytes)      // as often as needed
/// try parser.finish()         // throws .truncated when the root element is still open
/// ```
///
/// What came before a fault has been reported; after it every call throws the same fault.
public final class XMLPushParser {
    private let state: ParserState
    /// What is gathered before libxml2 sees it: its push mode looks at all it has not consumed at every call, which
    /// would make single bytes quadratic.
    private var pending: [UInt8] = []
    private let batch: Int
    private var isStarted = false
    private var total = 0

    /// Makes a parser for one document.
    public convenience init(handler: any XMLEventHandler, limits: XMLLimits = XMLLimits()) {
        self.init(handler: handler, limits: limits, batch: 32_768)
    }

    /// `batch`: number of bytes libxml2 is given at once.
    init(handler: any XMLEventHandler, limits: XMLLimits, batch: Int) {
        state = ParserState(handler: handler, limits: limits)
        self.batch = max(1, batch)
    }

    deinit {
        // SAFETY: the parser owns its context; nobody else has seen it.
        if let context = unsafe state.context {
            unsafe state.context = nil
            unsafe xmlFreeParserCtxt(context)
        }
    }

    /// Bytes taken so far.
    public var byteCount: Int { total }

    /// The fault that ended the reading, if any.
    public var fault: XMLFault? { state.fault }

    /// Reads the next bytes.
    public func feed(_ bytes: [UInt8]) throws(XMLFault) { try feed(bytes[...]) }

    /// Reads the next bytes.
    public func feed(_ bytes: ArraySlice<UInt8>) throws(XMLFault) {
        if let fault = state.fault { throw fault }
        var rest = bytes
        while !rest.isEmpty {
            let room = max(batch, isStarted ? 1 : 4) - pending.count
            pending.append(contentsOf: rest.prefix(room))
            rest = rest.dropFirst(room)
            if pending.count >= max(batch, isStarted ? 1 : 4) { try flush() }
        }
    }

    /// Says that there is no more.
    public func finish() throws(XMLFault) {
        if let fault = state.fault { throw fault }
        try flush()
        state.isFinishing = true
        // SAFETY: an empty chunk with terminate is how libxml2 is told about the end.
        if let context = unsafe state.context { unsafe _ = xmlParseChunk(context, nil, 0, 1) }
        if state.fault == nil, state.isUnfinished { state.failEarlyEnd(at: total) }
        if let fault = state.fault { throw fault }
    }

    /// Reads a whole document.
    public static func parse(
        _ bytes: [UInt8], handler: any XMLEventHandler, limits: XMLLimits = XMLLimits()
    ) throws(XMLFault) {
        let parser = XMLPushParser(handler: handler, limits: limits)
        try parser.feed(bytes)
        try parser.finish()
    }

    private func flush() throws(XMLFault) {
        guard !pending.isEmpty else { return }
        if !isStarted { try start() }
        defer { pending.removeAll(keepingCapacity: true) }
        total += pending.count
        state.willRead(pending)
        if total > state.limits.totalBytes {
            state.fail(.limitTotal, at: state.position, "the document is longer than \(state.limits.totalBytes) bytes")
        } else if let context = unsafe state.context {
            // SAFETY: libxml2 copies the chunk before it returns. A chunk never exceeds `batch`, which fits in 32 bits.
            unsafe pending.withUnsafeBytes { chunk in
                unsafe _ = xmlParseChunk(
                    context, chunk.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: chunk.count), 0)
            }
            checkBacklog()
        }
        if let fault = state.fault { throw fault }
    }

    /// Refuses markup that goes on and on: libxml2 keeps it and looks through it again and again.
    private func checkBacklog() {
        guard state.fault == nil, let input = unsafe state.context?.pointee.input,
            let current = unsafe input.pointee.cur,
            let end = unsafe input.pointee.end
        else { return }
        let backlog = unsafe end - current
        guard backlog > min(state.limits.tagBytes, state.limits.commentBytes), backlog >= 2 else { return }
        // SAFETY: `backlog` bytes stand at `cur`.
        let isTag = unsafe current[0] == 0x3C && current[1] != 0x21 && current[1] != 0x3F
        let limit = isTag ? state.limits.tagBytes : state.limits.commentBytes
        if backlog > limit {
            let what = isTag ? "a tag" : "a comment, instruction or section"
            state.fail(.limitMarkup, at: state.position, "\(what) is longer than \(limit) bytes")
        }
    }

    private func start() throws(XMLFault) {
        isStarted = true
        LibXML2.prepare()
        // libxml2 would convert what looks like another encoding, and offsets would be those of its own copy.
        // SAFETY: the buffer is read inside of the closure only.
        let guess = unsafe pending.withUnsafeBufferPointer {
            unsafe xmlDetectCharEncoding($0.baseAddress, Int32(clamping: min(4, $0.count)))
        }
        guard guess == XML_CHAR_ENCODING_NONE || guess == XML_CHAR_ENCODING_UTF8, !pending.prefix(4).contains(0) else {
            let fault = XMLFault(
                code: .notUTF8, line: 1, offset: 0, detail: "the document is not UTF-8; decode it before parsing")
            state.fault = fault
            throw fault
        }
        var table = unsafe SAXCallbacks.table()
        // SAFETY: the state outlives the context (deinit frees the context first); libxml2 copies the table.
        let context = unsafe xmlCreatePushParserCtxt(&table, Unmanaged.passUnretained(state).toOpaque(), nil, 0, nil)
        guard let context = unsafe context else {
            let fault = XMLFault(code: .library, line: 1, offset: 0, detail: "no memory for a parser")
            state.fault = fault
            throw fault
        }
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        unsafe _ = xmlCtxtUseOptions(context, Int32(bitPattern: options))
        unsafe state.context = context
    }
}
