import TriageModel
import TriageXML

/// Builds the objects of a CLIXML document from XML events and hands over each top-level one when it is whole.
final class CLIXMLBuilder: XMLEventHandler {
    private var stack: [CLIXMLNode] = []
    /// What part of the innermost object is open: `TN`, `Props`, `MS`, `LST` …
    private var parts: [String] = []
    private var pending: [UInt8] = []
    private var typeTable: [Int: [String]] = [:]
    private var typeReference = -1
    private var entryKey = ""
    /// Top-level objects in order.
    private(set) var objects: [CLIXMLNode] = []
    /// Objects by `RefId`, with their display text only: a `Ref` shows that, and cycles cost nothing.
    private(set) var displays: [Int: [UInt8]] = [:]
    private static let collections: Set<String> = ["LST", "STK", "QUE", "IE", "DCT"]
    private static let structure: Set<String> = [
        "Objs", "TN", "T", "TNRef", "Props", "MS", "ToString", "LST", "STK", "QUE", "IE", "DCT", "En",
    ]

    func startElement(_ tag: XMLStartTag) throws(XMLFault) {
        pending.removeAll(keepingCapacity: true)
        guard !Self.structure.contains(tag.name) else {
            parts.append(tag.name)
            if tag.name == "TN" { typeReference = tag.attributes["RefId"].flatMap { Int($0) } ?? -1 }
            if tag.name == "TNRef", let last = stack.indices.last, let id = tag.attributes["RefId"].flatMap({ Int($0) })
            {
                stack[last].types = typeTable[id] ?? []
            }
            if Self.collections.contains(tag.name), let last = stack.indices.last { stack[last].isCollection = true }
            return
        }
        var node = CLIXMLNode(tag: tag.name)
        if let name = tag.attributes.bytes(of: "N") {
            node.name = String(decoding: CLIXMLEscapes.decode(Array(name)), as: UTF8.self)
        }
        node.reference = tag.attributes["RefId"].flatMap { Int($0) } ?? -1
        node.range = tag.offset..<tag.endOffset
        stack.append(node)
        parts.append("")
    }

    func text(_ bytes: Span<UInt8>, at place: XMLTextPlace) throws(XMLFault) {
        guard let part = parts.last, part.isEmpty || part == "T" || part == "ToString" else { return }
        pending.append(contentsOf: bytes)
        if part.isEmpty, let last = stack.indices.last {
            let start =
                stack[last].text.isEmpty && pending.count == bytes.count ? place.offset : stack[last].range.lowerBound
            stack[last].range = start..<(place.offset + place.length)
        }
    }

    func endElement(_ tag: XMLEndTag) throws(XMLFault) {
        guard let part = parts.popLast() else { return }
        switch part {
        case "T":
            if let last = stack.indices.last { stack[last].types.append(String(decoding: pending, as: UTF8.self)) }
        case "TN":
            if let last = stack.indices.last { typeTable[typeReference] = stack[last].types }
        case "ToString":
            if let last = stack.indices.last { stack[last].display = CLIXMLEscapes.decode(pending) }
        case "": close(tag)
        default: break
        }
        pending.removeAll(keepingCapacity: true)
    }

    private func close(_ tag: XMLEndTag) {
        guard var node = stack.popLast() else { return }
        if node.tag == "Obj" {
            node.range = node.range.lowerBound..<tag.endOffset
            if node.reference >= 0 { displays[node.reference] = node.display ?? node.primitive.first?.text ?? [] }
        } else if node.tag == "BA" {
            node.binary = Base64.decode(pending).map(BinaryFacts.describe)
        } else if node.tag == "SS" {
            // A secure string is never shown, not even encrypted.
            node.text = []
        } else {
            node.text = CLIXMLEscapes.decode(pending)
        }
        guard let parent = stack.indices.last else {
            objects.append(node)
            return
        }
        switch parts.last(where: { !$0.isEmpty && $0 != "En" }) {
        case _ where parts.last == "":
            stack[parent].primitive.append(node)
        case "Props", "MS":
            stack[parent].properties.append(node)
        case "DCT":
            if node.name.isEqualIgnoringCase("Key") {
                entryKey = node.string
            } else {
                node.name = entryKey
                stack[parent].items.append(node)
            }
        default:
            stack[parent].items.append(node)
        }
    }
}

/// Base64 (RFC 4648, 4), white space allowed.
enum Base64 {
    /// The bytes; nil when a byte of no alphabet stands in the text or the length is impossible.
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        for byte in text {
            let digit: UInt32
            switch byte {
            case 0x41...0x5A: digit = UInt32(byte - 0x41)
            case 0x61...0x7A: digit = UInt32(byte - 0x61 + 26)
            case 0x30...0x39: digit = UInt32(byte - 0x30 + 52)
            case 0x2B: digit = 62
            case 0x2F: digit = 63
            case 0x3D:
                padding += 1
                continue
            case 0x20, 0x09, 0x0A, 0x0D: continue
            default: return nil
            }
            guard padding == 0 else { return nil }
            bits = bits << 6 | digit
            count += 1
            if count % 4 == 0 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
                bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
                bytes.append(UInt8(truncatingIfNeeded: bits))
                bits = 0
            }
        }
        switch count % 4 {
        case 0: break
        case 2: bytes.append(UInt8(truncatingIfNeeded: bits >> 4))
        case 3:
            bytes.append(UInt8(truncatingIfNeeded: bits >> 10))
            bytes.append(UInt8(truncatingIfNeeded: bits >> 2))
        default: return nil
        }
        return bytes
    }
}
