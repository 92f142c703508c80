import CommandArguments

/// `kbtriage rules check`: finds mistakes in rule files.
enum RulesCheckCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        StandardStream.error.write("kbtriage rules check: not built yet\n")
        return .software
    }
}
