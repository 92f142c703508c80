/// The help of one command.
struct HelpFormatter {
    private let node: CommandNode
    private let width: Int

    /// The help of the last of these commands; the first is the program.
    init(path: [CommandDeclaration], width: Int) {
        self.node = CommandNode(path: path)
        self.width = max(width, 40)
    }

    private var command: CommandDeclaration { node.command }

    /// The whole help; ends with a line end.
    var text: String {
        var blocks = [TextWrapping.lines(of: "OVERVIEW: " + command.abstract, width: width)]
        if !command.discussion.isEmpty { blocks.append(TextWrapping.lines(of: command.discussion, width: width)) }
        blocks.append(usageLines)
        if !node.arguments.isEmpty {
            blocks.append(list("ARGUMENTS", node.arguments.map { ("<\($0.name)>", $0.helpWithNotes) }))
        }
        blocks.append(list("OPTIONS", node.switches.map { ($0.label, $0.helpWithNotes) }))
        let subcommands = command.visibleSubcommands
        if !subcommands.isEmpty {
            blocks.append(
                list(
                    "SUBCOMMANDS",
                    subcommands.map {
                        ($0.name + ($0.name == command.defaultSubcommand ? " (default)" : ""), $0.abstract)
                    }))
        }
        for section in command.sections {
            let lines = TextWrapping.lines(of: section.text, width: width - 2)
            blocks.append(["\(section.title.uppercased()):"] + lines.map { $0.isEmpty ? "" : "  " + $0 })
        }
        if !subcommands.isEmpty {
            let words = [node.names[0], BuiltIn.helpCommand] + node.names.dropFirst() + ["<subcommand>"]
            let hint = "See '\(words.joined(separator: " "))' for detailed help."
            blocks.append(TextWrapping.lines(of: hint, width: width - 2).map { "  " + $0 })
        }
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// The usage, wrapped, without a line end.
    var usage: String { usageLines.joined(separator: "\n") }

    /// The words of the usage behind the command's name; none of them is broken over lines.
    static func usageWords(of node: CommandNode) -> [String] {
        var words: [String] = []
        if !node.command.subcommands.isEmpty {
            words.append(node.command.defaultCommand == nil ? "<subcommand>" : "[<subcommand>]")
        }
        let options = node.declaredSwitches
        words += options.count > mostOptionsInUsage ? ["[<options>]"] : options.map(\.usage)
        return words + node.arguments.map(\.usage)
    }

    private static let mostOptionsInUsage = 4

    private var usageLines: [String] {
        let words = ["USAGE:"] + node.names + Self.usageWords(of: node)
        return TextWrapping.wrap(words.map { $0[...] }, width: width, hangingIndent: 7)
    }

    /// Where explanations start.
    private var column: Int { min(26, max(8, width - 40)) }

    private func list(_ title: String, _ entries: [(label: String, text: String)]) -> [String] {
        ["\(title):"]
            + entries.flatMap { TextWrapping.entry(label: $0.label, text: $0.text, column: column, width: width) }
    }
}
