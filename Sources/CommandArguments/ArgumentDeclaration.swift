/// A positional argument. A lone `-` is one too; what it means is up to the command.
public struct ArgumentDeclaration: Sendable {
    /// How many words it takes.
    public enum Arity: Sendable, Equatable {
        /// Exactly one.
        case one
        /// None or one.
        case optional
        /// All that are left, at least one.
        case oneOrMore
        /// All that are left, also none.
        case any
    }

    /// What it is called in the help; also the key of the parsed values.
    public var name: String
    /// What each word may be.
    public var value: ValueKind
    /// How many words it takes.
    public var arity: Arity
    /// What it is, one sentence without a full stop.
    public var help: String

    /// A positional argument; arguments are filled in the order in which they are declared.
    public init(_ name: String, value: ValueKind = .text, arity: Arity = .one, help: String) {
        self.name = name
        self.value = value
        self.arity = arity
        self.help = help
    }
}

extension ArgumentDeclaration {
    var isRequired: Bool { arity == .one || arity == .oneOrMore }
    var takesAllThatAreLeft: Bool { arity == .any || arity == .oneOrMore }

    /// As in a usage line: `<rule>`, `[<file> ...]`.
    var usage: String {
        switch arity {
        case .one: "<\(name)>"
        case .optional: "[<\(name)>]"
        case .oneOrMore: "<\(name)> ..."
        case .any: "[<\(name)> ...]"
        }
    }
}
