extension ArgumentScanner {
    /// The switch a spelling means here: of the commands called so far, the innermost first, then the program's built-in
    /// ones, then those of commands that may still be called.
    func lookUp(_ spelling: Spelling) -> Switch? {
        let called = path.reversed().flatMap(\.switches)
        return (called + BuiltIn.ofProgram + command.switchesBelow).first { $0.isSpelled(spelling) }
    }

    func unknownOption(_ spelling: Spelling, inside word: String? = nil, at position: Int) -> UsageError {
        let candidates = (path.reversed().flatMap(\.switches) + command.switchesBelow + BuiltIn.ofProgram)
            .filter(\.isVisible)
        var argument = spelling.text
        var suggestion: String?
        switch spelling {
        case .long(let name):
            // `--o` is meant as `-o`.
            if name.unicodeScalars.count == 1, candidates.contains(where: { $0.short.map(String.init) == name }) {
                suggestion = "-\(name)"
            } else {
                suggestion = Suggestion.nearest(to: name, among: candidates.map(\.name)).map { "--\($0)" }
            }
        case .short:
            // `-format` is meant as `--format`, not as five flags.
            let name = word.map { String($0.dropFirst().prefix { $0 != "=" }) } ?? ""
            if name.unicodeScalars.count > 2,
                let nearest = Suggestion.nearest(to: name, among: candidates.map(\.name))
            {
                argument = "-\(name)"
                suggestion = "--\(nearest)"
            }
        }
        // It may be an option of a command that was not called.
        if case .long(let name) = spelling, suggestion != "--\(name)",
            let owner = program.firstCommand(below: [program.name], with: spelling)
        {
            return UsageError(
                .optionOfAnotherCommand, argument: argument, position: position,
                expected: "it belongs to '\(owner.joined(separator: " "))'", commandPath: commandPath)
        }
        return UsageError(
            .unknownOption, argument: argument, position: position, suggestion: suggestion, commandPath: commandPath)
    }

    func missingValue(of option: OptionDeclaration, _ spelling: Spelling, at position: Int) -> UsageError {
        var expected = "<\(option.valueName)>"
        if let unmet = option.value.expectation(unmetBy: "") { expected = unmet }
        if position + 1 < words.count, words[position + 1] != "--" {
            expected +=
                "; a value that begins with '-' is written '--\(option.name)=\(Printable.text(words[position + 1]))'"
        }
        return UsageError(
            .missingValue, argument: spelling.text, position: position, subject: spelling.text, expected: expected,
            commandPath: commandPath)
    }

    /// Whether one of the program's built-in options was given, so that no command need be named.
    var answersByItself: Bool {
        asksForHelp || asksForVersion || asksForManualPage || occurrences(of: BuiltIn.completionScript.name).last != nil
    }

    var asksForHelp: Bool { isAsked(BuiltIn.help) }
    var asksForVersion: Bool { isAsked(BuiltIn.version) }
    var asksForManualPage: Bool { isAsked(BuiltIn.manualPage) }

    func requestedShell() throws(UsageError) -> CompletionShell? {
        guard let occurrence = occurrences(of: BuiltIn.completionScript.name).last else { return nil }
        try check(occurrence, of: BuiltIn.completionScript)
        return occurrence.value.flatMap(CompletionShell.init(rawValue:))
    }

    private func isAsked(_ flag: FlagDeclaration) -> Bool {
        occurrences.contains { Switch.flag(flag).isSpelled($0.spelling) }
    }

    private func occurrences(of name: String) -> [Occurrence] {
        occurrences.filter { $0.spelling == .long(name) }
    }

    /// `-format` is read as `-f ormat`, and was meant as `--format`.
    private func longName(meantBy occurrence: Occurrence) -> String? {
        guard case .short = occurrence.spelling, occurrence.position == occurrence.valuePosition else { return nil }
        let word = words[occurrence.position].dropFirst().prefix { $0 != "=" }
        let names = (path.flatMap(\.switches) + BuiltIn.ofProgram).filter(\.isVisible).map(\.name)
        return names.contains(String(word)) ? "--\(word)" : nil
    }

    func check(_ occurrence: Occurrence, of option: OptionDeclaration) throws(UsageError) {
        let value = occurrence.value ?? ""
        guard let expected = option.value.expectation(unmetBy: value) else { return }
        let nearest = Suggestion.nearest(to: value, among: option.value.choices.map(\.name))
        throw UsageError(
            .invalidValue, argument: value, position: occurrence.valuePosition, subject: occurrence.spelling.text,
            expected: "expected \(expected)", suggestion: nearest ?? longName(meantBy: occurrence),
            commandPath: commandPath)
    }
}

extension CommandDeclaration {
    /// The names that lead to the first visible command with such a switch, from the program's name on.
    func firstCommand(below names: [String], with spelling: Spelling) -> [String]? {
        for command in visibleSubcommands {
            let path = names + [command.name]
            if command.switches.contains(where: { $0.isVisible && $0.isSpelled(spelling) }) { return path }
            if let found = command.firstCommand(below: path, with: spelling) { return found }
        }
        return nil
    }
}
