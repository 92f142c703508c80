/// Marks of quoting as mail and word processors change them: `'` becomes `‘` or `’`, `"` becomes `“`, `”` or `„`.
enum QuoteMark {
    /// The first byte of all typographic marks in UTF-8.
    static let lead: UInt8 = 0xE2

    /// Bytes of the typographic mark that stands at a place for a plain one; nil when none does.
    static func length(of plain: UInt8, in text: ArraySlice<UInt8>, at index: Int) -> Int? {
        guard plain == 0x27 || plain == 0x22, index + 2 < text.endIndex, text[index] == lead, text[index + 1] == 0x80
        else { return nil }
        // U+2018 to U+201B are single, U+201C to U+201F are double.
        let isSingle = 0x98...0x9B ~= text[index + 2]
        let isDouble = 0x9C...0x9F ~= text[index + 2]
        return plain == 0x27 && isSingle || plain == 0x22 && isDouble ? 3 : nil
    }
}
