import CommandArguments

/// `kbtriage kb`: prints an article of the knowledge base.
enum KbCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        StandardStream.error.write("kbtriage kb: not built yet\n")
        return .software
    }
}
