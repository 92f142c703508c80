/// The options every program has without declaring them.
enum BuiltIn {
    static let help = FlagDeclaration("help", short: "h", help: "Show help and stop")
    static let version = FlagDeclaration("version", help: "Show the version and stop")
    static let completionScript = OptionDeclaration(
        "generate-completion-script", value: .oneOf(CompletionShell.self), valueName: "shell",
        help: "Print a completion script and stop")
    static let manualPage = FlagDeclaration("generate-man-page", help: "Print the manual page and stop")

    /// What works below the program's name, and what only the program itself shows in its help.
    static let everywhere: [Switch] = [.flag(help)]
    static let ofProgram: [Switch] = [.flag(help), .flag(version), .option(completionScript), .flag(manualPage)]

    /// The word that asks for help on the words after it.
    static let helpCommand = "help"
}
