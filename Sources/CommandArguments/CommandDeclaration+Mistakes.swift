extension CommandDeclaration {
    /// What is wrong with the declarations of a program, one sentence each; empty when it can be relied upon.
    ///
    /// For a test: parsing does not check, and a program with mistakes would surprise its users, not stop.
    public var mistakes: [String] {
        var found = mistakes(at: name, inherited: [])
        var shapes: [String: Bool] = [:]
        for known in BuiltIn.ofProgram + switches + switchesBelow {
            for spelling in known.spellings {
                if shapes[spelling].map({ $0 != known.takesValue }) == true {
                    found.append("\(spelling) takes a value in one command and none in another")
                }
                shapes[spelling] = known.takesValue
            }
        }
        return found
    }

    private func mistakes(at path: String, inherited: [Switch]) -> [String] {
        var found: [String] = []
        func complain(_ what: String) { found.append("\(path): \(what)") }

        if !Self.isName(name) { complain("a name is made of letters, digits and dashes") }
        if abstract.isEmpty { complain("says nothing about itself") }

        var spellings = Set((BuiltIn.ofProgram + inherited).flatMap(\.spellings))
        for known in switches {
            if !Self.isName(known.name) || known.name.unicodeScalars.count < 2 {
                complain("--\(known.name) is no name of an option")
            }
            if let short = known.short, !short.isASCII || !(short.isLetter || short.isNumber) {
                complain("-\(short) is no letter of an option")
            }
            if known.help.isEmpty { complain("--\(known.name) says nothing about itself") }
            for spelling in known.spellings where !spellings.insert(spelling).inserted {
                complain("\(spelling) is declared twice")
            }
            if case .option(let option) = known { option.mistakes.forEach(complain) }
        }

        var isOver = false
        var isOptional = false
        for argument in arguments {
            if isOver { complain("<\(argument.name)> gets nothing: the argument before takes all that are left") }
            if isOptional, argument.isRequired { complain("<\(argument.name)> is required behind one that is not") }
            isOver = isOver || argument.takesAllThatAreLeft
            isOptional = isOptional || !argument.isRequired
        }

        if !arguments.isEmpty, !subcommands.isEmpty { complain("has both arguments and subcommands") }
        var names: Set<String> = []
        for name in subcommands.flatMap({ [$0.name] + $0.aliases }) where !names.insert(name).inserted {
            complain("the subcommand '\(name)' is declared twice")
        }
        if let defaultSubcommand {
            if let command = subcommand(named: defaultSubcommand) {
                if !command.subcommands.isEmpty { complain("the default subcommand has subcommands itself") }
            } else {
                complain("the default subcommand '\(defaultSubcommand)' is not there")
            }
        }
        return found + subcommands.flatMap { $0.mistakes(at: "\(path) \($0.name)", inherited: inherited + switches) }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.first != UInt8(ascii: "-")
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || $0 == "-" || "0"..."9" ~= $0)
            }
    }
}

extension OptionDeclaration {
    fileprivate var mistakes: [String] {
        var found: [String] = []
        if let defaultValue, let expected = value.expectation(unmetBy: defaultValue) {
            found.append("the default of --\(name) is '\(defaultValue)', expected \(expected)")
        }
        for choice in value.choices
        where choice.name.isEmpty || choice.name.unicodeScalars.contains(where: { $0 == " " || $0 == "\n" }) {
            found.append("a value of --\(name) is not one word: '\(choice.name)'")
        }
        return found
    }
}
