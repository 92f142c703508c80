/// Receives what a document holds, in document order.
///
/// A handler that throws stops the parser; ``XMLPushParser/feed(_:)`` then throws the same fault.
/// Offsets are UTF-8 bytes from the start of the input, lines are 1-based and end with LF, CR LF or CR.
public protocol XMLEventHandler: AnyObject {
    /// An element starts.
    func startElement(_ tag: XMLStartTag) throws(XMLFault)
    /// An element ends; every start has its end unless the document is faulty.
    func endElement(_ tag: XMLEndTag) throws(XMLFault)
    /// Text of the innermost open element, decoded: references replaced, line ends as LF. One text may come in many
    /// pieces; pieces are never empty, and never cut inside of a character.
    func text(_ bytes: Span<UInt8>, at place: XMLTextPlace) throws(XMLFault)
}

/// A start tag.
public struct XMLStartTag: Sendable {
    /// Name without prefix.
    public var name: String
    /// Namespace; empty for none.
    public var namespace: String
    /// Attributes in order, namespace declarations left out.
    public var attributes: XMLAttributes
    /// Line of its `<`.
    public var line: Int
    /// Offset of its `<`.
    public var offset: Int
    /// Offset behind its `>`.
    public var endOffset: Int
    /// True for `<a/>`.
    public var isSelfClosing: Bool
}

/// An end tag, or the end of an element without content.
public struct XMLEndTag: Sendable {
    /// Name without prefix.
    public var name: String
    /// Namespace; empty for none.
    public var namespace: String
    /// Line of its `</`.
    public var line: Int
    /// Offset of its `</`; for `<a/>` the offset behind it.
    public var offset: Int
    /// Offset behind its `>`.
    public var endOffset: Int
}

/// Where a piece of text stands in the input.
public struct XMLTextPlace: Sendable, Hashable {
    /// Line of its first byte.
    public var line: Int
    /// Offset of its first byte; of the `&` for a reference.
    public var offset: Int
    /// Number of bytes it takes in the input. Equal to the number of bytes given, unless a reference was replaced or
    /// a CR dropped.
    public var length: Int
    /// True for text of a CDATA section.
    public var isCDATA: Bool

    /// Makes a place.
    public init(line: Int, offset: Int, length: Int, isCDATA: Bool) {
        self.line = line
        self.offset = offset
        self.length = length
        self.isCDATA = isCDATA
    }
}

extension Array where Element == UInt8 {
    /// Appends the bytes of a span.
    public mutating func append(contentsOf bytes: Span<UInt8>) {
        // SAFETY: the buffer is used inside of the closure only, and append copies it.
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
