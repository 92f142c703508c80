import CommandArguments

/// `kbtriage facts`: prints what was read.
enum FactsCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        StandardStream.error.write("kbtriage facts: not built yet\n")
        return .software
    }
}
