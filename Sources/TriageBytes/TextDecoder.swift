/// Turns the bytes of an input into UTF-8.
///
/// A byte order mark decides; without one the bytes are judged (``EncodingGuess``). Text that is UTF-8 in the main
/// stays UTF-8: the few bytes that do not fit become U+FFFD and are not read as Windows-1252, because two encodings
/// in one file are a guess about each of them and an unknown letter is better than a wrong one.
public enum TextDecoder {
    /// Decodes an input; valid UTF-8 without a byte order mark is kept as it is, without a copy. O(size).
    public static func decode(_ bytes: [UInt8]) -> DecodedText {
        let guess = EncodingGuess.judge(bytes.span)
        if guess.encoding == .utf8 && guess.isWellFormed {
            return DecodedText(
                text: bytes, encoding: .utf8, why: guess.why, hadInvalidBytes: false, byteCount: bytes.count,
                map: .identity(originalCount: bytes.count))
        }
        return decode(bytes.span, guess: guess)
    }

    /// True when the bytes are their own text: well-formed UTF-8 without a byte order mark. O(size).
    public static func isPlain(_ bytes: [UInt8]) -> Bool {
        let guess = EncodingGuess.judge(bytes.span)
        return guess.encoding == .utf8 && guess.isWellFormed
    }

    /// Decodes an input that is held elsewhere (a mapped file); its bytes are copied once. O(size).
    public static func decode(_ bytes: Span<UInt8>) -> DecodedText {
        decode(bytes, guess: EncodingGuess.judge(bytes))
    }

    /// Decodes bytes whose encoding is told from outside, as a mail part's is. A byte order mark goes before it.
    public static func decode(_ bytes: [UInt8], declared encoding: TextEncoding) -> DecodedText {
        if let mark = EncodingGuess.byteOrderMark(bytes.span) { return decode(bytes.span, guess: mark) }
        return decode(
            bytes.span,
            guess: EncodingGuess(encoding: encoding, why: "declared: \(encoding.rawValue)", isWellFormed: false))
    }

    private static func decode(_ bytes: Span<UInt8>, guess: EncodingGuess) -> DecodedText {
        var sink = TextSink(skipping: guess.markLength, of: bytes.count)
        switch guess.encoding {
        case .utf8, .utf8BOM: sink.decodeUTF8(bytes)
        case .utf16LE: sink.decodeUTF16(bytes, highByteFirst: false)
        case .utf16BE: sink.decodeUTF16(bytes, highByteFirst: true)
        case .utf32LE: sink.decodeUTF32(bytes, highByteFirst: false)
        case .utf32BE: sink.decodeUTF32(bytes, highByteFirst: true)
        case .windows1252: sink.decodeSingleBytes(bytes, upperHalf: CodePage.windows1252)
        case .cp437: sink.decodeSingleBytes(bytes, upperHalf: CodePage.cp437)
        case .cp850: sink.decodeSingleBytes(bytes, upperHalf: CodePage.cp850)
        case .cp932: sink.decodeShiftJIS(bytes)
        }
        return sink.finish(encoding: guess.encoding, why: guess.why)
    }
}
