/// An option without a value: `--quiet`, `-q`.
public struct FlagDeclaration: Sendable {
    /// The long name without its dashes; also the key of the parsed result.
    public var name: String
    /// The letter of the short spelling.
    public var short: Character?
    /// What it does, one sentence without a full stop.
    public var help: String
    /// Whether it is shown.
    public var visibility: ArgumentVisibility

    /// A flag; it is off unless given.
    public init(_ name: String, short: Character? = nil, help: String, visibility: ArgumentVisibility = .default) {
        self.name = name
        self.short = short
        self.help = help
        self.visibility = visibility
    }
}
