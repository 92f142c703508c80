import TriageModel

/// Tells whether a command without a prompt was run: only what it printed shows that. A command alone is advice, a
/// question, or a line of a script.
enum BareCommand {
    enum Answer {
        /// One value, in this line.
        case value(Int)
        /// A list or a table, read as a region of its own.
        case listing
    }

    /// Whether the line begins with a command that is known to print records.
    static func isKnown(_ line: ArraySlice<UInt8>, _ vocabulary: PreparedVocabulary) -> Bool {
        let head = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x28 }.prefix { $0 != 0x20 && $0 != 0x29 }
        return head.count <= 80 && vocabulary.cmdlet(String(decoding: head, as: UTF8.self))?.prints != nil
    }

    /// What answers the commands that end before `line`; nil when nothing there is an answer.
    static func answer(_ text: CleanText, at line: Int, to commands: [Draft], _ vocabulary: PreparedVocabulary)
        -> Answer?
    {
        guard prints(commands, vocabulary) else { return nil }
        var next = line
        if next < text.lines.count, text.lines[next].isBlank { next += 1 }
        guard next < text.lines.count, !text.lines[next].isBlank,
            text.lines[next].quoteDepth == text.lines[line - 1].quoteDepth
        else { return nil }
        if CommandAnswer.read(text, at: next, commands: commands, vocabulary: vocabulary) != nil,
            !text.text(next).trimmed.bytes.contains(0x20)
        {
            return .value(next)
        }
        if commands.contains(where: { $0["members"] != nil }) { return nil }
        let shape = text.lines[next].shape
        if shape.contains(.property), shape.isDisjoint(with: [.commandHeader, .errorLabel, .plus]) { return .listing }
        let isTable = next + 1 < text.lines.count && text.lines[next + 1].shape.contains(.dashes)
        return isTable && shape.isDisjoint(with: [.prompt, .typed]) ? .listing : nil
    }

    /// True when one of the commands is known to print records.
    private static func prints(_ commands: [Draft], _ vocabulary: PreparedVocabulary) -> Bool {
        commands.contains { command in
            guard case .text(let name)? = command["name"]?.content else { return false }
            return vocabulary.cmdlet(name)?.prints != nil
        }
    }
}
