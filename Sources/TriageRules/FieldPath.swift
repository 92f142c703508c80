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
        let pieces = path.split(separator: ".", omittingEmptySubsequences: false)
        for count in stride(from: pieces.count, to: 0, by: -1) {
            let name = pieces.prefix(count).joined(separator: ".")
            guard let declaration = kind?.field(name) else { continue }
            self.init(name: name, part: pieces.dropFirst(count).joined(separator: "."), declaration: declaration)
            return
        }
        self.init(
            name: pieces.first.map(String.init) ?? path, part: pieces.dropFirst().joined(separator: "."),
            declaration: nil)
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
