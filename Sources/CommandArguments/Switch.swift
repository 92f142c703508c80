/// An option or a flag as the scanner meets it.
enum Switch {
    case option(OptionDeclaration)
    case flag(FlagDeclaration)

    var name: String {
        switch self {
        case .option(let option): option.name
        case .flag(let flag): flag.name
        }
    }

    var short: Character? {
        switch self {
        case .option(let option): option.short
        case .flag(let flag): flag.short
        }
    }

    var help: String {
        switch self {
        case .option(let option): option.help
        case .flag(let flag): flag.help
        }
    }

    var isVisible: Bool {
        switch self {
        case .option(let option): option.visibility == .default
        case .flag(let flag): flag.visibility == .default
        }
    }

    var takesValue: Bool {
        if case .option = self { true } else { false }
    }

    func isSpelled(_ spelling: Spelling) -> Bool {
        switch spelling {
        case .long(let name): self.name == name
        case .short(let letter): short == letter
        }
    }
}

/// How an option was written, without its dashes and its value.
enum Spelling: Equatable {
    case long(String)
    case short(Character)

    /// With its dashes.
    var text: String {
        switch self {
        case .long(let name): "--\(name)"
        case .short(let letter): "-\(letter)"
        }
    }
}

extension CommandDeclaration {
    /// The command's own options and flags; options first, each group as declared.
    var switches: [Switch] {
        options.map(Switch.option) + flags.map(Switch.flag)
    }

    /// The switches of this command's subcommands at every depth, those of the default subcommand first.
    var switchesBelow: [Switch] {
        let inOrder = (defaultCommand.map { [$0] } ?? []) + subcommands.filter { $0.name != defaultSubcommand }
        return inOrder.flatMap { $0.switches + $0.switchesBelow }
    }
}
