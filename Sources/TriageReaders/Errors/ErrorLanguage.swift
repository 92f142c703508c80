import TriageModel

/// The words PowerShell prints around a position, by language: they tell the language of the whole error.
enum ErrorLanguage {
    private struct Words {
        var language: String
        /// Before a path: "At ".
        var at: [String]
        /// Before a line number of the command line: "line".
        var line: [String]
        /// Before the column: "char".
        var column: [String]
    }

    private static let table: [Words] = [
        .init(language: "en", at: ["At"], line: ["line"], column: ["char"]),
        .init(language: "de", at: ["In"], line: ["Zeile"], column: ["Zeichen"]),
        .init(language: "fr", at: ["Au caractère", "Au caractere"], line: ["Ligne"], column: ["", "caractère"]),
        .init(language: "es", at: ["En"], line: ["línea", "linea"], column: ["Carácter", "carácter"]),
        .init(language: "it", at: ["In"], line: ["riga"], column: ["car"]),
        .init(language: "pt", at: ["No", "Em"], line: ["linha"], column: ["caractere", "caractere"]),
        .init(language: "nl", at: ["Op", "In"], line: ["regel"], column: ["teken"]),
        .init(language: "sv", at: ["Vid"], line: ["rad"], column: ["tecken"]),
        .init(language: "pl", at: ["W"], line: ["wiersz", "wierszu"], column: ["znak"]),
        .init(language: "cs", at: ["Na", "V"], line: ["řádek", "řádku"], column: ["znak"]),
        .init(language: "tr", at: ["Konum"], line: ["satır"], column: ["karakter"]),
        .init(language: "hu", at: ["Hely"], line: ["sor"], column: ["karakter"]),
        .init(language: "ru", at: ["строка", "В"], line: ["строка"], column: ["знак"]),
        .init(language: "ja", at: ["発生場所"], line: ["行"], column: ["文字"]),
        .init(language: "zh", at: ["所在位置", "位於"], line: ["行"], column: ["字符", "字元"]),
        .init(language: "ko", at: ["위치"], line: ["줄"], column: ["문자"]),
    ]

    /// The language of a position, and where its script's path starts (nil for the command line).
    ///
    /// - Parameters:
    ///   - head: the line up to the colon before the line number: "At C:\x.ps1", "At line", "Ligne".
    ///   - columnWord: the letters between both numbers.
    static func position(
        head: ArraySlice<UInt8>, columnWord: [UInt8]
    ) -> (language: String?, scriptStart: Int?) {
        let column = String(decoding: columnWord, as: UTF8.self)
        var known: String?
        for words in table where words.column.contains(where: { !$0.isEmpty && $0.isEqualIgnoringCase(column) }) {
            known = known ?? words.language
            if let rest = restBehind(words.at, head) {
                known = words.language
                return (known, words.line.contains { isWord($0, head[rest...]) } ? nil : rest)
            }
            if words.line.contains(where: { isWord($0, head) }) { return (words.language, nil) }
        }
        for words in table where columnWord.isEmpty && words.column.contains("") {
            if words.line.contains(where: { isWord($0, head) }) { return (words.language, nil) }
            if let rest = restBehind(words.at, head) {
                return (words.language, words.line.contains { isWord($0, head[rest...]) } ? nil : rest)
            }
        }
        return (known, pathStart(head))
    }

    /// True for a line that starts with a word known to open a position.
    static func opensPosition(_ line: ArraySlice<UInt8>) -> Bool {
        let body = line.drop { $0 == 0x20 }
        return table.contains { words in
            restBehind(words.at, body) != nil || words.at.contains { body.elementsEqual($0.utf8) }
                || words.line.contains { hasWord($0, body) }
        }
    }

    private static func restBehind(_ words: [String], _ head: ArraySlice<UInt8>) -> Int? {
        for word in words {
            let bytes = word.utf8
            if head.count > bytes.count, head.starts(with: bytes), head[head.startIndex + bytes.count] == 0x20 {
                var rest = head.startIndex + bytes.count
                while rest < head.endIndex, head[rest] == 0x20 { rest += 1 }
                return rest
            }
        }
        return nil
    }

    private static func isWord(_ word: String, _ text: ArraySlice<UInt8>) -> Bool {
        String(decoding: text.drop { $0 == 0x20 }, as: UTF8.self).isEqualIgnoringCase(word)
    }

    private static func hasWord(_ word: String, _ text: ArraySlice<UInt8>) -> Bool {
        let bytes = Array(word.utf8)
        guard text.count > bytes.count else { return false }
        return String(decoding: text.prefix(bytes.count), as: UTF8.self).isEqualIgnoringCase(word)
            && text[text.startIndex + bytes.count] == 0x3A
    }

    /// A drive (`C:\`), a share (`\\server`) or an absolute path in a line whose words are not known.
    private static func pathStart(_ head: ArraySlice<UInt8>) -> Int? {
        var index = head.startIndex
        while index < head.endIndex {
            let isStart = index == head.startIndex || head[index - 1] == 0x20
            if isStart, head[index] == 0x2F { return index }
            if isStart, index + 2 < head.endIndex {
                if head[index].isLetter, head[index + 1] == 0x3A, head[index + 2] == 0x5C { return index }
                if head[index] == 0x5C, head[index + 1] == 0x5C { return index }
            }
            index += 1
        }
        return nil
    }
}
