import CLibXML2

/// An XML Schema (XSD 1.0) that checks documents. It is one document: what would load another is refused.
@safe public final class XMLSchema {
    // SAFETY: owned; freed in deinit and never handed out.
    private let schema: xmlSchemaPtr
    private let names: SchemaNames

    /// Reads a schema.
    public init(parsing bytes: [UInt8]) throws(XMLFault) {
        let tree = try XMLTree(parsing: bytes)
        try XMLSchema.refuseLoading(tree.root)
        names = SchemaNames(schema: tree.root)
        LibXML2.prepare()
        let errors = ErrorList()
        // SAFETY: the buffer outlives both calls; the context is freed here, and the list outlives it.
        let parsed: xmlSchemaPtr? = unsafe bytes.withUnsafeBytes { buffer in
            guard
                let context = unsafe xmlSchemaNewMemParserCtxt(
                    buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count))
            else { return nil }
            defer { unsafe xmlSchemaFreeParserCtxt(context) }
            unsafe xmlSchemaSetParserStructuredErrors(
                context, ErrorList.collect, Unmanaged.passUnretained(errors).toOpaque())
            return unsafe xmlSchemaParse(context)
        }
        guard let parsed = unsafe parsed, errors.entries.isEmpty else {
            if let parsed = unsafe parsed { unsafe xmlSchemaFree(parsed) }
            let first = errors.entries.first
            throw XMLFault(
                code: .library, line: first?.line ?? 1, offset: 0,
                detail: "the schema cannot be used: " + (first?.message ?? "no reason given"))
        }
        unsafe schema = parsed
    }

    deinit { unsafe xmlSchemaFree(schema) }

    /// Everything in which a document breaks the schema, in document order. Nothing is loaded.
    public func mistakes(in tree: XMLTree) -> [XMLSchemaMistake] {
        if let asked = XMLSchema.firstInstanceAttribute(in: tree.root) {
            return [XMLSchemaMistake(line: asked.line, what: "attribute '\(asked.name)' of XML Schema is not allowed")]
        }
        let errors = ErrorList()
        // SAFETY: `document` and `context` are made and freed here; the list outlives them.
        guard let document = unsafe parse(tree.bytes), let context = unsafe xmlSchemaNewValidCtxt(schema) else {
            return [XMLSchemaMistake(line: 1, what: "the XML library has no memory left")]
        }
        defer {
            unsafe xmlSchemaFreeValidCtxt(context)
            unsafe xmlFreeDoc(document)
        }
        unsafe xmlSchemaSetValidStructuredErrors(
            context, ErrorList.collect, Unmanaged.passUnretained(errors).toOpaque())
        unsafe _ = xmlSchemaValidateDoc(context, document)
        return SchemaMessage.mistakes(errors.entries, in: tree, names: names)
    }

    private func parse(_ bytes: [UInt8]) -> xmlDocPtr? {
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOERROR.rawValue
            | XML_PARSE_NOWARNING.rawValue
        // SAFETY: a tree was made of these bytes before: they are well-formed, small, and without DOCTYPE.
        return unsafe bytes.withUnsafeBytes { buffer in
            unsafe xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count), nil, nil,
                Int32(bitPattern: options))
        }
    }

    private static let schemaNamespace = "http://www.w3.org/2001/XMLSchema"
    private static let instanceNamespace = "http://www.w3.org/2001/XMLSchema-instance"

    private static func refuseLoading(_ root: XMLTree.Element) throws(XMLFault) {
        var open = [root]
        while let element = open.popLast() {
            if element.namespace == schemaNamespace, ["import", "include", "redefine"].contains(element.name) {
                throw XMLFault(
                    code: .library, line: element.line, offset: element.offset,
                    detail: "'\(element.name)' would load another file; a schema is one file here")
            }
            open += element.elements
        }
    }

    private static func firstInstanceAttribute(in root: XMLTree.Element) -> (name: String, line: Int)? {
        var open = [root]
        while let element = open.popLast() {
            for attribute in element.attributes where attribute.namespace == instanceNamespace {
                return (attribute.name, element.line)
            }
            open += element.elements.reversed()
        }
        return nil
    }
}

/// One way in which a document breaks its schema.
public struct XMLSchemaMistake: Sendable, Hashable {
    /// 1-based line of the element.
    public var line: Int
    /// What is wrong: `unknown attribute 'lable' of 'kind'`.
    public var what: String
    /// What could stand there; empty when the schema cannot tell.
    public var expected: [String]
    /// The expected name that was probably meant.
    public var didYouMean: String?

    /// Makes a mistake.
    public init(line: Int, what: String, expected: [String] = [], didYouMean: String? = nil) {
        self.line = line
        self.what = what
        self.expected = expected
        self.didYouMean = didYouMean
    }
}
