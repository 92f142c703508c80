/// Understands command lines of one program.
///
/// ```swift
/// let parser = CommandParser(program, version: "1.0")
/// switch try parser.parse(words) {
/// case .run(let arguments): …
/// case .print(let text): …  // help, version, completion script, manual page
/// }
/// ```
public struct CommandParser: Sendable {
    /// What a command line asks for.
    public enum Request: Sendable {
        /// To run a command.
        case run(ParsedArguments)
        /// To print this text, which ends with a line end, on standard output and to stop.
        case print(String)
    }

    /// The program.
    public let program: CommandDeclaration
    /// What `--version` prints behind the program's name.
    public let version: String
    /// Columns the help may use.
    public let width: Int

    /// A parser for a program.
    public init(_ program: CommandDeclaration, version: String, width: Int = 80) {
        self.program = program
        self.version = version
        self.width = width
    }

    /// Understands the words behind the program's name, or says what is wrong with the first one that is wrong.
    ///
    /// Help wins over mistakes: whoever asks for it is told how to do it right.
    public func parse(_ words: [String]) throws(UsageError) -> Request {
        if let path = try helpRequest(in: words) {
            return .print(HelpFormatter(path: path, width: width).text)
        }
        var scanner = ArgumentScanner(program: program, words: words)
        try scanner.scan()
        if scanner.asksForHelp { return .print(HelpFormatter(path: scanner.namedPath, width: width).text) }
        if scanner.asksForVersion { return .print("\(program.name) \(version)\n") }
        if scanner.asksForManualPage { return .print(ManualPage(program: program, version: version).text) }
        if let shell = try scanner.requestedShell() {
            return .print(CompletionScript(program: program).text(for: shell))
        }
        return .run(try scanner.resolve())
    }

    /// The mistake, the usage of the command it was made in, and where to read more: what to print on standard error.
    public func report(_ error: UsageError) -> String {
        let path = declarations(along: error.commandPath)
        let name = path.map(\.name).joined(separator: " ")
        return """
            error: \(error.message)
            \(HelpFormatter(path: path, width: width).usage)
            See '\(name) --help' for more.

            """
    }

    /// The usage error's command and those above it; as far as the names lead.
    private func declarations(along names: [String]) -> [CommandDeclaration] {
        var path = [program]
        var current = program
        for name in names.dropFirst() {
            guard let next = current.subcommand(named: name) else { break }
            path.append(next)
            current = next
        }
        return path
    }

    /// The commands help is asked for, when it is asked for in plain words: `help a b`, `--help`, `-h`.
    private func helpRequest(in words: [String]) throws(UsageError) -> [CommandDeclaration]? {
        let isDeclared = program.subcommand(named: BuiltIn.helpCommand) != nil
        if !isDeclared, !program.subcommands.isEmpty, words.first == BuiltIn.helpCommand {
            return try helpTopic(words)
        }
        let spoken = words.prefix { $0 != "--" }
        guard spoken.contains("--help") || spoken.contains("-h") else { return nil }
        var path = [program]
        var current = program
        for word in spoken {
            guard let next = current.subcommand(named: word) else { continue }
            path.append(next)
            current = next
        }
        return path
    }

    private func helpTopic(_ words: [String]) throws(UsageError) -> [CommandDeclaration] {
        var path = [program]
        var current = program
        for (position, word) in words.enumerated().dropFirst() where !word.utf8.starts(with: "-".utf8) {
            guard let next = current.subcommand(named: word) else {
                throw UsageError.unknownSubcommand(word, of: current, at: position, path: path.map(\.name))
            }
            path.append(next)
            current = next
        }
        return path
    }
}

extension UsageError {
    static func unknownSubcommand(
        _ word: String, of command: CommandDeclaration, at position: Int, path: [String]
    ) -> UsageError {
        let names = command.visibleSubcommands.map(\.name)
        guard !names.isEmpty else {
            return UsageError(.unexpectedArgument, argument: word, position: position, commandPath: path)
        }
        let suggestion = command.nearestSubcommand(to: word)
        return UsageError(
            .unknownSubcommand, argument: word, position: position,
            expected: suggestion == nil ? "expected one of \(names.joined(separator: ", "))" : nil,
            suggestion: suggestion, commandPath: path)
    }
}
