/// A command: what it is called, what it takes and which commands are below it.
///
/// Parsing, help, suggestions, completions and the manual page all come from this one value.
public struct CommandDeclaration: Sendable {
    /// The word that calls it.
    public var name: String
    /// Other words that call it too, not shown.
    public var aliases: [String]
    /// What it does in one line, without a full stop.
    public var abstract: String
    /// More about it: paragraphs, separated by an empty line. A line that starts with blanks is kept as it is.
    public var discussion: String
    /// The positional arguments, in order.
    public var arguments: [ArgumentDeclaration]
    /// The options with a value.
    public var options: [OptionDeclaration]
    /// The options without one.
    public var flags: [FlagDeclaration]
    /// Further sections of the help and the manual page, such as exit codes.
    public var sections: [HelpSection]
    /// The commands below this one. A command that has some takes no positional arguments itself.
    public var subcommands: [CommandDeclaration]
    /// The name of the subcommand that is meant when the first word names none.
    public var defaultSubcommand: String?
    /// Whether it is shown.
    public var visibility: ArgumentVisibility

    /// A command.
    public init(
        name: String, aliases: [String] = [], abstract: String, discussion: String = "",
        arguments: [ArgumentDeclaration] = [], options: [OptionDeclaration] = [], flags: [FlagDeclaration] = [],
        sections: [HelpSection] = [], subcommands: [CommandDeclaration] = [], defaultSubcommand: String? = nil,
        visibility: ArgumentVisibility = .default
    ) {
        self.name = name
        self.aliases = aliases
        self.abstract = abstract
        self.discussion = discussion
        self.arguments = arguments
        self.options = options
        self.flags = flags
        self.sections = sections
        self.subcommands = subcommands
        self.defaultSubcommand = defaultSubcommand
        self.visibility = visibility
    }
}

/// A titled section of the help and the manual page.
public struct HelpSection: Sendable, Equatable {
    /// The title, such as "Exit codes".
    public var title: String
    /// Its text: paragraphs, separated by an empty line. A line that starts with blanks is kept as it is.
    public var text: String

    /// A titled section.
    public init(_ title: String, _ text: String) {
        self.title = title
        self.text = text
    }
}

extension CommandDeclaration {
    func subcommand(named name: String) -> CommandDeclaration? {
        subcommands.first { $0.name == name || $0.aliases.contains(name) }
    }

    var defaultCommand: CommandDeclaration? {
        defaultSubcommand.flatMap(subcommand(named:))
    }

    var visibleSubcommands: [CommandDeclaration] { subcommands.filter { $0.visibility == .default } }
    var visibleOptions: [OptionDeclaration] { options.filter { $0.visibility == .default } }
    var visibleFlags: [FlagDeclaration] { flags.filter { $0.visibility == .default } }

    /// The subcommand whose name is nearest to a mistyped word, if any is near.
    ///
    /// Where a default subcommand takes file names, `kbtriage fact x.txt` reads a file called "fact": a program that
    /// cannot find such a file can ask here what may have been meant.
    public func nearestSubcommand(to word: String) -> String? {
        Suggestion.nearest(to: word, among: visibleSubcommands.map(\.name))
    }
}
