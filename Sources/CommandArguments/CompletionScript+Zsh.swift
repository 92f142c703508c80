extension CompletionScript {
    /// For zsh 5 or later, as a file on `fpath` or sourced.
    var zsh: [String] {
        let function = "_\(identifier)"
        let withValue = spellingsWithValue.map(Self.quote).joined(separator: "|")
        let commands = edges.map { Self.quote($0.child.key) }.joined(separator: "|")
        var lines = [
            "#compdef \(program.name)",
            "# zsh completion for \(program.name); made by '\(program.name) --generate-completion-script zsh'",
            "",
            "\(function)() {",
            "    local command=\(Self.quote(program.name)) word last=",
            "    integer index=2 used=1",
            "    while (( index < CURRENT )); do",
            "        word=${words[index]}",
            "        case $last in",
            "            (\(withValue)) last= ;;",
            "            (*)",
            "                last=$word",
            "                case $word in",
            "                    (--) break ;;",
            "                    (-*) ;;",
            "                    (*)",
            "                        case \"$command $word\" in",
            "                            (\(commands))",
            "                                command=\"$command $word\" used=index ;;",
            "                            (*) break ;;",
            "                        esac ;;",
            "                esac ;;",
            "        esac",
            "        (( index++ ))",
            "    done",
            "    # The command sees only the words behind its name.",
            "    words=(\"${(@)words[used,-1]}\")",
            "    (( CURRENT -= used - 1 ))",
            "    case $command in",
        ]
        lines += nodes.flatMap { zshArguments(of: $0, function) }
        lines += ["    esac", "}", ""]
        lines += nodes.flatMap { zshSubcommands(of: $0, function) }
        lines += [
            "if [[ ${funcstack[1]} == \(function) ]]; then",
            "    \(function) \"$@\"",
            "else",
            "    compdef \(function) \(program.name)",
            "fi",
        ]
        return lines
    }

    private func zshArguments(of node: CommandNode, _ function: String) -> [String] {
        var specifications = node.switches.flatMap(zshSpecifications)
        if !node.command.visibleSubcommands.isEmpty {
            specifications.append("1: :\(zshName(of: node, function))")
        }
        for argument in node.arguments {
            let many = argument.takesAllThatAreLeft ? "*" : ""
            specifications.append("\(many):\(zshEscape(argument.name)):\(zshAction(argument.value))")
        }
        return ["        (\(Self.quote(node.key)))", "            _arguments -s -S \\"]
            + specifications.map { "                \(Self.quote($0)) \\" } + [
                "                && return 0", "            ;;",
            ]
    }

    /// One specification a spelling; an option that is there once is not offered again, in either spelling.
    private func zshSpecifications(_ option: Switch) -> [String] {
        var mark = "(\(option.spellings.joined(separator: " ")))"
        var value = ""
        if case .option(let declaration) = option {
            if declaration.repeats { mark = "*" }
            value = ":\(zshEscape(declaration.valueName)):\(zshAction(declaration.value))"
        }
        return option.spellings.map { spelling in
            let joint = option.takesValue ? (spelling.utf8.count == 2 ? "+" : "=") : ""
            return "\(mark)\(spelling)\(joint)[\(zshEscape(option.help))]\(value)"
        }
    }

    /// The function that offers the subcommands, and files beside them where the default subcommand takes files.
    private func zshSubcommands(of node: CommandNode, _ function: String) -> [String] {
        let subcommands = node.command.visibleSubcommands
        guard !subcommands.isEmpty else { return [] }
        var lines = ["\(zshName(of: node, function))() {", "    local -a commands=("]
        lines += subcommands.map { "        \(Self.quote("\($0.name.replacing(":", with: "\\:")):\($0.abstract)"))" }
        lines += ["    )", "    _describe -t commands command commands"]
        if let first = node.arguments.first {
            let action = zshAction(first.value)
            if action.utf8.starts(with: "_files".utf8) { lines.append("    \(action)") }
        }
        return lines + ["}", ""]
    }

    private func zshName(of node: CommandNode, _ function: String) -> String {
        function + "_below"
            + node.names.dropFirst().map { "_" + String($0.map { $0 == "-" ? "_" : $0 }) }.joined()
    }

    private func zshAction(_ value: ValueKind) -> String {
        switch value {
        case .text, .integer, .checked: " "
        case .oneOf(let choices): "(\(choices.map { zshEscape($0.name) }.joined(separator: " ")))"
        case .file(let extensions) where extensions.isEmpty: "_files"
        case .file(let extensions): "_files -g \"*.(\(extensions.joined(separator: "|")))\""
        case .directory: "_files -/"
        case .listed(let arguments):
            "{compadd -- ${(f)\"$(\(([program.name] + arguments).joined(separator: " ")) 2>/dev/null)\"}}"
        }
    }

    private func zshEscape(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == ":" || scalar == "[" || scalar == "]" || scalar == "\\" || scalar == "(" || scalar == ")" {
                result += "\\"
            }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
