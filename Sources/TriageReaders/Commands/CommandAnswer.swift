import TriageModel

/// Reads the bare answer of a command that asked for one member: `(Get-X y).photo.Length`, then `14532`.
enum CommandAnswer {
    /// The record the answer at `line` states; nil when there is no such question, or no bare answer.
    static func read(_ text: CleanText, at line: Int, commands: [Draft], vocabulary: PreparedVocabulary) -> Draft? {
        guard line < text.lines.count,
            let command = commands.first(where: { $0["members"] != nil }),
            case .text(let chain)? = command["members"]?.content,
            case .text(let name)? = command["name"]?.content,
            let kindName = vocabulary.cmdlet(name)?.prints, let kind = vocabulary.kind(kindName)
        else { return nil }
        let shape = text.lines[line].shape
        guard shape.isDisjoint(with: [.prompt, .commandHeader, .errorLabel, .plus, .stars, .fence, .property]) else {
            return nil
        }
        let answer = text.text(line).trimmed
        guard !answer.isEmpty, answer.count <= 256, !isOneOfSeveral(text, line) else { return nil }
        var members = chain.split(separator: ".").map(String.init)
        guard !members.isEmpty else { return nil }
        let asksCount =
            members.count > 1
            && (members.last?.isEqualIgnoringCase("Length") == true
                || members.last?.isEqualIgnoringCase("Count") == true)
        if asksCount { members.removeLast() }
        let fieldName = members.joined(separator: ".")
        let declared = kind.field(fieldName)
        let value: Value
        if asksCount {
            guard let count = Int64(answer.string), count >= 0 else { return nil }
            // Of several people it is the sum.
            if kind.about == .person, !asksForOne(command, vocabulary) { return nil }
            if count == 0, let declared, let cmdlet = vocabulary.cmdlet(name),
                FetchedProperties(command, cmdlet)?.holds(declared) == false
            {
                return nil
            }
            if declared?.type == .binary {
                let format: BinaryValue.Format = .unknown
                value =
                    count == 0
                    ? Value(.blank, spans: answer.spans)
                    : Value(.binary(BinaryValue(byteCount: count...count, format: format)), spans: answer.spans)
            } else {
                value = Value(.integer(count), spans: answer.spans)
            }
        } else {
            guard declared != nil else { return nil }
            value = answer.value()
        }
        var fields: [Record.Field] = [.init(declared?.name ?? fieldName, value)]
        if kind.about == .person, let identity = command.whom { fields.append(.init("identity", identity)) }
        return Draft(
            kind: kindName, fields: fields, span: text.span(line..<(line + 1)), format: "command-answer", block: 1)
    }

    /// False for a command that may print several objects: a filter, or one for each of what comes through a pipe. Who
    /// asks for all (`-Filter *`) and gets what one may have has one, in a laboratory or a ticket cut short.
    private static func asksForOne(_ command: Draft, _ vocabulary: PreparedVocabulary) -> Bool {
        if command.whom != nil { return true }
        if case .text("*")? = command["Filter"]?.content { return true }
        guard case .text(let name)? = command["name"]?.content,
            let parameter = vocabulary.cmdlet(name)?.identityParameter,
            let identity = command[parameter] ?? command["argument1"], case .text(let text) = identity.content
        else { return false }
        return !["$_", "$psitem"].contains { text.asciiLowercased.hasPrefix($0) }
    }

    /// True when a bare number stands below too: a list of answers, of which nobody knows whose is which.
    private static func isOneOfSeveral(_ text: CleanText, _ line: Int) -> Bool {
        guard line + 1 < text.lines.count, !text.lines[line + 1].isBlank else { return false }
        return text.slice(line).allSatisfy(\.isDigit) && text.slice(line + 1).allSatisfy(\.isDigit)
    }
}
