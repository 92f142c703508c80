import TriageModel

/// Flattens the objects of a CLIXML document to what PowerShell's own deserialiser gives back.
///
/// What an object holds (a value, a list, a dictionary) goes before its properties; properties that were added to it
/// come before its own; type names get the prefix `Deserialized.`, but for those PowerShell makes into live objects
/// again. A text that is no value of its element ends the document, as it does there.
struct CLIXMLLeaves {
    private(set) var leaves: [RawLeaf] = []
    /// True when an object had more leaves than are kept.
    private(set) var isCut = false
    private let referenced: [Int: CLIXMLNode]

    /// Objects may point at each other: below this depth nothing is followed.
    private static let maximumDepth = 12
    /// Leaves of one top-level object; objects that describe the runtime itself would have millions.
    private static let maximumCount = 4001
    /// Where the leaves of the present object begin.
    private var first = 0
    /// Boxes inside of boxes that are opened to find a value.
    private static let maximumBoxes = 64

    init(referenced: [Int: CLIXMLNode]) { self.referenced = referenced }

    /// Adds the leaves of top-level objects, up to one that cannot be read.
    mutating func add(_ objects: [CLIXMLNode]) {
        for object in objects {
            first = leaves.count
            guard walk(object, "$", 0) else {
                leaves.removeLast(leaves.count - first)
                return
            }
        }
    }

    /// Adds a node and what it holds; false when PowerShell would refuse it. The depth is bounded, so it may recurse.
    private mutating func walk(_ outer: CLIXMLNode, _ path: String, _ depth: Int) -> Bool {
        guard leaves.count - first < Self.maximumCount else {
            isCut = true
            return true
        }
        guard let node = value(of: outer) else {
            add(path, "null", .null)
            return true
        }
        if node.tag == "PR" {
            add(path, "object", .text("System.Management.Automation.ProgressRecord"))
            return true
        }
        guard node.tag == "Obj" else {
            guard let (type, value) = CLIXMLScalar.read(node) else { return false }
            add(path, type, value)
            return true
        }
        let type = Self.typeName(node)
        if node.isCollection {
            add(path, node.isDictionary ? "dictionary" : "list", .count(node.items.count))
        } else {
            add(path, "object", node.types.isEmpty && node.hasTypeNames ? .null : .text(type))
        }
        guard depth < Self.maximumDepth else { return true }
        if node.isCollection {
            for (index, item) in node.items.enumerated() {
                let step = node.isDictionary ? "{\(item.name)}" : "[\(index)]"
                guard walk(item, path + step, depth + 1) else { return false }
            }
            return true
        }
        // A live object has its own properties, not those that were written.
        if Self.liveTypes.contains(type) { return true }
        for property in Self.properties(of: node) {
            guard walk(property, path + "." + property.name, depth + 1) else { return false }
        }
        return true
    }

    private mutating func add(_ path: String, _ type: String, _ value: RawLeaf.Content) {
        leaves.append(RawLeaf(path: path, type: type, value: value))
    }

    /// The node that holds the value: what a reference points at, what a box holds. Nil for a reference to nothing.
    private func value(of outer: CLIXMLNode) -> CLIXMLNode? {
        var node = outer
        for _ in 0..<Self.maximumBoxes {
            if node.tag == "Ref" {
                guard let target = referenced[node.reference] else { return nil }
                node = target
            } else if node.tag == "Obj",
                let inner = node.primitive.last(where: {
                    CLIXMLScalar.tags.contains($0.tag) || $0.tag == "Obj" || $0.tag == "Ref"
                }), inner.tag != "Nil"
            {
                node = inner
            } else {
                return node
            }
        }
        return nil
    }

    /// Added properties first, each name once: a later one takes the place of an earlier one.
    private static func properties(of node: CLIXMLNode) -> [CLIXMLNode] {
        var ordered: [CLIXMLNode] = []
        var places: [String: Int] = [:]
        for isNote in [true, false] {
            let first = ordered.count
            for property in node.properties where property.isNote == isNote {
                let name = property.name.lowercased()
                guard let place = places[name] else {
                    places[name] = ordered.count
                    ordered.append(property)
                    continue
                }
                // A note hides the object's own property of that name.
                if place >= first { ordered[place] = property }
            }
        }
        return ordered
    }

    private static let prefix = "Deserialized."

    /// The first type name as PowerShell shows it after reading.
    private static func typeName(_ node: CLIXMLNode) -> String {
        guard let first = node.types.first else {
            return node.hasTypeNames ? "" : "System.Management.Automation.PSCustomObject"
        }
        let name = first.hasPrefix(prefix) ? String(first.dropFirst(prefix.count)) : first
        if liveTypes.contains(name) { return name }
        return first.hasPrefix(prefix) ? first : prefix + first
    }

    /// Types that `types.ps1xml` names a target type for: PowerShell makes them again from their properties.
    private static let liveTypes: Set<String> = [
        "System.Net.IPAddress", "System.Net.Mail.MailAddress", "System.Globalization.CultureInfo",
        "System.Management.Automation.PSCredential", "System.Management.Automation.PSPrimitiveDictionary",
        "System.Management.Automation.SwitchParameter", "System.Management.Automation.PSListModifier",
        "System.Security.Cryptography.X509Certificates.X509Certificate2",
        "System.Security.Cryptography.X509Certificates.X500DistinguishedName",
        "System.Security.AccessControl.RegistrySecurity", "System.Security.AccessControl.FileSecurity",
        "System.Security.AccessControl.DirectorySecurity", "System.Management.Automation.Remoting.PSSenderInfo",
        "System.Management.Automation.ParameterSetMetadata",
    ]
}
