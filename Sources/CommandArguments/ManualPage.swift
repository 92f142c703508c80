/// The manual page of a program, section 1, in the `man` macros of roff. It carries no date: the same program gives the
/// same page.
struct ManualPage {
    let program: CommandDeclaration
    let version: String

    /// The whole page; ends with a line end.
    var text: String {
        let nodes = CommandNode.all(of: program)
        var lines = [
            ".\\\" Made by '\(program.name) --generate-man-page'.",
            ".TH \(argument(program.name.uppercased())) 1 \(argument("")) \(argument("\(program.name) \(version)"))",
            ".SH NAME",
            "\(escape(program.name)) \\- \(escape(program.abstract))",
            ".SH SYNOPSIS",
        ]
        lines += synopsis(of: nodes[0])
        if !program.discussion.isEmpty { lines += [".SH DESCRIPTION"] + paragraphs(program.discussion) }
        if nodes.count > 1 {
            lines.append(".SH COMMANDS")
            for node in nodes.dropFirst() where node.command.subcommands.isEmpty { lines += entry(of: node) }
        } else {
            lines += arguments(of: nodes[0])
        }
        lines += options(of: nodes)
        for section in program.sections {
            lines += [".SH \(argument(section.title.uppercased()))"] + paragraphs(section.text)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func synopsis(of node: CommandNode) -> [String] {
        [".B \(argument(node.key))"] + HelpFormatter.usageWords(of: node).map(escape)
    }

    private func entry(of node: CommandNode) -> [String] {
        let isDefault = node.names.count == 2 && node.command.name == program.defaultSubcommand
        let abstract = node.command.abstract + (isDefault ? " (the default command)." : ".")
        return [".SS \(argument(node.names.dropFirst().joined(separator: " ")))"] + synopsis(of: node) + [
            ".PP", escape(abstract),
        ]
            + (node.command.discussion.isEmpty ? [] : paragraphs(node.command.discussion)) + arguments(of: node)
    }

    private func arguments(of node: CommandNode) -> [String] {
        node.arguments.flatMap { item("<\($0.name)>", $0.helpWithNotes + ".") }
    }

    /// Every option once, with the commands that take it when not all do.
    private func options(of nodes: [CommandNode]) -> [String] {
        let leaves = nodes.filter { $0.command.subcommands.isEmpty }
        var listed: [(option: Switch, commands: [String])] = []
        for node in leaves {
            let name = node.names.dropFirst().joined(separator: " ")
            for option in node.declaredSwitches {
                let index = listed.firstIndex {
                    $0.option.label == option.label && $0.option.helpWithNotes == option.helpWithNotes
                }
                if let index { listed[index].commands.append(name) } else { listed.append((option, [name])) }
            }
        }
        var lines = [".SH OPTIONS"]
        for (option, commands) in listed {
            let belongs = commands.count == leaves.count ? "" : " For: \(commands.joined(separator: ", "))."
            lines += item(option.label, option.helpWithNotes + "." + belongs)
        }
        for option in BuiltIn.ofProgram { lines += item(option.label, option.helpWithNotes + ".") }
        return lines
    }

    private func item(_ label: String, _ text: String) -> [String] {
        [".TP", ".B \(argument(label))", escape(text)]
    }

    private func paragraphs(_ text: String) -> [String] {
        var result: [String] = []
        var isVerbatim = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let startsWithBlank = line.first == " "
            if startsWithBlank != isVerbatim, !line.isEmpty || isVerbatim {
                result.append(startsWithBlank ? ".nf" : ".fi")
                isVerbatim = startsWithBlank
            }
            result.append(line.isEmpty ? ".PP" : escape(String(line)))
        }
        if isVerbatim { result.append(".fi") }
        return result
    }

    /// Text for a line of its own: no character starts a request or an escape, and a dash is one that can be copied.
    private func escape(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case ".": result += result.isEmpty ? "\\&." : "."
            case "\n": result += " "
            case _ where !scalar.isASCII: result += "\\[u\(Self.hexadecimal(scalar.value))]"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Text as one argument of a request.
    private func argument(_ text: String) -> String {
        "\"\(escape(text).replacing("\"", with: "\\(dq"))\""
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(4 - digits.utf8.count, 0)) + digits
    }
}
