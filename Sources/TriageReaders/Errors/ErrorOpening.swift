import TriageModel

/// Lines that open an error without any other mark: those the vocabulary's templates say so of.
enum ErrorOpening {
    /// True when the line starts with the first literal of a template that starts an error.
    static func opens(_ text: CleanText, _ line: Int, _ vocabulary: Vocabulary) -> Bool {
        let body = text.slice(line).drop { $0 == 0x20 || $0 == 0x09 }
        return vocabulary.templates.contains { $0.startsError && starts(body, with: $0.text.utf8) }
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
