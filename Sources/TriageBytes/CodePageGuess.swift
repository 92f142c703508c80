/// Chooses between the code pages when the bytes are not UTF-8.
enum CodePageGuess {
    /// Judges the bytes of a whole input.
    static func judge(_ bytes: Span<UInt8>) -> EncodingGuess {
        EncodingGuess(encoding: .windows1252, why: "undecided: bytes above 7F that are not UTF-8", isWellFormed: false)
    }
}
