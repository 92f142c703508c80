import CommandArguments

/// Which function runs which command.
enum CommandTable {
    typealias Run = @Sendable (ParsedArguments) throws(UsageError) -> ExitCode

    static let commands: [(path: [String], run: Run)] = [
        (["diagnose"], DiagnoseCommand.run),
        (["batch"], BatchCommand.run),
        (["compare"], CompareCommand.run),
        (["acknowledge"], AcknowledgeCommand.run),
        (["explain"], ExplainCommand.run),
        (["facts"], FactsCommand.run),
        (["redact"], RedactCommand.run),
        (["collect"], CollectCommand.run),
        (["kb"], KbCommand.run),
        (["rules", "list"], RulesListCommand.run),
        (["rules", "show"], RulesShowCommand.run),
        (["rules", "check"], RulesCheckCommand.run),
        (["rules", "test"], RulesTestCommand.run),
        (["rules", "new"], RulesNewCommand.run),
        (["rules", "fmt"], RulesFmtCommand.run),
    ]

    /// The function for the names below the program's name.
    static func run(for path: [String]) -> Run? {
        commands.first { $0.path == path }?.run
    }
}
