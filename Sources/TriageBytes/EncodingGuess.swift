/// Which encoding an input has, and how that was told.
struct EncodingGuess: Sendable {
    var encoding: TextEncoding
    /// "certain: …", "likely: …", "undecided: …", "declared: …".
    var why: String
    /// True when the input is known to have no invalid byte.
    var isWellFormed: Bool
    /// Bytes of the byte order mark.
    var markLength = 0

    /// Judges the bytes of a whole input. O(size).
    static func judge(_ bytes: Span<UInt8>) -> EncodingGuess {
        if let mark = byteOrderMark(bytes) { return mark }
        if let wide = WideUnits.judge(bytes) { return wide }
        let valid = UTF8Scan.validPrefix(of: bytes)
        if valid == bytes.count {
            return EncodingGuess(encoding: .utf8, why: "certain: every byte is valid UTF-8", isWellFormed: true)
        }
        let counts = UTF8Scan.counts(of: bytes)
        if counts.multibyte >= counts.bad {
            return EncodingGuess(
                encoding: .utf8,
                why: "likely: \(counts.multibyte) valid UTF-8 sequences against \(counts.bad) that are not",
                isWellFormed: false)
        }
        // Two bytes of a character and then the end: a text cut short rather than a code page.
        if counts.bad == 1, counts.cutLength >= 2 {
            return EncodingGuess(
                encoding: .utf8, why: "likely: valid UTF-8 but for a last character that is cut", isWellFormed: false)
        }
        return CodePageGuess.judge(bytes)
    }

    /// The encoding told by a byte order mark; nil without one.
    static func byteOrderMark(_ bytes: Span<UInt8>) -> EncodingGuess? {
        guard bytes.count >= 2, bytes[0] == 0 || bytes[0] >= 0xEF else { return nil }
        func starts(_ mark: [UInt8]) -> Bool {
            guard bytes.count >= mark.count else { return false }
            for i in mark.indices where bytes[i] != mark[i] { return false }
            return true
        }
        func certain(_ encoding: TextEncoding, _ length: Int, _ shown: String) -> EncodingGuess {
            EncodingGuess(
                encoding: encoding, why: "certain: byte order mark \(shown)", isWellFormed: false, markLength: length)
        }
        if starts([0xEF, 0xBB, 0xBF]) { return certain(.utf8BOM, 3, "EF BB BF") }
        // FF FE 00 00 is also UTF-16 that begins with NUL; text does not begin with NUL, so the length decides.
        if starts([0xFF, 0xFE, 0, 0]), bytes.count % 4 == 0 { return certain(.utf32LE, 4, "FF FE 00 00") }
        if starts([0, 0, 0xFE, 0xFF]), bytes.count % 4 == 0 { return certain(.utf32BE, 4, "00 00 FE FF") }
        if starts([0xFF, 0xFE]) { return certain(.utf16LE, 2, "FF FE") }
        if starts([0xFE, 0xFF]) { return certain(.utf16BE, 2, "FE FF") }
        return nil
    }
}
