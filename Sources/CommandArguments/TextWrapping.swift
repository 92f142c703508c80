/// Text set in columns.
enum TextWrapping {
    /// The paragraphs of `text` broken into lines of at most `width` characters, without trailing blanks.
    ///
    /// Paragraphs are separated by empty lines; lines of one paragraph are joined, but a line that starts with blanks
    /// is kept as it is. A word longer than the width gets a line of its own.
    static func lines(of text: String, width: Int) -> [String] {
        var result: [String] = []
        var paragraph: [Substring] = []
        func flush() {
            result += wrap(paragraph, width: width)
            paragraph = []
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.first == " " {
                flush()
                result.append(String(line))
            } else if line.isEmpty {
                flush()
                result.append("")
            } else {
                paragraph += line.split(separator: " ")
            }
        }
        flush()
        return result
    }

    /// Two columns: `label` at `indentation`, the text beside it from `column` on, below it when the label is too long.
    static func entry(label: String, text: String, indentation: Int = 2, column: Int, width: Int) -> [String] {
        let head = String(repeating: " ", count: indentation) + label
        let margin = String(repeating: " ", count: column)
        let body = lines(of: text, width: width - column)
        guard let first = body.first, !first.isEmpty else { return [head] }
        var result: [String] = []
        if head.count + 2 <= column {
            result.append(head + String(repeating: " ", count: column - head.count) + first)
        } else {
            result += [head, margin + first]
        }
        return result + body.dropFirst().map { $0.isEmpty ? "" : margin + $0 }
    }

    static func wrap(_ words: [Substring], width: Int, hangingIndent: Int = 0) -> [String] {
        var result: [String] = []
        var line = ""
        for word in words {
            if !line.isEmpty, line.count + 1 + word.count > width {
                result.append(line)
                line = String(repeating: " ", count: hangingIndent)
                line += word
            } else {
                if !line.isEmpty { line += " " }
                line += word
            }
        }
        if !line.isEmpty { result.append(line) }
        return result
    }
}
