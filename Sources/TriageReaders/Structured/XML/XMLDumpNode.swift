import TriageModel
import TriageXML

/// An element of an XML dump, with what readers ask for. Place: offsets in the document's text.
struct XMLDumpNode: Sendable {
    /// Name without prefix.
    var name: String
    /// Namespace; empty for none.
    var namespace: String
    var attributes: [(name: String, value: String)] = []
    /// Text of the element itself, pieces joined.
    var text: [UInt8] = []
    /// True when there is more than blanks in it.
    var hasText = false
    /// Place of the text; of the tags where there is no text.
    var range: Range<Int>
    /// Place of the whole element.
    var extent: Range<Int>
    var children: [XMLDumpNode] = []
    /// True for an element nothing closed: the document was cut inside of it.
    var isCut = false

    /// Text without white space around it.
    var string: String { ValueTyper.trim(String(decoding: text, as: UTF8.self)) }

    /// The first child of that name.
    subscript(name: String) -> XMLDumpNode? { children.first { $0.name == name } }

    /// Value of an attribute, whatever its namespace.
    func attribute(_ name: String) -> String? { attributes.first { $0.name.isEqualIgnoringCase(name) }?.value }

    /// The element at the end of a path of names.
    func child(_ path: String...) -> XMLDumpNode? {
        var node: XMLDumpNode? = self
        for name in path { node = node?[name] }
        return node
    }
}

/// Builds the tree of a dump. Elements are counted: a dump of millions is cut, and that is said.
final class XMLDumpBuilder: XMLEventHandler {
    private var stack: [XMLDumpNode] = []
    /// The root element, once it is closed.
    private(set) var root: XMLDumpNode?
    /// The first text that stands between elements, where none belongs.
    private(set) var stray: Range<Int>?
    private var count = 0
    private static let maximumCount = 4_000_000

    func startElement(_ tag: XMLStartTag) throws(XMLFault) {
        count += 1
        guard count <= Self.maximumCount else {
            throw XMLFault(
                code: .limitTotal, line: tag.line, offset: tag.offset,
                detail: "the document has more than \(Self.maximumCount) elements")
        }
        var node = XMLDumpNode(
            name: tag.name, namespace: tag.namespace, range: tag.offset..<tag.endOffset,
            extent: tag.offset..<tag.endOffset)
        for index in 0..<tag.attributes.count {
            node.attributes.append((tag.attributes.name(at: index), tag.attributes.value(at: index)))
        }
        stack.append(node)
    }

    func text(_ bytes: Span<UInt8>, at place: XMLTextPlace) throws(XMLFault) {
        guard let last = stack.indices.last else { return }
        if stack[last].hasText {
            stack[last].range = stack[last].range.lowerBound..<(place.offset + place.length)
        } else {
            stack[last].range = place.offset..<(place.offset + place.length)
            for index in bytes.indices where !bytes[index].isBlankByte {
                stack[last].hasText = true
                break
            }
        }
        stack[last].text.append(contentsOf: bytes)
    }

    func endElement(_ tag: XMLEndTag) throws(XMLFault) { close(at: tag.endOffset) }

    /// Closes what is still open, so that what a cut document holds is kept.
    func finish(at offset: Int) {
        while let last = stack.indices.last {
            stack[last].isCut = true
            close(at: offset)
        }
    }

    private func close(at offset: Int) {
        guard var node = stack.popLast() else { return }
        node.extent = node.extent.lowerBound..<max(node.extent.lowerBound, offset)
        if node.hasText, !node.children.isEmpty, stray == nil { stray = node.range }
        if let parent = stack.indices.last { stack[parent].children.append(node) } else { root = node }
    }
}
