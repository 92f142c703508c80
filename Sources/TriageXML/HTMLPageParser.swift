import CLibXML2

/// Reads HTML as browsers take it, however broken, with libxml2's HTML parser. Nothing is loaded: no DTD, no picture,
/// no style sheet; what a page says of its encoding is ignored, since the input is UTF-8 by contract.
public enum HTMLPageParser {
    /// Reads a page and hands what it holds to `handler`.
    ///
    /// What stands before a fault has been reported. A page that ends in the middle is no fault.
    public static func parse(
        _ bytes: [UInt8], handler: any HTMLEventHandler, limits: HTMLLimits = HTMLLimits()
    ) throws(XMLFault) {
        guard bytes.count <= limits.totalBytes, Int32(exactly: bytes.count) != nil else {
            throw XMLFault(
                code: .limitTotal, line: 1, offset: 0, detail: "the page is longer than \(limits.totalBytes) bytes")
        }
        if let offset = limits.excess(in: bytes) {
            throw XMLFault(
                code: .limitAttributes, line: 1, offset: offset,
                detail: "a tag has more than \(limits.attributes) attributes")
        }
        LibXML2.prepare()
        // A zero byte would end the page for libxml2, and so would the end of the document.
        let page = HTMLPageEnds.opened(bytes.contains(0) ? bytes.map { $0 == 0 ? 0x20 : $0 } : bytes)
        let state = HTMLParserState(page: page, handler: handler, limits: limits)
        var table = unsafe HTMLCallbacks.table()
        // SAFETY: the state lives until the context is freed; libxml2 copies the table.
        let context = unsafe htmlCreatePushParserCtxt(
            &table, Unmanaged.passUnretained(state).toOpaque(), nil, 0, nil, XML_CHAR_ENCODING_UTF8)
        guard let context = unsafe context else {
            throw XMLFault(code: .library, line: 1, offset: 0, detail: "no memory for a parser")
        }
        unsafe state.context = context
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NODEFDTD.rawValue
            | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        unsafe _ = htmlCtxtUseOptions(context, Int32(bitPattern: options))
        // SAFETY: libxml2 copies the chunk; its size was checked to fit in 32 bits.
        unsafe page.withUnsafeBytes { chunk in
            unsafe _ = htmlParseChunk(
                context, chunk.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: chunk.count), 0)
        }
        // SAFETY: an empty chunk with terminate is how libxml2 is told about the end.
        unsafe _ = htmlParseChunk(context, nil, 0, 1)
        unsafe state.context = nil
        unsafe htmlFreeParserCtxt(context)
        if let fault = state.fault { throw fault }
    }
}
