import CLibXML2

/// libxml2's table of callbacks. What is missing in it is not done: no entity is looked up, no file is asked for.
// SAFETY of the closures: libxml2 calls them from xmlParseChunk only, with the pointers it documents; what they are
// given is used before they return.
enum SAXCallbacks {
    static func table() -> xmlSAXHandler {
        var table = unsafe xmlSAXHandler()
        unsafe table.initialized = UInt32(XML_SAX2_MAGIC)
        unsafe table.startElementNs = startElement
        unsafe table.endElementNs = endElement
        unsafe table.characters = characters
        // The same function as for text, or libxml2 would guess which white space matters.
        unsafe table.ignorableWhitespace = characters
        unsafe table.cdataBlock = section
        unsafe table.comment = { user, _ in unsafe parserState(user)?.skippedMarkup() }
        unsafe table.processingInstruction = { user, _, _ in unsafe parserState(user)?.skippedMarkup() }
        unsafe table.internalSubset = { user, _, _, _ in
            guard let state = unsafe parserState(user) else { return }
            state.fail(.doctypeRefused, at: state.position, "a DOCTYPE is not allowed; remove it")
        }
        unsafe table.serror = error
        return unsafe table
    }

    private static let startElement: startElementNsSAX2Func = {
        user, name, _, namespace, namespaceCount, _, attributeCount, _, attributes in
        unsafe parserState(user)?.startElement(
            RawStartTag(
                name: name, namespace: namespace, attributeCount: max(0, Int(attributeCount)),
                namespaceCount: max(0, Int(namespaceCount)), pointers: attributes))
    }

    private static let endElement: endElementNsSAX2Func = { user, name, _, namespace in
        unsafe parserState(user)?.endElement(name: name, namespace: namespace)
    }

    private static let characters: charactersSAXFunc = { user, text, length in
        guard let text = unsafe text else { return }
        unsafe parserState(user)?.text(text, max(0, Int(length)))
    }

    private static let section: cdataBlockSAXFunc = { user, text, length in
        guard let text = unsafe text else { return }
        unsafe parserState(user)?.section(text, max(0, Int(length)))
    }

    private static let error: xmlStructuredErrorFunc = { user, error in
        guard let state = unsafe parserState(user), let error = unsafe error,
            unsafe error.pointee.level == XML_ERR_FATAL
        else { return }
        unsafe state.failed(with: error.pointee)
    }

}

/// The state behind the pointer libxml2 carries for us.
private func parserState(_ user: UnsafeMutableRawPointer?) -> ParserState? {
    guard let user = unsafe user else { return nil }
    // SAFETY: the pointer is the unretained ParserState its parser keeps alive for longer than libxml2's parser.
    return unsafe Unmanaged<ParserState>.fromOpaque(user).takeUnretainedValue()
}

extension ParserState {
    /// Keeps libxml2's own text of a fatal error, under a code of ours.
    func failed(with error: xmlError) {
        guard fault == nil else { return }
        let text = unsafe message(of: error)
        let number = unsafe UInt32(bitPattern: error.code)
        if number == XML_ERR_UNDECLARED_ENTITY.rawValue {
            fail(.undeclaredEntity, at: position, text)
        } else if number == XML_ERR_INVALID_ENCODING.rawValue || text.hasPrefix("Input is not proper UTF-8") {
            fail(.notUTF8, at: position, text)
        } else if number == XML_ERR_NO_MEMORY.rawValue {
            fail(.library, at: position, text)
        } else if isFinishing && isUnfinished {
            failEarlyEnd(at: position)
        } else if number == XML_ERR_DOCUMENT_EMPTY.rawValue {
            fail(.emptyDocument, at: position, "there is no XML element")
        } else if number == XML_ERR_DOCUMENT_END.rawValue {
            fail(.extraContent, at: position, "something follows the root element")
        } else {
            fail(.notWellFormed, at: position, text)
        }
    }
}

/// libxml2's text on one line.
func message(of error: xmlError) -> String {
    guard let text = unsafe error.message else { return "not well-formed" }
    // SAFETY: libxml2 keeps the message as a zero-terminated string during the callback.
    let whole = unsafe String(cString: text)
    return whole.split(whereSeparator: { $0 == "\n" || $0 == "\r" }).joined(separator: " ")
}
