/// Whether an option, a flag or a command is shown in help, completions and suggestions.
public enum ArgumentVisibility: Sendable, Equatable {
    /// Shown everywhere.
    case `default`
    /// Works, and is shown nowhere.
    case hidden
}
