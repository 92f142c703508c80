/// A command in its place below the program, with everything that may be given there: what help, completion scripts and
/// the manual page show.
struct CommandNode {
    /// The commands from the program to this one.
    let path: [CommandDeclaration]

    init(path: [CommandDeclaration]) {
        self.path = path
    }

    /// Every visible command of a program, parents before children, each level as declared.
    static func all(of program: CommandDeclaration) -> [CommandNode] {
        nodes(at: [program])
    }

    private static func nodes(at path: [CommandDeclaration]) -> [CommandNode] {
        let node = CommandNode(path: path)
        return [node] + node.command.visibleSubcommands.flatMap { nodes(at: path + [$0]) }
    }

    var command: CommandDeclaration { path[path.count - 1] }
    var names: [String] { path.map(\.name) }

    /// As typed: `kbtriage rules list`.
    var key: String { names.joined(separator: " ") }

    /// The positional arguments; with a default subcommand, that one's.
    var arguments: [ArgumentDeclaration] { (command.defaultCommand ?? command).arguments }

    /// The visible switches of the command (with a default subcommand, that one's first) and of the commands above.
    var declaredSwitches: [Switch] {
        var result: [Switch] = []
        for owner in (command.defaultCommand.map { [$0] } ?? []) + path.reversed() {
            result += owner.switches.filter { new in new.isVisible && !result.contains { $0.name == new.name } }
        }
        return result
    }

    /// The switches nobody has to declare.
    var builtInSwitches: [Switch] { path.count == 1 ? BuiltIn.ofProgram : BuiltIn.everywhere }

    /// All of them.
    var switches: [Switch] { declaredSwitches + builtInSwitches }
}

extension Switch {
    /// Every way to write it, with dashes.
    var spellings: [String] {
        (short.map { ["-\($0)"] } ?? []) + ["--\(name)"]
    }

    /// As listed: `-f, --format <format>`.
    var label: String {
        var label = spellings.joined(separator: ", ")
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
        var notes = option.value.notes
        if let defaultValue = option.defaultValue { notes.append("default: \(defaultValue)") }
        if option.repeats { notes.append("can be repeated") }
        return notes.isEmpty ? help : "\(help) (\(notes.joined(separator: "; ")))"
    }
}

extension ArgumentDeclaration {
    /// The help with the values.
    var helpWithNotes: String {
        value.notes.isEmpty ? help : "\(help) (\(value.notes.joined(separator: "; ")))"
    }
}

extension ValueKind {
    /// What the help says about the values.
    fileprivate var notes: [String] {
        choices.isEmpty ? [] : ["values: " + choices.map(\.name).joined(separator: ", ")]
    }
}
