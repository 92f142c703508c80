import CLibXML2

/// Lays out a document written by hand in one way, and changes nothing of what it says: comments, CDATA sections and text
/// stay as they are, and so does where an author put several elements on one line.
///
/// - An element that holds only elements has all of them on its own line, or all of them below it, as soon as one of them is.
///   What begins on the line of the element before stays there.
/// - Two blanks a level; of several empty lines one is kept, and none at the beginning or end of an element.
/// - Text and elements mixed, and whatever says `xml:space="preserve"`, are not touched.
/// - Attributes stand one blank apart in double quotes; `<a></a>` is `<a/>`; lines end with LF; UTF-8 is declared.
public enum XMLTidy {
    /// The document laid out.
    ///
    /// - Throws: what is wrong with the document; nothing is laid out that is not well-formed or has a DOCTYPE.
    public static func tidied(_ bytes: [UInt8], limits: XMLLimits = .handWritten) throws(XMLFault) -> [UInt8] {
        // The checks of the push parser come first: no DOCTYPE, and a depth that a walk can take.
        let before = try XMLTree(parsing: bytes, limits: limits)
        guard let laidOut = layOut(before.bytes) else {
            throw XMLFault(code: .library, line: 1, offset: 0, detail: "the XML library has no memory left")
        }
        guard saysTheSame(before.root, try XMLTree(parsing: laidOut, limits: limits).root) else {
            throw XMLFault(code: .library, line: 1, offset: 0, detail: "laid out it would not say the same")
        }
        return laidOut
    }

    /// True where two elements have the same name, attributes and content but for texts of blanks alone.
    static func saysTheSame(_ left: XMLTree.Element, _ right: XMLTree.Element) -> Bool {
        func content(_ element: XMLTree.Element) -> [XMLTree.Node] {
            element.children.filter {
                if case .text(let text, _) = $0 { !text.allSatisfy(\.isWhitespace) } else { true }
            }
        }
        guard left.name == right.name, left.namespace == right.namespace, left.attributes == right.attributes else {
            return false
        }
        let (inLeft, inRight) = (content(left), content(right))
        return inLeft.count == inRight.count
            && zip(inLeft, inRight).allSatisfy { pair in
                switch pair {
                case (.text(let one, _), .text(let other, _)): one == other
                case (.element(let one), .element(let other)): saysTheSame(one, other)
                default: false
                }
            }
    }

    private static func layOut(_ bytes: [UInt8]) -> [UInt8]? {
        LibXML2.prepare()
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        // SAFETY: a tree was made of these bytes before: they are well-formed, small, and without DOCTYPE.
        let parsed = unsafe bytes.withUnsafeBytes { buffer in
            unsafe xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count), nil, nil,
                Int32(bitPattern: options))
        }
        guard let document = unsafe parsed else { return nil }
        defer { unsafe xmlFreeDoc(document) }
        if let root = unsafe xmlDocGetRootElement(document) { unsafe layOut(root, depth: 0) }
        guard let buffer = unsafe xmlBufferCreate() else { return nil }
        defer { unsafe xmlBufferFree(buffer) }
        guard let output = unsafe xmlSaveToBuffer(buffer, "UTF-8", 0) else { return nil }
        let isSaved = unsafe xmlSaveDoc(output, document) >= 0
        guard unsafe xmlSaveClose(output) >= 0, isSaved, let text = unsafe xmlBufferContent(buffer) else { return nil }
        return unsafe Array(UnsafeBufferPointer(start: text, count: Int(xmlBufferLength(buffer))))
    }

    // SAFETY: of this and what follows: nodes belong to a document that outlives the walk; a node is freed only after it was
    // unlinked, and its successor was asked before.
    private static func layOut(_ element: xmlNodePtr, depth: Int) {
        guard unsafe xmlNodeGetSpacePreserve(element) != 1, let gaps = unsafe Gaps(of: element) else { return }
        unsafe gaps.children.forEach { child in
            if unsafe child.node.pointee.type == XML_ELEMENT_NODE { unsafe layOut(child.node, depth: depth + 1) }
        }
        let isTall = unsafe gaps.endsOnNewLine || gaps.children.contains { unsafe $0.newLines > 0 }
        unsafe gaps.children.enumerated().forEach { index, child in
            let isComment = unsafe child.node.pointee.type == XML_COMMENT_NODE
            let gap =
                if unsafe index > 0 && child.newLines == 0 {
                    isComment ? " " : ""
                } else if isTall {
                    unsafe lines(index > 0 && child.newLines > 1 ? 2 : 1, depth: depth + 1)
                } else {
                    ""
                }
            unsafe insert(gap, before: child.node)
        }
        if isTall { unsafe _ = xmlAddChild(element, unsafe xmlNewText(lines(1, depth: depth))) }
    }

    private static func lines(_ count: Int, depth: Int) -> String {
        String(repeating: "\n", count: count) + String(repeating: "  ", count: depth)
    }

    private static func insert(_ gap: String, before node: xmlNodePtr) {
        if !gap.isEmpty { unsafe _ = xmlAddPrevSibling(node, unsafe xmlNewText(gap)) }
    }

    /// What stands in an element that holds no text: its elements, comments and instructions, and how many lines end
    /// before each. The blanks between them are taken out.
    @unsafe private struct Gaps {
        var children: [(node: xmlNodePtr, newLines: Int)] = unsafe []
        var endsOnNewLine = false

        /// Nil where there is text, or nothing but blanks.
        init?(of element: xmlNodePtr) {
            var blanks: [xmlNodePtr] = unsafe []
            var newLines = 0
            var next = unsafe element.pointee.children
            while let node = unsafe next {
                unsafe next = unsafe node.pointee.next
                switch unsafe node.pointee.type {
                case XML_ELEMENT_NODE, XML_COMMENT_NODE, XML_PI_NODE:
                    unsafe children.append((node, newLines))
                    newLines = 0
                case XML_TEXT_NODE where unsafe xmlIsBlankNode(node) == 1:
                    newLines += unsafe Self.newLines(in: node)
                    unsafe blanks.append(node)
                default:
                    return nil
                }
            }
            guard unsafe !children.isEmpty else { return nil }
            unsafe endsOnNewLine = newLines > 0
            unsafe blanks.forEach { blank in
                unsafe xmlUnlinkNode(blank)
                unsafe xmlFreeNode(blank)
            }
        }

        private static func newLines(in node: xmlNodePtr) -> Int {
            guard var place = unsafe node.pointee.content else { return 0 }
            var count = 0
            while unsafe place.pointee != 0 {
                if unsafe place.pointee == UInt8(ascii: "\n") { count += 1 }
                unsafe place += 1
            }
            return count
        }
    }
}
