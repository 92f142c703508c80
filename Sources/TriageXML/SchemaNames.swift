/// The names a schema declares, for "expected one of" and "did you mean" where libxml2 says neither.
struct SchemaNames {
    /// Names of all elements.
    private(set) var elements: Set<String> = []
    /// Attributes by element name; elements of one name in several places are taken together.
    private(set) var attributes: [String: Set<String>] = [:]

    private var types: [String: XMLTree.Element] = [:]
    private var groups: [String: XMLTree.Element] = [:]

    init(schema: XMLTree.Element) {
        for element in schema.elements {
            guard let name = element["name"] else { continue }
            if element.name == "complexType" { types[name] = element }
            if element.name == "attributeGroup" { groups[name] = element }
        }
        var open = [schema]
        while let node = open.popLast() {
            if node.name == "element", let name = node["name"] {
                elements.insert(name)
                var found: Set<String> = []
                var seen: Set<String> = []
                collect(node, into: &found, seen: &seen)
                if let type = node["type"] { follow(types, type, into: &found, seen: &seen) }
                attributes[name, default: []].formUnion(found)
            }
            open += node.elements
        }
        types = [:]
        groups = [:]
    }

    private func follow(
        _ table: [String: XMLTree.Element], _ reference: String, into found: inout Set<String>, seen: inout Set<String>
    ) {
        let name = reference.split(separator: ":").last.map(String.init) ?? reference
        guard let target = table[name], seen.insert(target.name + " " + name).inserted else { return }
        collect(target, into: &found, seen: &seen)
    }

    /// Attributes declared inside of `node`, inner element declarations left out.
    private func collect(_ node: XMLTree.Element, into found: inout Set<String>, seen: inout Set<String>) {
        for child in node.elements {
            switch child.name {
            case "attribute": if let name = child["name"] { found.insert(name) }
            case "attributeGroup": if let name = child["ref"] { follow(groups, name, into: &found, seen: &seen) }
            case "extension", "restriction":
                if let base = child["base"] { follow(types, base, into: &found, seen: &seen) }
                collect(child, into: &found, seen: &seen)
            case "complexType", "complexContent", "simpleContent": collect(child, into: &found, seen: &seen)
            default: break
            }
        }
    }
}
