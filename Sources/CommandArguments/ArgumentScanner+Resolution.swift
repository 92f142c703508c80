extension ArgumentScanner {
    /// Hands everything found to the command that was called, and checks it.
    func resolve() throws(UsageError) -> ParsedArguments {
        var optionValues: [String: [ParsedArguments.Value]] = [:]
        var flagCounts: [String: Int] = [:]
        for occurrence in occurrences {
            let own = path.reversed().flatMap(\.switches).first { $0.isSpelled(occurrence.spelling) }
            switch own {
            case .option(let option):
                try check(occurrence, of: option)
                let value = ParsedArguments.Value(text: occurrence.value ?? "", position: occurrence.valuePosition)
                if option.repeats {
                    optionValues[option.name, default: []].append(value)
                } else {
                    optionValues[option.name] = [value]
                }
            case .flag(let flag):
                flagCounts[flag.name, default: 0] += 1
            case nil:
                throw unknownOption(occurrence.spelling, at: occurrence.position)
            }
        }
        return ParsedArguments(
            commandPath: commandPath, optionValues: optionValues, flagCounts: flagCounts,
            argumentValues: try resolvePositionals())
    }

    private func resolvePositionals() throws(UsageError) -> [String: [ParsedArguments.Value]] {
        var values: [String: [ParsedArguments.Value]] = [:]
        var left = positionals[...]
        for argument in command.arguments {
            let taken = argument.takesAllThatAreLeft ? left : left.prefix(1)
            left = left.dropFirst(taken.count)
            if taken.isEmpty, argument.isRequired {
                throw UsageError(
                    .missingArgument, argument: "<\(argument.name)>", position: words.count, commandPath: commandPath)
            }
            for value in taken {
                guard let expected = argument.value.expectation(unmetBy: value.text) else { continue }
                throw UsageError(
                    .invalidValue, argument: value.text, position: value.position, subject: "<\(argument.name)>",
                    expected: "expected \(expected)",
                    suggestion: Suggestion.nearest(to: value.text, among: argument.value.choices.map(\.name)),
                    commandPath: commandPath)
            }
            values[argument.name] = Array(taken)
        }
        if let unexpected = left.first {
            throw UsageError(
                .unexpectedArgument, argument: unexpected.text, position: unexpected.position, commandPath: commandPath)
        }
        return values
    }
}
