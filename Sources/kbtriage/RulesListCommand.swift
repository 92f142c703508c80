import CommandArguments

/// `kbtriage rules list`: lists the rules.
enum RulesListCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        StandardStream.error.write("kbtriage rules list: not built yet\n")
        return .software
    }
}
