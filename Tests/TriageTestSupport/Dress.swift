/// What happens to a text on its way into a ticket: the console cuts it, mail quotes it, an editor re-encodes it.
///
/// A dress changes how a text looks and nothing it says, so a diagnosis must be the same in every dress.
public struct Dress: Sendable, Hashable, CustomStringConvertible {
    /// A change of the text.
    public enum Change: Sendable, Hashable {
        /// Every line with this mark in front; an empty line gets the mark without its blank.
        case marked(String)
        /// Every line that is not empty moved right by that many blanks.
        case indented(Int)
        /// As Markdown source: `\+` for a leading plus, two blanks behind every line that is not empty.
        case markdown
        /// Between two lines of three back-ticks.
        case codeFence
        /// Runs of blanks and leading blanks as browsers copy them: U+00A0 for all but the last.
        case nonBreakingSpaces
        /// Cut by the console.
        case wrapped(ConsoleWrap)
        /// Broken at blanks, as mail programs do; words longer than the width stay whole.
        case wordWrapped(width: Int)
        /// Unrelated prose, a foreign error and a table before and behind.
        case surrounded
        /// Colours as PowerShell 7 writes them to a file.
        case ansi
    }

    /// How lines end.
    public enum LineEnd: String, Sendable, Hashable {
        /// LF.
        case lf = "\n"
        /// CR LF.
        case crlf = "\r\n"
    }

    /// How the text is written as bytes.
    public enum Encoding: Sendable, Hashable {
        /// No byte order mark.
        case utf8
        /// EF BB BF first.
        case utf8WithBOM
        /// FF FE first.
        case utf16LittleEndianWithBOM
        /// FE FF first.
        case utf16BigEndianWithBOM
    }

    /// The changes, in the order they are made.
    public var changes: [Change]
    /// Line ends of the result.
    public var lineEnd: LineEnd
    /// Encoding of the result.
    public var encoding: Encoding

    /// Makes a dress.
    public init(_ changes: [Change] = [], lineEnd: LineEnd = .lf, encoding: Encoding = .utf8) {
        self.changes = changes
        self.lineEnd = lineEnd
        self.encoding = encoding
    }

    /// This dress with another over it: the changes of both in order; line end and encoding of the outer one where it
    /// has its own.
    public func under(_ outer: Dress) -> Dress {
        Dress(
            changes + outer.changes, lineEnd: outer.lineEnd == .lf ? lineEnd : outer.lineEnd,
            encoding: outer.encoding == .utf8 ? encoding : outer.encoding)
    }

    /// The dressed text, with the line ends of the dress.
    public func text(of original: String) -> String {
        var lines = TextLines(original)
        for change in changes { lines = change.applied(to: lines) }
        return lines.joined(by: lineEnd.rawValue)
    }

    /// The dressed text as bytes.
    public func bytes(of original: String) -> [UInt8] {
        let text = text(of: original)
        switch encoding {
        case .utf8: return Array(text.utf8)
        case .utf8WithBOM: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        case .utf16LittleEndianWithBOM:
            return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        case .utf16BigEndianWithBOM:
            return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        }
    }

    /// `wrapped at 80 indent 4, marked "> ", CR LF, UTF-16LE`.
    public var description: String {
        var parts = changes.map(\.description)
        if lineEnd == .crlf { parts.append("CR LF") }
        switch encoding {
        case .utf8: break
        case .utf8WithBOM: parts.append("UTF-8 with BOM")
        case .utf16LittleEndianWithBOM: parts.append("UTF-16LE")
        case .utf16BigEndianWithBOM: parts.append("UTF-16BE")
        }
        return parts.isEmpty ? "plain" : parts.joined(separator: ", ")
    }
}

extension Dress.Change: CustomStringConvertible {
    /// A few words.
    public var description: String {
        switch self {
        case .marked(let mark): "marked \"\(mark)\""
        case .indented(let blanks): "indented \(blanks)"
        case .markdown: "Markdown"
        case .codeFence: "code fence"
        case .nonBreakingSpaces: "non-breaking spaces"
        case .wrapped(let wrap): wrap.description
        case .wordWrapped(let width): "word-wrapped at \(width)"
        case .surrounded: "surrounded"
        case .ansi: "coloured"
        }
    }
}
