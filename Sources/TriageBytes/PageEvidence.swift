/// How well the bytes above 7F fit their neighbours when read by one code page.
struct PageEvidence {
    /// Sum over the bytes; positive when the reading makes sense.
    private(set) var score = 0
    /// Bytes above 7F.
    private(set) var total = 0
    /// Those with a good place.
    private(set) var fitting = 0
    /// Accented letters with a good place.
    private(set) var letters = 0

    /// True when most bytes have a good place: noise has places that fit too, but not most of them.
    var makesSense: Bool { score > 0 && fitting * 5 >= total * 3 }

    /// Reads the bytes by the signs of a page. O(size).
    init(_ bytes: Span<UInt8>, page: PageSigns) {
        var i = 0
        while i < bytes.count {
            if bytes[i] < 0x80 {
                i = UTF8Scan.firstNonASCII(in: bytes, from: i)
                continue
            }
            let before = i > 0 ? page.sign(of: bytes[i - 1]) : .space
            let after = i + 1 < bytes.count ? page.sign(of: bytes[i + 1]) : .space
            let sign = page.sign(of: bytes[i])
            var points = Self.points(before, sign, after)
            // Rulers: no word has the same accented letter three times in a row.
            if sign.isLetter, i > 1, bytes[i - 1] == bytes[i], bytes[i - 2] == bytes[i] { points = -2 }
            total += 1
            score += points
            if points > 0 {
                fitting += 1
                if sign.isLetter { letters += 1 }
            }
            i += 1
        }
    }

    /// 2 for a place where the sign belongs, 1 where it may stand, 0 where nothing tells, negative where it does not
    /// belong.
    private static func points(_ before: PageSigns.Sign, _ sign: PageSigns.Sign, _ after: PageSigns.Sign) -> Int {
        // Beside a NUL the byte is part of something binary.
        if before == .none || after == .none { return sign == .none ? -3 : -1 }
        let isInsideWord = before.isLetter && after.isLetter
        switch sign {
        case .lower, .upper, .rareLower, .rareUpper:
            if !before.isLetter, !after.isLetter { return 0 }
            // `aÉ`, `Ré` is a word's start; `rÄ`, `äB` and `BäB` are none of a word's.
            if sign.isUpper, before.isLower { return -2 }
            if sign.isLower, after.isUpper { return -2 }
            if sign == .rareLower || sign == .rareUpper { return -1 }
            return isInsideWord ? 2 : 1
        case .apostrophe: return isInsideWord ? 2 : before.isLetter ? 1 : 0
        case .opening: return isInsideWord ? -2 : !before.isLetter && (after.isLetter || after == .digit) ? 2 : -1
        case .closing: return isInsideWord ? -2 : before.isLetter || before == .digit || before == .punctuation ? 2 : -1
        case .quote: return isInsideWord ? -2 : before.isLetter != after.isLetter ? 2 : 0
        case .dash: return before == .space && after == .space ? 2 : 0
        case .ellipsis: return isInsideWord ? -1 : before.isLetter ? 2 : 1
        case .currency: return isInsideWord ? -2 : before == .digit || after == .digit ? 2 : 0
        case .bullet: return before == .space && after == .space ? 2 : -1
        case .noBreakSpace: return before.isWord && after.isWord ? 2 : before == .space || after == .space ? 1 : 0
        case .degree: return isInsideWord ? -3 : before == .digit ? 2 : 0
        case .trademark: return isInsideWord ? -2 : before.isLetter ? 1 : -1
        case .line:
            if isInsideWord { return -3 }
            if before == .line || after == .line { return 2 }
            return before == .space && after == .space ? 1 : 0
        case .symbol: return isInsideWord ? -3 : before.isLetter || after.isLetter ? -1 : 0
        case .none: return -3
        case .space, .digit, .punctuation: return 0
        }
    }
}
