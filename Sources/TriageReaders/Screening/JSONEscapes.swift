import TriageBytes

/// A text with the escapes of JSON (RFC 8259, 7) undone wherever they stand, as readers undo them in strings.
public enum JSONEscapes {
    /// The text that readers of JSON see in its strings; what is no JSON is changed as well and has to be looked at as it
    /// was. Nil where an escape is cut or wrong, so that nobody can say what readers make of it.
    ///
    /// Control characters, which mean nothing in the value of a string, become blanks or the ends of lines.
    public static func undone(_ text: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = 0
        while let slash = ByteSearch.first(0x5C, in: text.span, from: index) {
            result += text[index..<slash]
            guard slash + 1 < text.count else { return nil }
            index = slash + 2
            switch text[slash + 1] {
            case 0x6E, 0x72: result.append(0x0A)
            case 0x62, 0x66, 0x74: result.append(0x20)
            case 0x75:
                guard let scalar = scalar(text, at: &index) else { return nil }
                result += String(Character(scalar)).utf8
            case 0x21..<0x7F: result.append(text[slash + 1])
            // What was cut by the end of a line, or a blank somebody put there.
            default: return nil
            }
        }
        result += text[index...]
        return result
    }

    /// The character whose digits stand at `index`, which moves behind it; nil for half of one.
    private static func scalar(_ text: [UInt8], at index: inout Int) -> Unicode.Scalar? {
        guard var value = digits(text, at: index) else { return nil }
        index += 4
        if (0xD800..<0xDC00).contains(value) {
            guard index + 1 < text.count, text[index] == 0x5C, text[index + 1] == 0x75,
                let low = digits(text, at: index + 2), (0xDC00..<0xE000).contains(low)
            else { return nil }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
            index += 6
        }
        if value < 0x20 || value == 0x7F { return " " }
        return Unicode.Scalar(value)
    }

    private static func digits(_ text: [UInt8], at index: Int) -> UInt32? {
        guard index + 4 <= text.count else { return nil }
        var value: UInt32 = 0
        for byte in text[index..<(index + 4)] {
            guard let digit = Hex.value(byte) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
