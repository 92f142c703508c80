/// Text that came from input, on its way to a terminal. The only function that lets it through is ``safe(_:ascii:)``.
public enum TerminalText {
    /// Columns between tab stops.
    static let tabWidth = 4
    /// Marks allowed on one character; more would paint over the lines above and below.
    static let mostMarks = 8

    /// The text on one line, with everything visible that could steer a terminal or deceive the eye: controls (C0, C1,
    /// ESC, CR, LF), bidirectional controls and other invisible format characters. Tabs become blanks. With `ascii`,
    /// everything outside of ASCII is written as `\u{e9}`.
    ///
    /// Safe text stays as it is when it passes again. Linear in the length of the text.
    public static func safe(_ text: String, ascii: Bool = false) -> String {
        if isPlain(text) { return text }
        var line = SafeLine(ascii: ascii)
        for scalar in text.unicodeScalars { line.append(scalar) }
        return line.text
    }

    /// The lines of a text, each made safe. LF, CR LF and CR end a line.
    static func lines(_ text: String, ascii: Bool) -> [String] {
        if isPlain(text) { return [text] }
        var lines: [String] = []
        var current = SafeLine(ascii: ascii)
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar == "\n" && previous == "\r" {
                previous = scalar
                continue
            }
            if scalar == "\n" || scalar == "\r" {
                lines.append(current.text)
                current = SafeLine(ascii: ascii)
            } else {
                current.append(scalar)
            }
            previous = scalar
        }
        lines.append(current.text)
        return lines
    }

    /// What stands for a scalar that may not reach the terminal; nil for one that may.
    static func symbol(for scalar: Unicode.Scalar, ascii: Bool) -> String? {
        let value = scalar.value
        if value >= 0x20 && value < 0x7F { return nil }
        if value < 0x20 { return ascii ? hexadecimal(value) : picture(0x2400 + value) }
        if value == 0x7F { return ascii ? hexadecimal(value) : picture(0x2421) }
        if value < 0xA0 { return hexadecimal(value) }
        if ascii || isInvisible(scalar) { return "\\u{" + String(value, radix: 16) + "}" }
        return nil
    }

    /// Format characters (bidirectional controls U+202A to U+202E, U+2066 to U+2069, U+200E, U+200F among them), line
    /// and paragraph separators. The joiners stay: scripts and emoji need them.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value == 0x200C || scalar.value == 0x200D { return false }
        switch scalar.properties.generalCategory {
        case .format, .lineSeparator, .paragraphSeparator, .control: return true
        default: return false
        }
    }

    private static func isPlain(_ text: String) -> Bool {
        for byte in text.utf8 where byte < 0x20 || byte >= 0x7F { return false }
        return true
    }

    private static func picture(_ value: UInt32) -> String {
        Unicode.Scalar(value).map { String(Character($0)) } ?? "?"
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        (value < 0x10 ? "\\x0" : "\\x") + String(value, radix: 16)
    }
}

/// A line of safe text that grows scalar by scalar and knows its width.
struct SafeLine {
    private(set) var text = ""
    private(set) var columns = 0
    private let ascii: Bool
    /// Marks since the last character that takes room.
    private var marks = 0

    init(ascii: Bool) { self.ascii = ascii }

    /// Adds a sign of our own.
    mutating func append(sign: String) {
        text += sign
        columns += DisplayWidth.of(sign)
        marks = 0
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        if scalar == "\t" {
            let blanks = TerminalText.tabWidth - columns % TerminalText.tabWidth
            text += String(repeating: " ", count: blanks)
            columns += blanks
            marks = 0
        } else if let symbol = TerminalText.symbol(for: scalar, ascii: ascii) {
            text += symbol
            columns += DisplayWidth.of(symbol)
            marks = 0
        } else if DisplayWidth.isZero(scalar) {
            appendMark(scalar)
        } else {
            text.unicodeScalars.append(scalar)
            columns += DisplayWidth.of(scalar)
            marks = 0
        }
    }

    /// A mark needs something to stand on, and there may not be too many.
    private mutating func appendMark(_ scalar: Unicode.Scalar) {
        if columns == 0 && marks == 0 {
            text += "\u{25CC}"
            columns += 1
        }
        marks += 1
        if marks <= TerminalText.mostMarks { text.unicodeScalars.append(scalar) }
    }
}
