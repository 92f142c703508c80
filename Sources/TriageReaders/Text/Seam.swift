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

    /// True when the seam stands inside of a name, a path or a number: no blank on either side, and digits or dots near.
    static func isInsideToken(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
        guard let last = before.last, let first = after.first, isTokenByte(last), isTokenByte(first) else {
            return false
        }
        return (lastWord(before) + firstWord(after).dropLast()).contains { $0.isDigit || $0 == 0x2E }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || [0x2E, 0x2D, 0x5F, 0x2F, 0x5C, 0x40, 0x3D].contains(byte)
    }

    /// True when a sentence goes on over the seam: nothing ends before it and what follows starts small.
    static func goesOn(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
        guard let last = before.last, let first = after.first else { return false }
        if isNatural(before, after) { return false }
        if first.isLetter, !isUpper(first) { return last != 0x3A }
        return last.isAlphanumeric || last == 0x2C || last == 0x2E
    }

    /// True when what stands on both sides are rather two words than the halves of one: a word of the kind every
    /// sentence has ends or begins here, or letters meet digits.
    static func isBetweenWords(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
        let left = lastWord(before)
        let right = firstWord(after)
        guard let last = left.last, let first = right.first, last != 0x20, first != 0x20 else { return false }
        let isPlainWord = left.count >= 3 && left.dropFirst().allSatisfy { $0.isLetter && !isUpper($0) }
        if isPlainWord, isNumber(right) { return true }
        if endsWithDate(left), startsWithTime(right) { return true }
        return isSmallWord(left) || (isWholeWord(right) && left.allSatisfy(\.isLetter) && left.count > 1)
    }

    /// `[Set-X],` of CategoryInfo; a time stamp's bracket is followed by the class without a blank.
    private static func endsActivity(_ before: ArraySlice<UInt8>) -> Bool {
        let body = before.dropLast()
        guard body.last == 0x5D, let end = body.dropLast().last, !end.isDigit else { return false }
        return !["GMT]", "AM]", "PM]", "UTC]"].contains { body.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }

    /// `15.20.1228.0000,`: digits with marks between.
    private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
        guard let first = word.first, first.isDigit else { return false }
        return word.allSatisfy { $0.isDigit || $0 == 0x2E || $0 == 0x2C || $0 == 0x3A || $0 == 0x2F }
    }

    /// True when a blank must stand here: behind a bracket, before one, between date and time.
    ///
    /// For labels' values only, whose forms are known.
    static func needsBlank(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
        guard let last = before.last, let first = after.first else { return false }
        let left = lastWord(before)
        switch last {
        case 0x5D: return first == 0x5B || first.isAlphanumeric
        case 0x29: return first == 0x5B
        case 0x2C: return endsActivity(before) || (first.isDigit && isDatePart(before.dropLast().suffix(3)))
        case 0x3A: return first == 0x28
        default:
            if endsWithDate(left), startsWithTime(firstWord(after)) { return true }
            let right = firstWord(after)
            // "21 Oct 2025 14:40:45 GMT" (RFC 1123), "9:12:44 AM".
            if last.isDigit, left.count <= 2, isDatePart(right) { return true }
            if isDatePart(left), right.count == 4, right.allSatisfy(\.isDigit) { return true }
            if last.isDigit, left.count == 4, left.allSatisfy(\.isDigit), startsWithTime(right) { return true }
            if last.isDigit, left.suffix(6).contains(0x3A), right.starts(with: Array("GMT".utf8)) { return true }
            return last.isDigit && left.suffix(6).contains(0x3A) && (first | 0x20 == 0x61 || first | 0x20 == 0x70)
        }
    }

    /// True when a plain word ends and another begins with a capital: more likely two lines than a cut, where nothing
    /// else speaks for one.
    static func startsAfresh(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
        let left = lastWord(before)
        let right = firstWord(after)
        guard right.count >= 3, let first = right.first, isUpper(first), left.allSatisfy(\.isLetter) else {
            return false
        }
        return right.dropFirst().allSatisfy { $0.isLetter && !isUpper($0) || $0 == 0x3A || $0 == 0x2C }
    }

    /// True when both sides are parts of dotted names, which hold no blanks.
    static func isInsideDottedName(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
        lastWord(before).contains(0x2E) && firstWord(after).dropLast().contains(0x2E)
    }

    /// `8/27/2020`, `27.08.2020`, `2020-08-27`.
    private static func endsWithDate(_ word: ArraySlice<UInt8>) -> Bool {
        let tail = Array(word.suffix(10))
        guard tail.count >= 8, let last = tail.last, last.isDigit else { return false }
        let marks = tail.filter { $0 == 0x2F || $0 == 0x2E || $0 == 0x2D }.count
        return marks == 2 && tail.filter(\.isDigit).count >= 6
    }

    /// `Tue`, `Oct`.
    private static func isDatePart(_ word: ArraySlice<UInt8>) -> Bool {
        word.count == 3 && dateParts.contains(String(decoding: word, as: UTF8.self))
    }

    private static let dateParts: Set<String> = [
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
        "Oct", "Nov", "Dec",
    ]

    private static func startsWithTime(_ word: ArraySlice<UInt8>) -> Bool {
        let head = Array(word.prefix(5))
        guard let colon = head.firstIndex(of: 0x3A), (1...2).contains(colon), colon + 2 < head.count else {
            return false
        }
        return head[..<colon].allSatisfy(\.isDigit) && head[(colon + 1)...].prefix(2).allSatisfy(\.isDigit)
    }

    /// The same told by the word before the seam alone: in names, what follows may look like any word.
    static func isBehindSmallWord(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
        guard let first = after.first, first.isLetter || first.isDigit else { return false }
        return isSmallWord(lastWord(before))
    }

    private static func isSmallWord(_ word: ArraySlice<UInt8>) -> Bool {
        word.count <= 8 && smallWords.contains(String(decoding: word, as: UTF8.self).asciiLowercased)
    }

    /// Small words that do not end others, as "on" ends "version".
    private static func isWholeWord(_ word: ArraySlice<UInt8>) -> Bool {
        word.count <= 8 && wholeWords.contains(String(decoding: word, as: UTF8.self).asciiLowercased)
    }

    private static let wholeWords: Set<String> = [
        "and", "been", "cannot", "could", "for", "from", "have", "must", "not", "that", "the", "this", "was", "were",
        "when", "with", "you", "your", "nicht", "und", "von", "wurde", "avec", "dans", "pour", "para", "con", "los",
    ]

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
        return word.contains { [0x2E, 0x5C, 0x2C, 0x40, 0x3D, 0x3A, 0x2F].contains($0) }
    }

    /// `https:`, `8/27/2020 8:`: the colon stands inside something that has digits or slashes.
    private static func isInsideToken(_ before: ArraySlice<UInt8>) -> Bool {
        let word = lastWord(before).dropLast()
        return word.contains { $0.isDigit || $0 == 0x2F || $0 == 0x5C || $0 == 0x27 }
    }

    private static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
}
