extension Dress.Change {
    /// The text after this change.
    func applied(to text: TextLines) -> TextLines {
        switch self {
        case .marked(let mark):
            let bare = String(mark.reversed().drop { $0 == " " }.reversed())
            return text.mapped { $0.isEmpty ? bare : mark + $0 }
        case .indented(let count):
            let blanks = String(repeating: " ", count: count)
            return text.mapped { $0.isEmpty ? $0 : blanks + $0 }
        case .markdown:
            return text.mapped { line in
                guard !line.isEmpty else { return line }
                let blanks = line.prefix { $0 == " " }
                let rest = line.dropFirst(blanks.count)
                return blanks + (rest.hasPrefix("+") ? "\\" : "") + rest + "  "
            }
        case .codeFence:
            var lines = ["```"] + text.lines
            if lines.last == "" { lines.removeLast() }
            return TextLines(lines: lines + ["```", ""])
        case .nonBreakingSpaces: return text.mapped(withNonBreakingSpaces)
        case .wrapped(let wrap): return text.flatMapped(wrap.wrap)
        case .wordWrapped(let width): return text.flatMapped { wordWrap($0, at: width) }
        case .surrounded: return surround(text)
        case .ansi: return text.mapped(coloured)
        }
    }
}

private func withNonBreakingSpaces(_ line: String) -> String {
    var result = String.UnicodeScalarView()
    var run = 0
    for scalar in line.unicodeScalars {
        if scalar == " " {
            run += 1
            continue
        }
        flush(run, into: &result)
        run = 0
        result.append(scalar)
    }
    flush(run, into: &result)
    return String(result)

    func flush(_ run: Int, into result: inout String.UnicodeScalarView) {
        guard run > 0 else { return }
        let atStart = result.isEmpty
        result.append(contentsOf: Array(repeating: "\u{A0}", count: run - 1))
        result.append(atStart && run == 1 ? "\u{A0}" : " ")
    }
}

private func wordWrap(_ line: String, at width: Int) -> [String] {
    var lines: [String] = []
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    var current = String(words[0])
    for word in words.dropFirst() {
        let candidate = current + " " + word
        if DisplayWidth.columns(of: candidate) > width, current.contains(where: { $0 != " " }) {
            lines.append(current)
            current = String(word)
        } else {
            current = candidate
        }
    }
    lines.append(current)
    return lines
}

/// PowerShell 7 colours the label of `Name : value` and every line of an error; a prompt stays as it is.
private func coloured(_ line: String) -> String {
    let bright = "\u{1B}[32;1m"
    let red = "\u{1B}[31;1m"
    let off = "\u{1B}[0m"
    guard !line.isEmpty, !line.hasPrefix("PS "), !line.hasPrefix("[PS] ") else { return line }
    if let first = line.unicodeScalars.first, first.properties.isAlphabetic, let colon = line.firstIndex(of: ":"),
        line[..<colon].hasSuffix(" "), !line[..<colon].dropLast().contains("  :"),
        line[..<colon].split(separator: " ").count == 1
    {
        let next = line.index(after: colon)
        return bright + line[..<next] + off + line[next...]
    }
    return red + line + off
}
