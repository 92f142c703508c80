/// Tells whether a word goes on beside a place in UTF-8 text.
public enum WordBorder {
    /// True when the character that starts at `offset` is a letter, digit or underscore of a script that puts spaces
    /// between words; false at the end.
    public static func isLetter(in text: Span<UInt8>, at offset: Int) -> Bool {
        guard offset >= 0, offset < text.count else { return false }
        if text[offset] < 0x80 { return ASCII.isWord(text[offset]) }
        return UTF8Scan.scalar(in: text, at: offset).map { isAlphabetic($0.0) } ?? false
    }

    /// True when the character that ends before `offset` is one.
    public static func isLetter(in text: Span<UInt8>, before offset: Int) -> Bool {
        guard offset > 0, offset <= text.count else { return false }
        var start = offset - 1
        if text[start] < 0x80 { return ASCII.isWord(text[start]) }
        while start > 0, offset - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
        guard let (scalar, length) = UTF8Scan.scalar(in: text, at: start), start + length == offset else {
            return false
        }
        return isAlphabetic(scalar)
    }

    /// Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic and what else comes before the Indic scripts, marks included.
    private static func isAlphabetic(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        guard value < 0x0900 || value >= 0x1E00 && value < 0x2000 else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
    }
}
