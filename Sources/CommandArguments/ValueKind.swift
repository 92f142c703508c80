/// What the value of an option or a positional argument may be: it decides the check, the help and the completion.
public enum ValueKind: Sendable {
    /// Any text.
    case text
    /// A whole number within the range.
    case integer(ClosedRange<Int>)
    /// One of the listed words, spelled exactly so.
    case oneOf([ValueChoice])
    /// The path of a file; completion offers those with one of the extensions (without dot), all when there is none.
    case file(extensions: [String])
    /// The path of a folder.
    case directory
    /// A text that `accepts` lets pass; `expected` says in plain words what that is ("a date such as 2026-11-23").
    case checked(expected: String, accepts: @Sendable (String) -> Bool)
    /// Any text; completion offers the lines this program prints when it is called with these arguments.
    case listed(by: [String])

    /// One of the raw values of an enumeration.
    public static func oneOf<Choice>(_ type: Choice.Type) -> ValueKind
    where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
        .oneOf(type.allCases.map { ValueChoice($0.rawValue) })
    }

    /// What is expected in plain words when `text` is not acceptable, and `nil` when it is.
    func expectation(unmetBy text: String) -> String? {
        switch self {
        case .text, .listed:
            return nil
        case .file:
            return text.isEmpty ? "the path of a file" : nil
        case .directory:
            return text.isEmpty ? "the path of a folder" : nil
        case .integer(let range):
            if let number = Int(text), range.contains(number) { return nil }
            return Self.describe(range)
        case .oneOf(let choices):
            if choices.contains(where: { $0.name == text }) { return nil }
            return (choices.count == 1 ? "" : "one of ") + choices.map(\.name).joined(separator: ", ")
        case .checked(let expected, let accepts):
            return accepts(text) ? nil : expected
        }
    }

    /// The words that may stand here, for suggestions and completions.
    var choices: [ValueChoice] {
        if case .oneOf(let choices) = self { choices } else { [] }
    }

    private static func describe(_ range: ClosedRange<Int>) -> String {
        switch (range.lowerBound == .min, range.upperBound == .max) {
        case (true, true): "a whole number"
        case (false, true): "a whole number, \(range.lowerBound) or more"
        case (true, false): "a whole number, at most \(range.upperBound)"
        case (false, false): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        }
    }
}

/// One word an enumerated value may be.
public struct ValueChoice: Sendable, Equatable, ExpressibleByStringLiteral {
    /// The word as typed.
    public var name: String
    /// What it means, shown by completions that can; may be empty.
    public var help: String

    /// A word and what it means.
    public init(_ name: String, help: String = "") {
        self.name = name
        self.help = help
    }

    /// A word that needs no explanation.
    public init(stringLiteral name: String) {
        self.init(name)
    }
}
