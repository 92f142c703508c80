/// The help of one command.
struct HelpFormatter {
    /// The commands from the program to the one that is explained.
    let path: [CommandDeclaration]
    let width: Int

    private var command: CommandDeclaration { path[path.count - 1] }
    private var name: String { path.map(\.name).joined(separator: " ") }

    /// The whole help; ends with a line end.
    var text: String {
        var blocks = [
            TextWrapping.lines(of: "OVERVIEW: " + command.abstract, width: width)
        ]
        if !command.discussion.isEmpty { blocks.append(TextWrapping.lines(of: command.discussion, width: width)) }
        blocks.append(usageLines)
        blocks += argumentBlocks(of: shown)
        if let commands = commandBlock { blocks.append(commands) }
        for section in command.sections {
            blocks.append(
                ["\(section.title.uppercased()):"]
                    + TextWrapping.lines(of: section.text, width: width - 2).map { $0.isEmpty ? "" : "  " + $0 })
        }
        if !command.visibleSubcommands.isEmpty {
            let help = [path[0].name, BuiltIn.helpCommand] + path.dropFirst().map(\.name) + ["<subcommand>"]
            blocks.append(["  See '\(help.joined(separator: " "))' for detailed help."])
        }
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// The usage, wrapped, without a line end.
    var usage: String { usageLines.joined(separator: "\n") }

    /// The command whose arguments are shown: with a default subcommand, that one.
    private var shown: CommandDeclaration { command.defaultCommand ?? command }

    private var usageLines: [String] {
        var words = ["USAGE:"] + path.map(\.name)
        if !command.subcommands.isEmpty {
            words.append(command.defaultCommand == nil ? "<subcommand>" : "[<subcommand>]")
        }
        let options = inheritedAndOwn(shown)
        let visible = options.filter(\.isVisible)
        if visible.count > Self.mostOptionsInUsage {
            words.append("[<options>]")
        } else {
            words += visible.map(\.usage)
        }
        words += shown.arguments.map(\.usage)
        // A blank inside a word of the usage must not become a line break.
        let unbroken = words.map { word in String(word.map { $0 == " " ? Self.joiner : $0 }) }
        return TextWrapping.wrap(unbroken.map { $0[...] }, width: width, hangingIndent: 7)
            .map { line in String(line.map { $0 == Self.joiner ? " " : $0 }) }
    }

    private static let mostOptionsInUsage = 4
    private static let joiner: Character = "\u{A0}"

    private func argumentBlocks(of command: CommandDeclaration) -> [[String]] {
        var blocks: [[String]] = []
        if !command.arguments.isEmpty {
            blocks.append(
                ["ARGUMENTS:"]
                    + command.arguments.flatMap { argument in
                        TextWrapping.entry(
                            label: "<\(argument.name)>",
                            text: argument.help + Self.notes(on: argument.value, defaultValue: nil), width: width)
                    })
        }
        let builtIn = path.count == 1 ? BuiltIn.ofProgram : BuiltIn.everywhere
        let own = inheritedAndOwn(command)
        let all = own + builtIn.filter { known in !own.contains { $0.name == known.name } }
        blocks.append(
            ["OPTIONS:"]
                + all.filter(\.isVisible).flatMap { option in
                    TextWrapping.entry(label: option.label, text: option.helpWithNotes, width: width)
                })
        return blocks
    }

    private var commandBlock: [String]? {
        let visible = command.visibleSubcommands
        guard !visible.isEmpty else { return nil }
        return ["SUBCOMMANDS:"]
            + visible.flatMap { subcommand in
                let label = subcommand.name + (subcommand.name == command.defaultSubcommand ? " (default)" : "")
                return TextWrapping.entry(label: label, text: subcommand.abstract, width: width)
            }
    }

    /// The options of the command, then those of the commands above it.
    private func inheritedAndOwn(_ shown: CommandDeclaration) -> [Switch] {
        let above = path.filter { $0.name != shown.name }.reversed()
        return shown.switches + above.flatMap(\.switches)
    }

    static func notes(on value: ValueKind, defaultValue: String?) -> String {
        var notes: [String] = []
        let choices = value.choices
        if !choices.isEmpty { notes.append("values: " + choices.map(\.name).joined(separator: ", ")) }
        if let defaultValue { notes.append("default: \(defaultValue)") }
        return notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
    }
}

extension Switch {
    /// As listed: `-f, --format <format>`.
    var label: String {
        var label = short.map { "-\($0), --\(name)" } ?? "--\(name)"
        if case .option(let option) = self { label += " <\(option.valueName)>" }
        return label
    }

    /// As in a usage line: `[--format <format>]`.
    var usage: String {
        switch self {
        case .option(let option): "[--\(name) <\(option.valueName)>\(option.repeats ? " ..." : "")]"
        case .flag: "[--\(name)]"
        }
    }

    /// The help with the values, the default and whether it can be repeated.
    var helpWithNotes: String {
        guard case .option(let option) = self else { return help }
        let repeats = option.repeats ? " (can be repeated)" : ""
        return help + repeats + HelpFormatter.notes(on: option.value, defaultValue: option.defaultValue)
    }
}
