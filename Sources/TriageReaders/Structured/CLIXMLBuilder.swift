import TriageBytes
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
    private(set) var displays = DisplayTexts()
    /// Objects by `RefId`, whole; only kept when they are asked for.
    private(set) var referenced: [Int: CLIXMLNode] = [:]
    /// True when elements were handed over of an object that turned out to have properties as well.
    private(set) var isMixed = false
    private let keepsReferenced: Bool
    private let streams: Bool
    private static let collections: Set<String> = ["LST", "STK", "QUE", "IE", "DCT"]
    private static let structure: Set<String> = [
        "Objs", "TN", "T", "TNRef", "Props", "MS", "ToString", "LST", "STK", "QUE", "IE", "DCT", "En",
    ]

    /// Makes a builder.
    ///
    /// - Parameters:
    ///   - keepsReferenced: true when `Ref` elements are to be followed.
    ///   - streams: true when the objects are taken as they come, the elements of a collection at the top too.
    init(keepsReferenced: Bool = false, streams: Bool = false) {
        self.keepsReferenced = keepsReferenced
        self.streams = streams
    }

    // MARK: Events

    func startElement(_ tag: XMLStartTag) throws(XMLFault) {
        let number = tag.attributes["RefId"].flatMap { Int($0) }
        open(tag.name, name: tag.attributes.bytes(of: "N").map(Array.init), number: number, tag.offset..<tag.endOffset)
    }

    func text(_ bytes: Span<UInt8>, at place: XMLTextPlace) throws(XMLFault) {
        add(text: bytes, place.offset..<(place.offset + place.length))
    }

    func endElement(_ tag: XMLEndTag) throws(XMLFault) { close(end: tag.endOffset) }

    // MARK: Elements

    /// An element starts.
    ///
    /// - Parameters:
    ///   - name: its attribute `N`, escapes not undone.
    ///   - number: its attribute `RefId`.
    ///   - range: place of the tag.
    func open(_ tag: String, name: [UInt8]?, number: Int?, _ range: Range<Int>) {
        pending.removeAll(keepingCapacity: true)
        guard !Self.structure.contains(tag) else {
            parts.append(tag)
            if tag == "En" { entryKeys.append("") }
            guard let last = stack.indices.last else { return }
            switch tag {
            case "TN":
                stack[last].hasTypeNames = true
                typeReference = number ?? -1
            case "TNRef":
                stack[last].hasTypeNames = true
                if let number { stack[last].types = typeTable[number] ?? [] }
            case "LST", "STK", "QUE", "IE": stack[last].isCollection = true
            case "DCT":
                stack[last].isCollection = true
                stack[last].isDictionary = true
            default: break
            }
            return
        }
        var node = CLIXMLNode(tag: tag)
        if let name { node.name = String(decoding: CLIXMLEscapes.decode(name), as: UTF8.self) }
        node.reference = number ?? -1
        node.range = range
        stack.append(node)
        parts.append("")
    }

    /// True where text counts: in a value, a type name, or an object's own words.
    var takesText: Bool {
        guard let part = parts.last else { return false }
        return part.isEmpty ? stack.last?.tag != "Obj" : part == "T" || part == "ToString"
    }

    /// A piece of text, references replaced.
    func add(text bytes: Span<UInt8>, _ place: Range<Int>) {
        guard takesText else { return noteStray(bytes, place) }
        pending.append(contentsOf: bytes)
        if parts.last == "", let last = stack.indices.last {
            let start = pending.count == bytes.count ? place.lowerBound : stack[last].range.lowerBound
            stack[last].range = start..<place.upperBound
        }
    }

    /// The first text that stands where no text belongs.
    private(set) var stray: Range<Int>?

    private func noteStray(_ bytes: Span<UInt8>, _ place: Range<Int>) {
        guard stray == nil else { return }
        for index in bytes.indices where !bytes[index].isBlankByte {
            stray = place
            return
        }
    }

    /// An element ends.
    ///
    /// - Parameter end: offset behind its tag.
    func close(end: Int) {
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
        case "": closeNode(end: end)
        default: break
        }
        pending.removeAll(keepingCapacity: true)
    }

    /// Bytes that were measured where they stand: the whole of an element's text.
    func add(binary: BinaryValue, _ place: Range<Int>) {
        guard let last = stack.indices.last else { return }
        stack[last].binary = binary
        stack[last].range = place
    }

    /// Notes that a property of the innermost object was read elsewhere, or passed over.
    func noteField() {
        if let last = stack.indices.last { stack[last].hasFields = true }
    }

    /// Hands over the whole objects read since the last time.
    func takeObjects() -> [CLIXMLNode] {
        defer { objects.removeAll(keepingCapacity: true) }
        return objects
    }

    /// The type names of the object whose properties are being read, when it is one of those handed over; nil inside of
    /// a value, and outside of objects.
    var typesOfRecord: [String]? {
        guard parts.last == "Props" || parts.last == "MS", stack.count == 1 || isElement(stack.count - 1) else {
            return nil
        }
        return stack.last?.types
    }

    /// True when the open node at that depth is an element of a collection at the top that is handed over piece by piece.
    private func isElement(_ depth: Int) -> Bool {
        streams && depth == 1 && stack[0].isCollection && !stack[0].isDictionary && stack[0].properties.isEmpty
            && !stack[0].hasFields
            && parts.contains { Self.collections.contains($0) }
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

    private func closeNode(end: Int) {
        guard var node = stack.popLast() else { return }
        if node.tag == "Obj" {
            node.range = node.range.lowerBound..<end
            if keepsReferenced, node.reference >= 0 { referenced[node.reference] = node }
            if node.reference >= 0 { displays[node.reference] = node.display ?? node.primitive.first?.text ?? [] }
            if node.hasStreamed {
                // What was handed over element by element is no collection after all when it has properties too.
                isMixed = isMixed || !node.properties.isEmpty || node.hasFields
                if stack.isEmpty { return }
            }
        } else if node.tag == "BA" {
            if node.binary == nil { node.binary = Base64.decode(pending).map(BinaryFacts.describe) }
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
        if stack.count == 1, isElement(1) {
            stack[0].hasStreamed = true
            node.isElement = true
            objects.append(node)
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
