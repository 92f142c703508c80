extension UsageError: CustomStringConvertible {
    /// The mistake in one line, without control characters even when the command line had some.
    public var description: String { message }

    /// The mistake in one line, without control characters even when the command line had some.
    public var message: String {
        let typed = "'\(Printable.text(argument))'"
        let about = "'\(subject ?? argument)'"
        let command = "'\(commandPath.joined(separator: " "))'"
        var line =
            switch code {
            case .unknownOption: "unknown option \(typed)"
            case .optionOfAnotherCommand: "\(command) takes no option \(typed)"
            case .unknownSubcommand: "\(command) has no subcommand \(typed)"
            case .missingSubcommand: "\(command) needs a subcommand"
            case .missingValue: "option \(about) needs a value"
            case .unexpectedValue: "option \(about) takes no value, but \(typed) gives one"
            case .invalidValue: "invalid value \(typed) for \(about)"
            case .missingArgument: "missing argument \(typed)"
            case .unexpectedArgument: "unexpected argument \(typed)"
            }
        switch (suggestion, expected) {
        case (let suggestion?, let expected?): line += "; did you mean '\(suggestion)'? (\(expected))"
        case (let suggestion?, nil): line += "; did you mean '\(suggestion)'?"
        case (nil, let expected?): line += ": \(expected)"
        case (nil, nil): break
        }
        return line
    }
}

/// Text of strangers made fit for a terminal.
enum Printable {
    /// The text with control and direction characters written as escapes, and cut when it is very long.
    static func text(_ text: String) -> String {
        var result = ""
        var count = 0
        for scalar in text.unicodeScalars {
            count += 1
            guard count <= maximumLength else { return result + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default:
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let maximumLength = 120
}
