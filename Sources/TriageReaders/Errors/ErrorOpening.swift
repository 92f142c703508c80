/// Lines that open an error without any other mark: those the vocabulary's templates say so of.
enum ErrorOpening {
    /// True when the line starts with the first literal of a template that starts an error.
    static func opens(_ text: CleanText, _ line: Int, _ vocabulary: PreparedVocabulary) -> Bool {
        vocabulary.errorOpenings.opens(text.slice(line).drop { $0 == 0x20 || $0 == 0x09 })
    }

    /// Where an error's message starts in a line: at its start, or behind one word and a colon (`Failed: message`).
    static func offset(_ text: CleanText, _ line: Int, _ vocabulary: PreparedVocabulary) -> Int? {
        let body = text.slice(line).drop { $0 == 0x20 || $0 == 0x09 }
        if vocabulary.errorOpenings.opens(body) { return 0 }
        guard text.lines[line].shape.contains(.header), let colon = body.prefix(40).firstIndex(of: 0x3A) else {
            return nil
        }
        let rest = body[(colon + 1)...].drop { $0 == 0x20 }
        return vocabulary.errorOpenings.opens(rest) ? rest.startIndex - body.startIndex : nil
    }

    /// True when a literal of a template for errors stands anywhere in the line.
    static func holdsLiteral(_ text: CleanText, _ line: Int, _ vocabulary: PreparedVocabulary) -> Bool {
        opens(text, line, vocabulary) || vocabulary.errorOpenings.holds(text.slice(line).prefix(2000))
    }

    /// The same for two lines that a console cut in the middle of the literal.
    static func holdsLiteral(_ text: CleanText, cutBefore line: Int, _ vocabulary: PreparedVocabulary) -> Bool {
        guard line > 0 else { return false }
        return vocabulary.errorOpenings.holds(text.slice(line - 1).suffix(1000) + text.slice(line).prefix(1000))
    }
}
