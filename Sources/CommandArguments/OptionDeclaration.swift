/// An option with a value: `--format json`, `--format=json`, `-f json`.
///
/// Declared once as a static member, it is used both to build the command and to read the result:
/// ```swift
/// extension OptionDeclaration {
///     static let format = OptionDeclaration("format", value: .oneOf(["text", "json"]), defaultValue: "text", help: "…")
/// }
/// let format = arguments.value(of: .format)
/// ```
public struct OptionDeclaration: Sendable {
    /// The long name without its dashes; also the key of the parsed value.
    public var name: String
    /// The letter of the short spelling.
    public var short: Character?
    /// What the value may be.
    public var value: ValueKind
    /// What the value is called in the help.
    public var valueName: String
    /// Whether each occurrence adds a value; otherwise the last one counts.
    public var repeats: Bool
    /// The value when the option is not given.
    public var defaultValue: String?
    /// What it does, one sentence without a full stop.
    public var help: String
    /// Whether it is shown.
    public var visibility: ArgumentVisibility

    /// An option; `valueName` is the option's own name unless told otherwise.
    public init(
        _ name: String, short: Character? = nil, value: ValueKind = .text, valueName: String? = nil,
        repeats: Bool = false, defaultValue: String? = nil, help: String, visibility: ArgumentVisibility = .default
    ) {
        self.name = name
        self.short = short
        self.value = value
        self.valueName = valueName ?? name
        self.repeats = repeats
        self.defaultValue = defaultValue
        self.help = help
        self.visibility = visibility
    }
}
