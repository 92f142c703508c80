import TriageModel

/// Flattens a JSON value: members in order, numbers as they would be read into .NET's types.
enum JSONLeaves {
    /// The leaves of a value. Depth is bounded by the parser.
    static func of(_ node: JSONNode) -> [RawLeaf] {
        var leaves: [RawLeaf] = []
        var open: [(node: JSONNode, path: String)] = [(node, "$")]
        while let (node, path) = open.popLast() {
            func leaf(_ type: String, _ value: RawLeaf.Content) {
                leaves.append(.init(path: path, type: type, value: value))
            }
            switch node.content {
            case .string(let text): leaf("String", .text(text))
            case .number(let number): leaves.append(self.number(number, path))
            case .boolean(let flag): leaf("Boolean", .text(flag ? "True" : "False"))
            case .null: leaf("null", .null)
            case .unknown: break
            case .bytes(let bytes):
                leaf("list", .count(bytes.count))
                for (index, byte) in bytes.enumerated() {
                    leaves.append(self.number(String(byte), path + "[\(index)]"))
                }
            case .array(let items):
                leaf("list", .count(items.count))
                for (index, item) in items.enumerated().reversed() { open.append((item, path + "[\(index)]")) }
            case .object(let members):
                leaf("object", .text("System.Management.Automation.PSCustomObject"))
                for member in members.reversed() { open.append((member.node, path + "." + member.name)) }
            }
        }
        return leaves
    }

    private static func number(_ text: String, _ path: String) -> RawLeaf {
        if let whole = Int64(text) { return .init(path: path, type: "Int64", value: .text(String(whole))) }
        if let real = DotNetNumber.double(text) { return .init(path: path, type: "Double", value: .text(real)) }
        return .init(path: path, type: "String", value: .text(text))
    }
}
