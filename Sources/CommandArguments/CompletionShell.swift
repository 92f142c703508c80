/// The shells a completion script can be generated for.
public enum CompletionShell: String, Sendable, CaseIterable {
    /// Bash 3.2 or later.
    case bash
    /// Zsh 5 or later.
    case zsh
    /// Fish 3 or later.
    case fish
    /// PowerShell 5 or later.
    case powershell
}
