/// Chooses between the code pages when the bytes are not UTF-8.
///
/// Each page reads the bytes above 7F in its way, and each reading fits its neighbours well or badly: 0x81 between two
/// letters is ü in the console's pages and nothing in Windows-1252; 0xFC is ü there and a raised sign here. The page
/// whose reading fits clearly best is taken; when none does, Windows-1252 with a word that it is undecided.
enum CodePageGuess {
    /// How much better a reading must fit than the next page's; one well placed letter against a badly placed sign.
    private static let margin = 2

    /// Judges the bytes of a whole input. O(size).
    static func judge(_ bytes: Span<UInt8>) -> EncodingGuess {
        let japanese = ShiftJISEvidence(bytes)
        if japanese.isConvincing {
            return EncodingGuess(encoding: .cp932, why: japanese.why, isWellFormed: false)
        }
        let windows = PageEvidence(bytes, page: .windows)
        let cp437 = PageEvidence(bytes, page: .cp437)
        let cp850 = PageEvidence(bytes, page: .cp850)
        let console = max(cp437.score, cp850.score)
        if console >= windows.score + margin {
            // Accented letters come from a console of Western Europe, lines alone from any.
            let isFirst = cp437.score > cp850.score || cp437.score == cp850.score && cp850.letters == 0
            let best = isFirst ? cp437 : cp850
            if best.makesSense { return guess(isFirst ? .cp437 : .cp850, best, than: "windows-1252", windows) }
        }
        if windows.makesSense, windows.score >= console + margin {
            return guess(.windows1252, windows, than: "cp850", cp850)
        }
        return EncodingGuess(
            encoding: .windows1252,
            why: "undecided: \(windows.total) bytes above 7F that are not UTF-8; read as windows-1252, but "
                + (windows.total == 0
                    ? "nothing tells" : "\(windows.fitting) fit as that and \(cp850.fitting) as cp850"),
            isWellFormed: false)
    }

    private static func guess(
        _ encoding: TextEncoding, _ best: PageEvidence, than other: String, _ next: PageEvidence
    ) -> EncodingGuess {
        EncodingGuess(
            encoding: encoding,
            why:
                "likely: of \(best.total) bytes above 7F \(best.fitting) fit their neighbours as \(encoding.rawValue), "
                + "\(next.fitting) as \(other)",
            isWellFormed: false)
    }
}
