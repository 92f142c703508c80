/// Walks over the words once, from left to right, and sorts them into commands, switches and positional words.
///
/// An option may stand before the subcommand it belongs to, so switches are collected first and handed to the command
/// that was called in the end (`ArgumentScanner+Resolution.swift`).
struct ArgumentScanner {
    /// A switch as it was written.
    struct Occurrence {
        var spelling: Spelling
        var value: String?
        /// Index of the word with the switch.
        var position: Int
        /// Index of the word with the value.
        var valuePosition: Int
    }

    let words: [String]
    /// The commands called so far, the program first.
    private(set) var path: [CommandDeclaration]
    private(set) var occurrences: [Occurrence] = []
    private(set) var positionals: [ParsedArguments.Value] = []
    /// How many of the commands in `path` were named; a default subcommand is not.
    private var namedCount = 1

    init(program: CommandDeclaration, words: [String]) {
        self.words = words
        self.path = [program]
    }

    var program: CommandDeclaration { path[0] }
    var command: CommandDeclaration { path[path.count - 1] }
    var commandPath: [String] { path.map(\.name) }
    var namedPath: [CommandDeclaration] { Array(path.prefix(namedCount)) }

    mutating func scan() throws(UsageError) {
        var position = 0
        while position < words.count {
            let word = words[position]
            let bytes = word.utf8
            if word == "--" {
                for rest in words.indices.dropFirst(position + 1) {
                    positionals.append(ParsedArguments.Value(text: words[rest], position: rest))
                }
                break
            } else if bytes.starts(with: "--".utf8) {
                try scanLong(word, at: &position)
            } else if bytes.count > 1, bytes.starts(with: "-".utf8) {
                try scanShort(word, at: &position)
            } else {
                try scanPlain(word, at: position)
            }
            position += 1
        }
        try descendToDefault()
    }

    private mutating func scanPlain(_ word: String, at position: Int) throws(UsageError) {
        if positionals.isEmpty, !command.subcommands.isEmpty {
            if let next = command.subcommand(named: word) {
                path.append(next)
                namedCount = path.count
                return
            }
            guard let next = command.defaultCommand else {
                throw .unknownSubcommand(word, of: command, at: position, path: commandPath)
            }
            path.append(next)
        }
        positionals.append(ParsedArguments.Value(text: word, position: position))
    }

    private mutating func descendToDefault() throws(UsageError) {
        while !command.subcommands.isEmpty {
            guard let next = command.defaultCommand else {
                if answersByItself { return }
                let names = command.visibleSubcommands.map(\.name).joined(separator: ", ")
                throw UsageError(
                    .missingSubcommand, argument: "", position: words.count, expected: "one of \(names)",
                    commandPath: commandPath)
            }
            path.append(next)
        }
    }

    private mutating func scanLong(_ word: String, at position: inout Int) throws(UsageError) {
        let body = word.dropFirst(2)
        let equals = body.utf8.firstIndex(of: UInt8(ascii: "="))
        let name = String(equals.map { body[..<$0] } ?? body)
        let inline = equals.map { String(body[body.utf8.index(after: $0)...]) }
        let spelling = Spelling.long(name)
        guard let known = lookUp(spelling) else { throw unknownOption(spelling, at: position) }
        try record(known, spelling, inline: inline, at: &position)
    }

    /// `-q`, `-qv`, `-o FILE`, `-oFILE`, `-o=FILE`, `-qo FILE`.
    private mutating func scanShort(_ word: String, at position: inout Int) throws(UsageError) {
        let start = position
        var rest = word.unicodeScalars.dropFirst()
        while let scalar = rest.popFirst() {
            let spelling = Spelling.short(Character(scalar))
            guard let known = lookUp(spelling) else {
                throw unknownOption(spelling, inside: word, at: start)
            }
            var inline: String?
            if rest.first == "=" {
                inline = String(rest.dropFirst())
            } else if known.takesValue, !rest.isEmpty {
                inline = String(rest)
            }
            try record(known, spelling, inline: inline, at: &position)
            if inline != nil { return }
        }
    }

    private mutating func record(
        _ known: Switch, _ spelling: Spelling, inline: String?, at position: inout Int
    ) throws(UsageError) {
        if case .flag = known, inline != nil {
            throw UsageError(
                .unexpectedValue, argument: words[position], position: position, subject: spelling.text,
                commandPath: commandPath)
        }
        var occurrence = Occurrence(spelling: spelling, value: inline, position: position, valuePosition: position)
        if case .option(let option) = known, inline == nil {
            guard position + 1 < words.count, mayBeValue(words[position + 1], of: option) else {
                throw missingValue(of: option, spelling, at: position)
            }
            position += 1
            occurrence.value = words[position]
            occurrence.valuePosition = position
        }
        occurrences.append(occurrence)
    }

    /// A word with a dash in front is taken for the next option, not for a value: a forgotten value must not swallow it.
    private func mayBeValue(_ word: String, of option: OptionDeclaration) -> Bool {
        guard word.utf8.starts(with: "-".utf8), word != "-" else { return true }
        if case .integer = option.value { return Int(word) != nil }
        return false
    }
}
