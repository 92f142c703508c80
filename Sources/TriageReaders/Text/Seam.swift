import TriageModel

/// The place where one line ends and the next begins: does it look like the end of a sentence or like a cut?
enum Seam {
    /// True when a writer would have put a line break here: a sentence or a heading ends and something new begins.
    ///
    /// `before` without trailing blanks, `after` without the indent of its line; neither may be empty.
    static func isNatural(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
        guard let last = before.last, let first = after.first else { return true }
        if first == 0x20 { return false }
        let startsNew = isUpper(first) || first == 0x5B || first >= 0x80
        switch last {
        case 0x3A: return startsNew || (first.isLetter && !isInsideToken(before))  // "Headers:" / "request-id : …"
        case 0x2E, 0x21, 0x3F: return startsNew && !isDottedName(before) && !firstWord(after).dropLast().contains(0x2E)
        case 0x5D, 0x29, 0x7D: return isUpper(first)
        default: return before.suffix(3) == [0xE3, 0x80, 0x82] || before.suffix(3) == [0xE2, 0x80, 0xA6]
        }
    }

    /// True when both sides are letters or digits, so that the cut went through a word or between two.
    static func isInsideWord(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
        guard let last = before.last, let first = after.first else { return false }
        return last.isAlphanumeric && first.isAlphanumeric
    }

    /// True when a sentence goes on over the seam: nothing ends before it and what follows starts small.
    static func goesOn(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
        guard let last = before.last, let first = after.first else { return false }
        if isNatural(before, after) { return false }
        if first.isLetter, !isUpper(first) { return last != 0x3A }
        return last.isAlphanumeric || last == 0x2C
    }

    /// True when what stands on both sides are rather two words than the halves of one: a word of the kind every
    /// sentence has ends or begins here, or letters meet digits.
    static func isBetweenWords(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
        let left = lastWord(before)
        let right = firstWord(after)
        guard let last = left.last, let first = right.first, last != 0x20, first != 0x20 else { return false }
        if left.allSatisfy(\.isLetter), first.isDigit { return true }
        return isSmallWord(left) || (isSmallWord(right) && left.allSatisfy(\.isLetter) && left.count > 1)
    }

    private static func isSmallWord(_ word: ArraySlice<UInt8>) -> Bool {
        word.count <= 8 && smallWords.contains(String(decoding: word, as: UTF8.self).asciiLowercased)
    }

    private static let smallWords: Set<String> = [
        "and", "are", "as", "be", "been", "but", "by", "cannot", "could", "for", "from", "has", "have", "if", "in",
        "is",
        "it", "its", "may", "more", "must", "no", "not", "of", "on", "one", "or", "please", "see", "that", "the",
        "this",
        "to", "use", "used", "was", "were", "when", "with", "you", "your", "das", "der", "die", "ein", "eine", "ist",
        "mit", "nicht", "und", "von", "wurde", "avec", "dans", "des", "est", "les", "pas", "pour", "sur", "une", "con",
        "del", "los", "por", "que", "una",
    ]

    /// The last run without blanks.
    static func lastWord(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var start = bytes.endIndex
        while start > bytes.startIndex, bytes[start - 1] != 0x20 { start -= 1 }
        return bytes[start...]
    }

    /// The first run without blanks.
    static func firstWord(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var end = bytes.startIndex
        while end < bytes.endIndex, bytes[end] != 0x20 { end += 1 }
        return bytes[..<end]
    }

    /// `Microsoft.Exchange.`: the dot belongs to a name that goes on.
    private static func isDottedName(_ before: ArraySlice<UInt8>) -> Bool {
        let word = lastWord(before).dropLast()
        guard let last = word.last, last.isAlphanumeric else { return false }
        return word.contains(0x2E) || word.contains(0x5C) || word.contains(0x2C)
    }

    /// `https:`, `8/27/2020 8:`: the colon stands inside something that has digits or slashes.
    private static func isInsideToken(_ before: ArraySlice<UInt8>) -> Bool {
        let word = lastWord(before).dropLast()
        return word.contains { $0.isDigit || $0 == 0x2F || $0 == 0x5C || $0 == 0x27 }
    }

    private static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
}
