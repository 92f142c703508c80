import TriageModel

/// ConvertTo-Xml: `Objects`, `Object`, `Property` with a name and a .NET type; elements of a collection have no name.
enum ObjectsXML {
    static func drafts(_ root: XMLDumpNode, _ dump: XMLDumpText) -> [Draft] {
        var drafts: [Draft] = []
        for object in root.name == "Object" ? [root] : root.children where object.name == "Object" {
            add(object, dump, to: &drafts)
        }
        return drafts
    }

    private static func add(_ object: XMLDumpNode, _ dump: XMLDumpText, to drafts: inout [Draft]) {
        let named = object.children.filter { $0.name == "Property" && $0.attribute("Name") != nil }
        guard !named.isEmpty else {
            // A collection that was converted as a whole: its elements are the objects. They hold no more collections.
            for element in object.children where element.name == "Property" || element.name == "Object" {
                let inner = element.children.filter { $0.attribute("Name") != nil }
                if !inner.isEmpty { drafts.append(draft(element, inner, dump, drafts.count)) }
            }
            return
        }
        drafts.append(draft(object, named, dump, drafts.count))
    }

    private static func draft(
        _ object: XMLDumpNode, _ named: [XMLDumpNode], _ dump: XMLDumpText, _ block: Int
    ) -> Draft {
        // A hashtable is written as properties Key and Value in turn.
        let isDictionary =
            named.count % 2 == 0
            && named.indices.allSatisfy {
                named[$0].attribute("Name") == ($0 % 2 == 0 ? "Key" : "Value")
            }
        var fields: [Record.Field] = []
        if isDictionary {
            for index in stride(from: 0, to: named.count, by: 2) {
                fields.append(.init(named[index].string, value(named[index + 1], dump)))
            }
        } else {
            fields = named.map { .init($0.attribute("Name") ?? "", value($0, dump)) }
        }
        return Draft(
            kind: "", fields: fields, span: dump.span(object), format: "convertto-xml",
            types: object.attribute("Type").map { [$0] } ?? [], block: block)
    }

    private static func value(_ node: XMLDumpNode, _ dump: XMLDumpText) -> Value {
        let elements = node.children.filter { $0.name == "Property" }
        guard !elements.isEmpty else { return dump.value(node) }
        if let bytes = bytes(elements) {
            return Value(.binary(BinaryFacts.describe(bytes)), spans: dump.spans(node.extent))
        }
        if elements.contains(where: { $0.attribute("Name") != nil }) {
            // An object inside: its own text, if the converter wrote one.
            let text = node.string
            return Value(
                text.isEmpty ? .blank : .text(text), spans: dump.spans(node.extent),
                partial: "the object's properties were not followed")
        }
        return Value(.list(elements.map { dump.value($0) }), spans: dump.spans(node.extent))
    }

    /// A byte array, element by element.
    private static func bytes(_ elements: [XMLDumpNode]) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(elements.count)
        for element in elements {
            guard
                element.attribute("Type") == "System.Byte" || element.attribute("Type") == nil && elements.count >= 16,
                let byte = UInt8(element.string)
            else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}
