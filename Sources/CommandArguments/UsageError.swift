/// A command line that cannot be understood: what is wrong and where. What to say about it is in `UsageError+Message.swift`.
public struct UsageError: Error, Sendable, Equatable {
    /// The kinds of mistakes; raw values are stable.
    public enum Code: String, Sendable, Equatable, CaseIterable {
        /// No command knows this option.
        case unknownOption = "unknown-option"
        /// The option exists, but the command that was called does not take it.
        case optionOfAnotherCommand = "option-of-another-command"
        /// The word names no subcommand.
        case unknownSubcommand = "unknown-subcommand"
        /// A subcommand is needed.
        case missingSubcommand = "missing-subcommand"
        /// An option stands without its value.
        case missingValue = "missing-value"
        /// A flag was given a value.
        case unexpectedValue = "unexpected-value"
        /// The value is not one that is allowed.
        case invalidValue = "invalid-value"
        /// A positional argument is missing.
        case missingArgument = "missing-argument"
        /// There are more positional arguments than the command takes.
        case unexpectedArgument = "unexpected-argument"
    }

    /// What kind of mistake it is.
    public var code: Code
    /// The offending word as typed; for what is missing, the name of what is missing.
    public var argument: String
    /// The place of the word among the arguments, counted from 0 without the program's name; for what is missing, the
    /// place where it would have stood.
    public var position: Int
    /// The option or argument it is about, as one would type it (`--format`, `<file>`).
    public var subject: String?
    /// What would have been right, in plain words.
    public var expected: String?
    /// What was probably meant.
    public var suggestion: String?
    /// The command it was found in, from the program's name on.
    public var commandPath: [String]

    /// A mistake in the command line.
    public init(
        _ code: Code, argument: String, position: Int, subject: String? = nil, expected: String? = nil,
        suggestion: String? = nil, commandPath: [String]
    ) {
        self.code = code
        self.argument = argument
        self.position = position
        self.subject = subject
        self.expected = expected
        self.suggestion = suggestion
        self.commandPath = commandPath
    }
}
