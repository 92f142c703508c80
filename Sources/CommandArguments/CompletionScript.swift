/// The completion scripts of a program.
struct CompletionScript {
    let program: CommandDeclaration

    func text(for shell: CompletionShell) -> String { "" }
}
