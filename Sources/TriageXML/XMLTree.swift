/// A small document as a tree that remembers where everything stands. For files written by hand; dumps go through
/// ``XMLPushParser`` alone.
public struct XMLTree: Sendable {
    /// The root element.
    public let root: Element
    /// The document itself, UTF-8.
    public let bytes: [UInt8]

    /// Reads a document.
    public init(parsing bytes: [UInt8], limits: XMLLimits = .handWritten) throws(XMLFault) {
        let builder = XMLTreeBuilder()
        try XMLPushParser.parse(bytes, handler: builder, limits: limits)
        guard let root = builder.root else {
            throw XMLFault(code: .emptyDocument, line: 1, offset: 0, detail: "there is no XML element")
        }
        self.root = root
        self.bytes = bytes
    }

    /// An element. A class, because trees are walked by copying elements around.
    public final class Element: Sendable {
        /// Name without prefix.
        public let name: String
        /// Namespace; empty for none.
        public let namespace: String
        /// Attributes in order; namespace declarations are left out.
        public let attributes: [Attribute]
        /// Elements and texts in order; neighbouring texts are one.
        public let children: [Node]
        /// 1-based line of its `<`.
        public let line: Int
        /// Offset of its `<`.
        public let offset: Int

        init(
            name: String, namespace: String, attributes: [Attribute], children: [Node], line: Int, offset: Int
        ) {
            self.name = name
            self.namespace = namespace
            self.attributes = attributes
            self.children = children
            self.line = line
            self.offset = offset
        }

        /// Value of the attribute without namespace of that name.
        public subscript(name: String) -> String? {
            for attribute in attributes where attribute.name == name && attribute.namespace.isEmpty {
                return attribute.value
            }
            return nil
        }

        /// The elements directly inside.
        public var elements: [Element] {
            children.compactMap { if case .element(let element) = $0 { element } else { nil } }
        }

        /// The elements of that name directly inside.
        public func elements(_ name: String) -> [Element] {
            children.compactMap { if case .element(let element) = $0, element.name == name { element } else { nil } }
        }

        /// The first element of that name directly inside.
        public func first(_ name: String) -> Element? {
            for case .element(let element) in children where element.name == name { return element }
            return nil
        }

        /// The text directly inside, without that of inner elements.
        public var ownText: String {
            var text = ""
            for case .text(let piece, _) in children { text += piece }
            return text
        }

        /// All text inside, that of inner elements included, in document order. Depth is limited by the parser.
        public var text: String {
            var text = ""
            for child in children {
                switch child {
                case .text(let piece, _): text += piece
                case .element(let element): text += element.text
                }
            }
            return text
        }
    }

    /// An attribute.
    public struct Attribute: Sendable, Hashable {
        /// Name without prefix.
        public var name: String
        /// Namespace; empty for none.
        public var namespace: String
        /// Value.
        public var value: String
    }

    /// What an element holds.
    public enum Node: Sendable {
        /// An element.
        case element(Element)
        /// A text and the line of its first byte.
        case text(String, line: Int)
    }
}

/// Puts events together to a tree.
final class XMLTreeBuilder: XMLEventHandler {
    /// An element whose end is still to come.
    private struct Open {
        var tag: XMLStartTag
        var attributes: [XMLTree.Attribute]
        var children: [XMLTree.Node] = []
    }

    private(set) var root: XMLTree.Element?
    private var open: [Open] = []
    private var text: [UInt8] = []
    private var textLine = 0

    func startElement(_ tag: XMLStartTag) {
        endText()
        var attributes: [XMLTree.Attribute] = []
        attributes.reserveCapacity(tag.attributes.count)
        for index in 0..<tag.attributes.count {
            attributes.append(
                XMLTree.Attribute(
                    name: tag.attributes.name(at: index), namespace: tag.attributes.namespace(at: index),
                    value: tag.attributes.value(at: index)))
        }
        var kept = tag
        // The parser uses the buffer of the attributes again when nobody else holds it.
        kept.attributes = XMLAttributes()
        open.append(Open(tag: kept, attributes: attributes))
    }

    func endElement(_ tag: XMLEndTag) {
        endText()
        guard let last = open.popLast() else { return }
        let element = XMLTree.Element(
            name: last.tag.name, namespace: last.tag.namespace, attributes: last.attributes, children: last.children,
            line: last.tag.line, offset: last.tag.offset)
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(.element(element)) }
    }

    func text(_ bytes: Span<UInt8>, at place: XMLTextPlace) {
        if text.isEmpty { textLine = place.line }
        text.append(contentsOf: bytes)
    }

    private func endText() {
        guard !text.isEmpty else { return }
        if !open.isEmpty {
            open[open.count - 1].children.append(.text(String(decoding: text, as: UTF8.self), line: textLine))
        }
        text.removeAll(keepingCapacity: true)
    }
}
