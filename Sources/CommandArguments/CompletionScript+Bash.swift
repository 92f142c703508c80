extension CompletionScript {
    /// For bash 3.2 or later: no associative arrays, no `mapfile`, and `compopt` only where there is one.
    var bash: [String] {
        let function = "_\(identifier)"
        let withValue = spellingsWithValue.map(Self.quote).joined(separator: "|")
        let commands = edges.map { Self.quote($0.child.key) }.joined(separator: "|")
        var lines = [
            "# bash completion for \(program.name); made by '\(program.name) --generate-completion-script bash'",
            "",
            "# Offers the lines on standard input that begin with the word at hand.",
            "\(function)_offer() {",
            "    local line",
            "    while IFS= read -r line; do",
            "        [[ $line == \"$cur\"* ]] && COMPREPLY+=(\"$line\")",
            "    done",
            "}",
            "",
            "\(function)_files() {",
            "    compopt -o filenames 2>/dev/null",
            "    \(function)_offer < <(compgen \"$@\" -- \"$cur\")",
            "}",
            "",
            "# Offers nothing, not even files.",
            "\(function)_nothing() {",
            "    compopt +o default +o bashdefault 2>/dev/null",
            "}",
            "",
            "\(function)() {",
            "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} joined=",
            "    COMPREPLY=()",
            "    # '--option=value' comes in as three words, or as one where '=' does not break words.",
            "    if [[ $cur == = ]]; then",
            "        cur=",
            "    elif [[ $prev == = && $COMP_CWORD -ge 2 ]]; then",
            "        prev=${COMP_WORDS[COMP_CWORD-2]}",
            "    elif [[ $cur == --*=* ]]; then",
            "        prev=${cur%%=*} joined=${cur%%=*}= cur=${cur#*=}",
            "    fi",
            "",
            "    local command=\(Self.quote(program.name)) word last= index closed=",
            "    for ((index = 1; index < COMP_CWORD; index++)); do",
            "        word=${COMP_WORDS[index]}",
            "        case $last in",
            "        \(withValue))",
            "            [[ $word == = ]] || last=",
            "            continue",
            "            ;;",
            "        esac",
            "        last=$word",
            "        case $word in",
            "        --)",
            "            closed=yes",
            "            break",
            "            ;;",
            "        -* | =) continue ;;",
            "        esac",
            "        case \"$command $word\" in",
            "        \(commands)) command=\"$command $word\" ;;",
            "        *)",
            "            closed=yes",
            "            break",
            "            ;;",
            "        esac",
            "    done",
            "",
        ]
        lines += bashValues(function)
        lines += ["", "    if [[ -n $joined ]]; then", "        return", "    fi", "    case $command in"]
        lines += nodes.flatMap { bashWords(of: $0, function) }
        lines += ["    esac", "}", "", "complete -o bashdefault -o default -F \(function) \(program.name)"]
        return lines
    }

    private func bashValues(_ function: String) -> [String] {
        let cases = nodes.flatMap { node in
            node.switches.flatMap { option -> [String] in
                guard case .option(let declaration) = option else { return [] }
                let patterns = option.spellings.map { Self.quote("\(node.key) \($0)") }.joined(separator: "|")
                return ["    \(patterns))"]
                    + bashOffer(declaration.value, function).map { "        " + $0 } + ["        ;;"]
            }
        }
        return ["    local offered=yes", "    case \"$command $prev\" in"] + cases + [
            "    *) offered= ;;",
            "    esac",
            "    if [[ -n $offered ]]; then",
            "        # What was typed in front of the value belongs to the word.",
            "        if [[ -n $joined && ${#COMPREPLY[@]} -gt 0 ]]; then COMPREPLY=(\"${COMPREPLY[@]/#/$joined}\"); fi",
            "        return",
            "    fi",
        ]
    }

    private func bashWords(of node: CommandNode, _ function: String) -> [String] {
        let options = node.switches.flatMap(\.spellings)
        var lines = [
            "    \(Self.quote(node.key)))",
            "        if [[ $cur == -* ]]; then",
            "            \(function)_offer <<<\(Self.quote(options.joined(separator: "\n")))",
            "        else",
        ]
        let subcommands = node.command.visibleSubcommands.map(\.name)
        if !subcommands.isEmpty {
            let offer = "\(function)_offer <<<\(Self.quote(subcommands.joined(separator: "\n")))"
            lines += ["            [[ -n $closed ]] || \(offer)"]
        }
        // Files come last, and which word it is is not counted: all arguments' candidates are offered.
        let offers = node.arguments.flatMap { bashOffer($0.value, function) }
        lines +=
            offers.isEmpty && subcommands.isEmpty
            ? ["            \(function)_nothing"] : offers.map { "            " + $0 }
        return lines + ["        fi", "        ;;"]
    }

    private func bashOffer(_ value: ValueKind, _ function: String) -> [String] {
        switch value {
        case .text, .integer, .checked:
            return ["\(function)_nothing"]
        case .oneOf(let choices):
            return ["\(function)_offer <<<\(Self.quote(choices.map(\.name).joined(separator: "\n")))"]
        case .file(let extensions) where extensions.isEmpty:
            return ["\(function)_files -f"]
        case .file(let extensions):
            return extensions.map { "\(function)_files -f -X \(Self.quote("!*.\($0)"))" } + ["\(function)_files -d"]
        case .directory:
            return ["\(function)_files -d"]
        case .listed(let arguments):
            let call = ([program.name] + arguments).map(Self.quote).joined(separator: " ")
            return ["\(function)_offer < <(\(call) 2>/dev/null)"]
        }
    }
}
