/// The completion scripts of a program; each shell's is in a file of its own.
struct CompletionScript {
    let program: CommandDeclaration
    let nodes: [CommandNode]

    init(program: CommandDeclaration) {
        self.program = program
        self.nodes = CommandNode.all(of: program)
    }

    func text(for shell: CompletionShell) -> String {
        let lines =
            switch shell {
            case .bash: bash
            case .zsh: zsh
            case .fish: fish
            case .powershell: powershell
            }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The program's name as part of a function's name.
    var identifier: String {
        String(String.UnicodeScalarView(program.name.unicodeScalars.map { Self.isPlain($0) ? $0 : "_" }))
    }

    /// Every way to write an option with a value, whichever command it belongs to: a value is no subcommand. A name
    /// takes a value in all commands or in none (`CommandDeclaration.mistakes`).
    var spellingsWithValue: [String] {
        var found: [String] = []
        for option in nodes.flatMap(\.switches) where option.takesValue {
            found += option.spellings.filter { !found.contains($0) }
        }
        return found
    }

    /// Parent and child of every edge of the tree.
    var edges: [(parent: CommandNode, name: String, child: CommandNode)] {
        nodes.dropFirst().compactMap { child in
            guard let name = child.names.last,
                let parent = nodes.first(where: { $0.names == child.names.dropLast() })
            else { return nil }
            return (parent, name, child)
        }
    }

    /// A word in single quotes for bash, zsh and other shells of that family.
    static func quote(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }

    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_": true
        default: false
        }
    }
}

extension String {
    /// Replaces every occurrence of an ASCII character.
    func replacing(_ character: Unicode.Scalar, with replacement: String) -> String {
        var result = ""
        for scalar in unicodeScalars {
            if scalar == character { result += replacement } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }
}
