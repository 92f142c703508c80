/// Where in a script an error happened: `At C:\Scripts\photo.ps1:2 char:1`, in any language.
///
/// The words are translated, the form is not: something, a colon and a line number, something, a column number at the
/// end of the line.
struct ErrorPosition: Sendable {
    /// Path of the script; nil for the command line.
    var script: LocatedText?
    var line: LocatedText
    var column: LocatedText
    /// Language of the words, as far as they are known.
    var language: String?

    /// Reads a whole (repaired) line; nil when it has not the form.
    init?(_ value: LocatedText) {
        let text = value.trimmed
        let bytes = text.bytes
        guard bytes.count <= 1000 else { return nil }
        // From the right: digits, blanks, a colon (some copies lost it), a word, the other number, a colon.
        var index = bytes.count
        let columnEnd = index
        while index > 0, bytes[index - 1].isDigit { index -= 1 }
        guard index < columnEnd, columnEnd - index <= 9 else { return nil }
        let columnStart = index
        index = Self.skipBlanks(bytes, index)
        let hasColon = index > 0 && bytes[index - 1] == 0x3A
        guard hasColon || index < columnStart else { return nil }
        if hasColon { index -= 1 }
        index = Self.skipBlanks(bytes, index)
        // At most three words between the numbers ("char", "Zeichen", "Carácter", none in French).
        let wordEnd = index
        while index > 0, !bytes[index - 1].isDigit, wordEnd - index < 40 { index -= 1 }
        let lineEnd = index
        while index > 0, bytes[index - 1].isDigit { index -= 1 }
        guard index < lineEnd, lineEnd - index <= 9, index > 0 else { return nil }
        let lineStart = index
        var head = Self.skipBlanks(bytes, index)
        guard head > 0, bytes[head - 1] == 0x3A else { return nil }
        head -= 1
        let word = bytes[lineEnd..<wordEnd].filter { $0 != 0x20 && $0 != 0x3A }
        guard word.allSatisfy({ $0.isLetter || $0 >= 0x80 || $0 == 0x2E }) else { return nil }
        guard head > 0, hasColon || !word.isEmpty else { return nil }
        line = text[lineStart..<lineEnd]
        column = text[columnStart..<columnEnd]
        let words = ErrorLanguage.position(head: bytes[..<head], columnWord: word)
        language = words.language
        if let start = words.scriptStart, start < head { script = text[start..<head] }
    }

    private static func skipBlanks(_ bytes: [UInt8], _ end: Int) -> Int {
        var index = end
        while index > 0, bytes[index - 1] == 0x20 { index -= 1 }
        return index
    }
}
