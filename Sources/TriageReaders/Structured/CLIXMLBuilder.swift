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
    /// Keys of the dictionary entries that are open, outermost first.
    private var entryKeys: [String] = []
    /// Top-level objects in order.
    private(set) var objects: [CLIXMLNode] = []
    /// Objects by `RefId`, with their display text only: a `Ref` shows that, and cycles cost nothing.
    private(set) var displays: [Int: [UInt8]] = [:]
    /// Objects by `RefId`, whole; only kept when they are asked for.
    private(set) var referenced: [Int: CLIXMLNode] = [:]
    /// Offset behind the last top-level object.
    private(set) var end = 0
    private let keepsReferenced: Bool
    private static let collections: Set<String> = ["LST", "STK", "QUE", "IE", "DCT"]
    private static let structure: Set<String> = [
        "Objs", "TN", "T", "TNRef", "Props", "MS", "ToString", "LST", "STK", "QUE", "IE", "DCT", "En",
    ]

    /// Makes a builder.
    ///
    /// - Parameter keepsReferenced: true when `Ref` elements are to be followed.
    init(keepsReferenced: Bool = false) { self.keepsReferenced = keepsReferenced }

    func startElement(_ tag: XMLStartTag) throws(XMLFault) {
        pending.removeAll(keepingCapacity: true)
        guard !Self.structure.contains(tag.name) else {
            parts.append(tag.name)
            if tag.name == "En" { entryKeys.append("") }
            if tag.name.hasPrefix("TN"), let last = stack.indices.last { stack[last].hasTypeNames = true }
            if tag.name == "TN" { typeReference = tag.attributes["RefId"].flatMap { Int($0) } ?? -1 }
            if tag.name == "TNRef", let last = stack.indices.last, let id = tag.attributes["RefId"].flatMap({ Int($0) })
            {
                stack[last].types = typeTable[id] ?? []
            }
            if Self.collections.contains(tag.name), let last = stack.indices.last { stack[last].isCollection = true }
            if tag.name == "DCT", let last = stack.indices.last { stack[last].isDictionary = true }
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
            if let last = stack.indices.last {
                stack[last].types.append(String(decoding: CLIXMLEscapes.decode(pending), as: UTF8.self))
            }
        case "TN":
            if let last = stack.indices.last { typeTable[typeReference] = stack[last].types }
        case "ToString":
            if let last = stack.indices.last { stack[last].display = CLIXMLEscapes.decode(pending) }
        case "En": _ = entryKeys.popLast()
        case "": close(tag)
        default: break
        }
        pending.removeAll(keepingCapacity: true)
    }

    /// Hands over what a cut document holds of its last object: its whole properties and elements. A property that was
    /// cut itself is not known.
    func salvage() {
        while var node = stack.popLast() {
            guard node.tag == "Obj", !node.properties.isEmpty || !node.items.isEmpty else { continue }
            let ends = (node.properties + node.items).map(\.range.upperBound)
            node.range = node.range.lowerBound..<max(node.range.upperBound, ends.max() ?? 0)
            if let parent = stack.indices.last {
                if stack[parent].isCollection { stack[parent].items.append(node) }
            } else {
                objects.append(node)
            }
        }
    }

    private func close(_ tag: XMLEndTag) {
        guard var node = stack.popLast() else { return }
        if node.tag == "Obj" {
            node.range = node.range.lowerBound..<tag.endOffset
            if keepsReferenced, node.reference >= 0 { referenced[node.reference] = node }
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
            end = tag.endOffset
            return
        }
        switch parts.last(where: { !$0.isEmpty && $0 != "En" }) {
        case _ where parts.last == "":
            stack[parent].primitive.append(node)
        case "Props", "MS":
            // A member set inside of another holds settings of the shell, no properties.
            if parts.count >= 2, parts.last == "MS", parts[parts.count - 2] == "MS" { return }
            node.isNote = parts.last == "MS"
            stack[parent].properties.append(node)
        case "DCT":
            if node.name.isEqualIgnoringCase("Key") {
                if !entryKeys.isEmpty { entryKeys[entryKeys.count - 1] = node.string }
            } else {
                // An entry's second element must say that it is the value; PowerShell refuses any other.
                if !node.name.isEqualIgnoringCase("Value") { node.tag = "?" }
                node.name = entryKeys.last ?? ""
                stack[parent].items.append(node)
            }
        default:
            stack[parent].items.append(node)
        }
    }
}
