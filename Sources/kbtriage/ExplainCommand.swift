import CommandArguments

/// `kbtriage explain`: prints the evaluated condition tree of one rule.
enum ExplainCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        StandardStream.error.write("kbtriage explain: not built yet\n")
        return .software
    }
}
