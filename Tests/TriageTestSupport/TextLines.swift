/// A text as lines without their ends. A `String` is not split at "\n" directly: CR LF is one `Character` there.
public struct TextLines: Sendable, Equatable {
    /// The lines; a text that ends with a line break has an empty last one.
    public var lines: [String]

    /// Cuts a text at LF and CR LF.
    public init(_ text: String) {
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { part in
            String(String.UnicodeScalarView(part.last == "\r" ? part.dropLast() : part))
        }
    }

    /// Makes a text of lines.
    public init(lines: [String]) { self.lines = lines }

    /// The text again.
    public func joined(by lineEnd: String) -> String { lines.joined(separator: lineEnd) }

    /// Every line changed by itself; the empty last line of a text that ends with a line break stays.
    func mapped(_ change: (String) -> String) -> TextLines {
        var result = lines.map(change)
        if lines.last == "" { result[result.count - 1] = "" }
        return TextLines(lines: result)
    }

    /// Every line replaced by several; the empty last line stays.
    func flatMapped(_ change: (String) -> [String]) -> TextLines {
        var result = (lines.last == "" ? lines.dropLast() : lines[...]).flatMap(change)
        if lines.last == "" { result.append("") }
        return TextLines(lines: result)
    }
}
