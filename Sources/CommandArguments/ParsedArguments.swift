/// What a command was called with. Options, flags and arguments are looked up by their declarations.
public struct ParsedArguments: Sendable {
    /// One value and where it stood.
    public struct Value: Sendable, Equatable {
        /// The value as typed.
        public var text: String
        /// The place of the word that carries it among the arguments, counted from 0 without the program's name.
        public var position: Int
    }

    /// The names of the commands from the program's name to the command that was called.
    public let commandPath: [String]
    let optionValues: [String: [Value]]
    let flagCounts: [String: Int]
    let argumentValues: [String: [Value]]

    /// The names below the program's name: `["rules", "show"]`.
    public var subcommandPath: [String] { Array(commandPath.dropFirst()) }

    /// The value of an option: the last one given, else its default.
    public func value(of option: OptionDeclaration) -> String? {
        optionValues[option.name]?.last?.text ?? option.defaultValue
    }

    /// The value of an option as a case of an enumeration.
    public func value<Choice: RawRepresentable>(of option: OptionDeclaration, as type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        value(of: option).flatMap(Choice.init(rawValue:))
    }

    /// The value of an option that is a whole number.
    public func integer(of option: OptionDeclaration) -> Int? {
        value(of: option).flatMap { Int($0) }
    }

    /// All values of an option in the order given; the default when none was given.
    public func values(of option: OptionDeclaration) -> [String] {
        locatedValues(of: option).map(\.text).orIfEmpty(option.defaultValue.map { [$0] } ?? [])
    }

    /// All values given for an option, each with its place; empty when the option was not given.
    public func locatedValues(of option: OptionDeclaration) -> [Value] {
        optionValues[option.name] ?? []
    }

    /// Whether a flag was given.
    public func has(_ flag: FlagDeclaration) -> Bool {
        count(of: flag) > 0
    }

    /// How often a flag was given.
    public func count(of flag: FlagDeclaration) -> Int {
        flagCounts[flag.name] ?? 0
    }

    /// The value of a positional argument, the first one if it takes several.
    public func value(of argument: ArgumentDeclaration) -> String? {
        argumentValues[argument.name]?.first?.text
    }

    /// All values of a positional argument.
    public func values(of argument: ArgumentDeclaration) -> [String] {
        locatedValues(of: argument).map(\.text)
    }

    /// All values of a positional argument, each with its place.
    public func locatedValues(of argument: ArgumentDeclaration) -> [Value] {
        argumentValues[argument.name] ?? []
    }

    /// The error to throw when a command finds out later that an option's last value will not do.
    public func invalidValue(of option: OptionDeclaration, expected: String) -> UsageError {
        let last = optionValues[option.name]?.last
        return UsageError(
            .invalidValue, argument: last?.text ?? option.defaultValue ?? "", position: last?.position ?? 0,
            subject: "--\(option.name)", expected: "expected \(expected)", commandPath: commandPath)
    }

    /// The error to throw when a command finds out later that an argument's value will not do.
    public func invalidValue(
        of argument: ArgumentDeclaration, at index: Int = 0, expected: String? = nil, suggestion: String? = nil
    ) -> UsageError {
        let values = argumentValues[argument.name] ?? []
        let value = values.indices.contains(index) ? values[index] : nil
        return UsageError(
            .invalidValue, argument: value?.text ?? "", position: value?.position ?? 0, subject: "<\(argument.name)>",
            expected: expected.map { "expected \($0)" }, suggestion: suggestion, commandPath: commandPath)
    }
}

extension Array {
    fileprivate func orIfEmpty(_ other: [Element]) -> [Element] { isEmpty ? other : self }
}
