public import TriageModel

/// A field's name split into the declared field and the way into its value: `thumbnailPhoto` and `bytes`,
/// `uri` and `query.proxyMethod`.
public struct FieldPath: Sendable, Hashable {
    /// The field; as written when the vocabulary does not know it.
    public var name: String
    /// What is taken of its value; empty for the value itself.
    public var part: String
    /// The declaration; nil for fields the vocabulary does not list.
    public var declaration: Vocabulary.FieldDeclaration?

    /// Splits `path`: the longest beginning that is a declared field wins, else all before the first dot.
    public init(_ path: String, of kind: Vocabulary.Kind?) {
        self.init(path) { kind?.field($0) }
    }

    init(_ path: String, declaration: (String) -> Vocabulary.FieldDeclaration?) {
        var end = path.utf8.endIndex
        while true {
            let name = String(path[..<end])
            if let found = declaration(name) {
                let part = end == path.endIndex ? "" : String(path[path.utf8.index(after: end)...])
                self.init(name: name, part: part, declaration: found)
                return
            }
            guard let dot = path.utf8[..<end].lastIndex(of: 0x2E) else { break }
            end = dot
        }
        let first = path.utf8.firstIndex(of: 0x2E) ?? path.utf8.endIndex
        let part = first == path.utf8.endIndex ? "" : String(path[path.utf8.index(after: first)...])
        self.init(name: String(path[..<first]), part: part, declaration: nil)
    }

    private init(name: String, part: String, declaration: Vocabulary.FieldDeclaration?) {
        self.name = name
        self.part = part
        self.declaration = declaration
    }

    /// What a number of this path counts.
    var unit: QuantityText.Unit {
        switch part {
        case "bytes": .bytes
        case "width", "height": .pixels
        case "length": .characters
        case "":
            switch declaration?.type {
            case .size, .binary: .bytes
            case .duration, .date: .seconds
            default: .plain
            }
        default: .plain
        }
    }
}
