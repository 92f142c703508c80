extension CompletionScript {
    /// For fish 3 or later.
    var fish: [String] {
        let function = "__\(identifier)"
        let withValue = spellingsWithValue.map(fishQuote).joined(separator: " ")
        let commands = edges.map { fishQuote($0.child.key) }.joined(separator: " ")
        let head = [
            "# fish completion for \(program.name); made by '\(program.name) --generate-completion-script fish'",
            "",
            "# Succeeds when the command typed so far is the one named, and with a second word only while it may still get",
            "# a subcommand.",
            "function \(function)_is",
            "    set -l command \(fishQuote(program.name))",
            "    set -l last ''",
            "    set -l closed no",
            "    set -l words (commandline -opc)",
            "    for word in $words[2..-1]",
            "        if contains -- \"$last\" \(withValue)",
            "            set last ''",
            "            continue",
            "        end",
            "        set last $word",
            "        switch $word",
            "            case --",
            "                set closed yes",
            "                break",
            "            case '-*'",
            "                continue",
            "        end",
            "        if not contains -- \"$command $word\" \(commands)",
            "            set closed yes",
            "            break",
            "        end",
            "        set command \"$command $word\"",
            "    end",
            "    test \"$command\" = \"$argv[1]\"; and begin",
            "        test (count $argv) -eq 1; or test $closed = no",
            "    end",
            "end",
            "",
            "complete -c \(program.name) -f",
        ]
        return head + nodes.flatMap { fishLines(of: $0, function) }
    }

    private func fishLines(of node: CommandNode, _ function: String) -> [String] {
        let condition = fishQuote("\(function)_is \(fishQuote(node.key))")
        let start = "complete -c \(program.name) -n \(condition)"
        let open = fishQuote("\(function)_is \(fishQuote(node.key)) open")
        var lines = node.command.visibleSubcommands.map {
            "complete -c \(program.name) -n \(open) -a \(fishQuote($0.name)) -d \(fishQuote($0.abstract))"
        }
        lines += node.arguments.compactMap { fishValue($0.value) }.map { "\(start) \($0)" }
        lines += node.switches.map { "\(start) \(fishSwitch($0))" }
        return lines
    }

    private func fishSwitch(_ option: Switch) -> String {
        var words = option.short.map { ["-s \($0)"] } ?? []
        words.append("-l \(fishQuote(option.name))")
        if case .option(let declaration) = option {
            words.append(fishValue(declaration.value).map { "-r \($0)" } ?? "-x")
        }
        return (words + ["-d \(fishQuote(option.help))"]).joined(separator: " ")
    }

    /// The switches of `complete` that offer such values; nothing for values nobody can guess.
    private func fishValue(_ value: ValueKind) -> String? {
        switch value {
        case .text, .integer, .checked: nil
        case .oneOf(let choices): "-f -a \(fishQuote(choices.map(\.name).joined(separator: " ")))"
        case .file(let extensions) where extensions.isEmpty: "-F"
        case .file(let extensions):
            "-f -a \(fishQuote("(" + extensions.map { "__fish_complete_suffix .\($0)" }.joined(separator: "; ") + ")"))"
        case .directory: "-f -a \(fishQuote("(__fish_complete_directories)"))"
        case .listed(let arguments):
            "-f -a \(fishQuote("(\(([program.name] + arguments).joined(separator: " ")) 2>/dev/null)"))"
        }
    }

    private func fishQuote(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
