/// Text that came from anywhere, on its way into Markdown (CommonMark and GitHub's tables). The one place where it is
/// escaped: nothing becomes a heading, a link, markup, a mention or the end of a cell.
enum MarkdownText {
    /// Prose on one line.
    static func prose(_ text: String) -> String {
        var out = ""
        var previous: Unicode.Scalar = " "
        // Four blanks in front would make it code.
        let safe = Array(TerminalText.safe(text).unicodeScalars.drop { $0 == " " })
        for (index, scalar) in safe.enumerated() {
            let isFirst = out.isEmpty
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$": out += "\\" + String(Character(scalar))
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "&": out += "&amp;"
            case "#":
                // Before a number it would point to an issue.
                let isReference = index + 1 < safe.count && safe[index + 1].properties.numericType != nil
                out += (isFirst ? "\\#" : "#") + (isReference ? "&#8288;" : "")
            case "+", "-", "=":
                out += (isFirst ? "\\" : "") + String(Character(scalar))
            case ".", ")":
                // `1.` at the start would begin a list.
                let isEnd = index + 1 == safe.count || safe[index + 1] == " "
                let isNumber = isEnd && !isFirst && out.utf8.allSatisfy { (0x30...0x39).contains($0) }
                // `www.` becomes a link wherever a word begins with it.
                let isWeb = scalar == "." && Self.endsWithWeb(safe[..<index])
                out += isWeb ? "&#46;" : (isNumber ? "\\" : "") + String(Character(scalar))
            case ":":
                // No address becomes a link by itself.
                let isAddress = index + 2 < safe.count && safe[index + 1] == "/" && safe[index + 2] == "/"
                out += isAddress ? "&#58;" : ":"
            case "@":
                // Within an address it is harmless; else it calls somebody.
                let isInner = previous.properties.isAlphabetic || previous.properties.numericType != nil
                out += isInner ? "@" : "@&#8288;"
            default: out.unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        return out
    }

    private static func endsWithWeb(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let end = scalars.suffix(3)
        guard end.count == 3, end.allSatisfy({ $0 == "w" || $0 == "W" }) else { return false }
        guard let before = scalars.dropLast(3).last else { return true }
        return !before.properties.isAlphabetic && before.properties.numericType == nil
    }

    /// A value as it stands, on one line.
    ///
    /// - Parameter inTable: true in a table, where a bar ends the cell even within code, and cannot always be escaped
    ///   there: such a value is written as prose.
    static func code(_ text: String, inTable: Bool = false) -> String {
        let safe = TerminalText.safe(text)
        if safe.isEmpty { return "" }
        if inTable && safe.utf8.contains(UInt8(ascii: "|")) { return prose(safe) }
        let fence = String(repeating: "`", count: longestRun(in: safe) + 1)
        let needsRoom =
            safe.utf8.first == UInt8(ascii: "`") || safe.utf8.last == UInt8(ascii: "`")
            || (safe.utf8.first == 0x20 && safe.utf8.last == 0x20)
        return needsRoom ? "\(fence) \(safe) \(fence)" : fence + safe + fence
    }

    /// Lines as they stand, with a fence that none of them can end.
    static func block(_ text: String, language: String, indent: Int = 0) -> String {
        let lines = TerminalText.lines(text, ascii: false)
        let most = lines.map { longestRun(in: $0) }.max() ?? 0
        let fence = String(repeating: "`", count: max(3, most + 1))
        let blanks = String(repeating: " ", count: indent)
        return ([fence + language] + lines + [fence]).map { $0.isEmpty ? "" : blanks + $0 }.joined(separator: "\n")
            + "\n"
    }

    private static func longestRun(in text: String) -> Int {
        var most = 0
        var run = 0
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            most = max(most, run)
        }
        return most
    }
}
