import CommandArguments

/// `kbtriage diagnose`: reads the inputs as one case and prints the diagnosis.
enum DiagnoseCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        StandardStream.error.write("kbtriage diagnose: not built yet\n")
        return .software
    }
}
