import CommandArguments

/// `kbtriage rules show`: prints one rule in plain words.
enum RulesShowCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        StandardStream.error.write("kbtriage rules show: not built yet\n")
        return .software
    }
}
