import TriageModel

/// Lines that open an error without any other mark: those the vocabulary's templates say so of.
enum ErrorOpening {
    /// True when the line starts with the first literal of a template that starts an error.
    static func opens(_ text: CleanText, _ line: Int, _ vocabulary: Vocabulary) -> Bool {
        let body = text.slice(line).drop { $0 == 0x20 || $0 == 0x09 }
        return vocabulary.templates.contains { $0.startsError && starts(body, with: $0.text.utf8) }
    }

    /// Where an error's message starts in a line: at its start, or behind one word and a colon (`Failed: message`).
    static func offset(_ text: CleanText, _ line: Int, _ vocabulary: Vocabulary) -> Int? {
        let slice = text.slice(line)
        let body = slice.drop { $0 == 0x20 || $0 == 0x09 }
        if vocabulary.templates.contains(where: { $0.startsError && starts(body, with: $0.text.utf8) }) {
            return 0
        }
        guard text.lines[line].shape.contains(.header), let colon = body.prefix(40).firstIndex(of: 0x3A) else {
            return nil
        }
        let rest = body[(colon + 1)...].drop { $0 == 0x20 }
        guard vocabulary.templates.contains(where: { $0.startsError && starts(rest, with: $0.text.utf8) }) else {
            return nil
        }
        return rest.startIndex - body.startIndex
    }

    /// True when a literal of a template for errors stands anywhere in the line.
    static func holdsLiteral(_ text: CleanText, _ line: Int, _ vocabulary: Vocabulary) -> Bool {
        if opens(text, line, vocabulary) { return true }
        let body = text.slice(line).prefix(2000)
        return vocabulary.templates.contains { template in
            template.kind == "error" && holds(body, longestLiteral(template.text))
        }
    }

    /// The same for two lines that a console cut in the middle of the literal.
    static func holdsLiteral(_ text: CleanText, cutBefore line: Int, _ vocabulary: Vocabulary) -> Bool {
        guard line > 0 else { return false }
        let joined = text.slice(line - 1).suffix(1000) + text.slice(line).prefix(1000)
        return vocabulary.templates.contains { template in
            template.kind == "error" && holds(joined, longestLiteral(template.text))
        }
    }

    private static func longestLiteral(_ template: String) -> [UInt8] {
        var best: ArraySlice<UInt8> = []
        for part in Array(template.utf8).split(whereSeparator: { $0 == 0x7B }) {
            let literal = part.firstIndex(of: 0x7D).map { part[($0 + 1)...] } ?? part
            if literal.count > best.count { best = literal }
        }
        while let last = best.last, last.isBlankByte { best = best.dropLast() }
        return Array(best.drop(while: \.isBlankByte))
    }

    private static func holds(_ line: ArraySlice<UInt8>, _ literal: [UInt8]) -> Bool {
        guard literal.count >= 12, line.count >= literal.count, let first = literal.first?.asciiLowered else {
            return false
        }
        var index = line.startIndex
        while index + literal.count <= line.endIndex {
            if line[index].asciiLowered == first,
                zip(line[index...], literal).allSatisfy({ $0.asciiLowered == $1.asciiLowered })
            {
                return true
            }
            index += 1
        }
        return false
    }

    /// Compares the literal up to the first hole (at least ten bytes of it) with the start of a line, which may end
    /// before the literal does.
    private static func starts(_ line: ArraySlice<UInt8>, with template: String.UTF8View) -> Bool {
        var index = line.startIndex
        var matched = 0
        for byte in template {
            if byte == 0x7B { break }
            if byte.isBlankByte {
                while index < line.endIndex, line[index].isBlankByte { index += 1 }
                continue
            }
            guard index < line.endIndex else { return matched >= 10 }
            guard line[index].asciiLowered == byte.asciiLowered else { return false }
            matched += 1
            index += 1
        }
        return matched >= 10
    }
}
