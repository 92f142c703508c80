/// Columns a text takes on a console.
///
/// Widths are those of single scalars, summed: an emoji of several people joined by U+200D counts each of them, as the
/// consoles do that wrap by cells.
public enum TextWidth {
    /// Who counts.
    public enum Convention: Sendable {
        /// A terminal: 2 for the wide characters of Unicode (emoji among them), 0 for combining, format and control
        /// characters, else 1.
        case terminal
        /// PowerShell's formatter (`LengthInBufferCells` of its console host): 2 for a fixed list of East Asian
        /// ranges, 1 for every other UTF-16 unit, combining and control characters too.
        case powerShell
    }

    /// Columns of one scalar.
    public static func columns(of scalar: Unicode.Scalar, _ convention: Convention = .terminal) -> Int {
        let value = scalar.value
        switch convention {
        case .powerShell:
            return isWideForPowerShell(value) || value >= 0x10000 ? 2 : 1
        case .terminal:
            if value < 0x7F { return value < 0x20 ? 0 : 1 }
            if value < 0xA0 { return 0 }
            if value < 0x300 { return 1 }
            if WideCharacters.contains(value) { return 2 }
            return isWithoutWidth(scalar) ? 0 : 1
        }
    }

    /// Columns of UTF-8 text; for a terminal control characters count 0 (a tab is for the caller, who knows where it
    /// stands), bytes that are not UTF-8 count 1. O(size).
    public static func columns(of text: Span<UInt8>, _ convention: Convention = .terminal) -> Int {
        var columns = 0
        var i = 0
        while i < text.count {
            let byte = text[i]
            if byte < 0x80 {
                columns += convention == .powerShell || byte >= 0x20 && byte != 0x7F ? 1 : 0
                i += 1
            } else if let (scalar, length) = UTF8Scan.scalar(in: text, at: i) {
                columns += Self.columns(of: scalar, convention)
                i += length
            } else {
                columns += 1
                i += UTF8Scan.badLength(in: text, at: i)
            }
        }
        return columns
    }

    /// Columns of UTF-8 text.
    public static func columns(of text: ArraySlice<UInt8>, _ convention: Convention = .terminal) -> Int {
        columns(of: text.span, convention)
    }

    /// Columns of a text.
    public static func columns(of text: String, _ convention: Convention = .terminal) -> Int {
        columns(of: Array(text.utf8).span, convention)
    }

    /// Combining marks, format characters, and the Hangul vowels and finals that join the syllable before.
    private static func isWithoutWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1160...0x11FF, 0xD7B0...0xD7FF: return true
        // Signs that stand before a number or word and are drawn, though they are of class Cf.
        case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890...0x0891, 0x08E2, 0x110BD, 0x110CD: return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }

    /// The ranges of `LengthInBufferCells` in PowerShell's ConsoleControl.cs.
    private static func isWideForPowerShell(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2329, 0x232A, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6:
            return true
        case 0x2E80...0xA4CF: return value != 0x303F
        default: return false
        }
    }
}
