import CommandArguments

/// `kbtriage rules test`: runs the rules on the samples that prove them.
enum RulesTestCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        StandardStream.error.write("kbtriage rules test: not built yet\n")
        return .software
    }
}
