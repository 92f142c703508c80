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
