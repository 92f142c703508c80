import CommandArguments
import TriageKit
import TriageModel

/// Formats of inputs said with `--format-of FILE=FORMAT`.
enum ForcedFormats {
    /// The formats, for the help.
    static let names = InputFormat.allCases.map(\.rawValue).joined(separator: ", ")
    static let expected = "a file and its format, such as dump.txt=ldif (\(names))"

    /// The file and the format of one statement; the file's name may hold `=`.
    static func parse(_ text: String) -> (file: String, format: InputFormat)? {
        guard let equals = text.lastIndex(of: "="), equals > text.startIndex,
            let format = InputFormat(rawValue: text[text.index(after: equals)...].lowercased())
        else { return nil }
        return (String(text[..<equals]), format)
    }

    /// The inputs with the formats that were said; a statement about no input is a mistake.
    static func apply(to inputs: [CaseInput]?, _ arguments: ParsedArguments) throws(UsageError) -> [CaseInput]? {
        guard var inputs else { return nil }
        for statement in arguments.values(of: .formatOf).compactMap(parse) {
            let name = statement.file == "-" ? "stdin" : statement.file
            let places = inputs.indices.filter { inputs[$0].name == name }
            guard !places.isEmpty else {
                throw arguments.invalidValue(of: .formatOf, expected: "one of the files named on the command line")
            }
            for place in places { inputs[place].format = statement.format }
        }
        return inputs
    }
}
