import TriageBytes

/// What a line looks like from its bytes alone; tells which readers may start there.
///
/// Shapes are formats, not causes: they know how consoles, mails and dumps print, nothing about what is printed.
struct LineShape: OptionSet, Sendable, Hashable {
    private(set) var rawValue: UInt32

    /// Nothing, or blanks.
    static let blank = LineShape(rawValue: 1 << 0)
    /// A Markdown code fence.
    static let fence = LineShape(rawValue: 1 << 1)
    /// `PS C:\>`, `[PS] C:\>`, `[server]: PS>` …
    static let prompt = LineShape(rawValue: 1 << 2)
    /// A row of stars, as around transcript headers.
    static let stars = LineShape(rawValue: 1 << 3)
    /// `+ …`: a position line of an error.
    static let plus = LineShape(rawValue: 1 << 4)
    /// `Verb-Noun: …` or `Verb-Noun : …`.
    static let commandHeader = LineShape(rawValue: 1 << 5)
    /// `Name : value`.
    static let property = LineShape(rawValue: 1 << 6)
    /// Groups of dashes, as under table headings.
    static let dashes = LineShape(rawValue: 1 << 7)
    /// ConciseView's gutter: `Line |`, `  12 | …`, `     | …`.
    static let gutter = LineShape(rawValue: 1 << 8)
    /// `{` or `[` first.
    static let json = LineShape(rawValue: 1 << 9)
    /// `<` first, or `#< CLIXML`.
    static let xml = LineShape(rawValue: 1 << 10)
    /// `Word: text` with one word of letters (any language) before the colon: a mail header, among others.
    static let header = LineShape(rawValue: 1 << 11)
    /// Holds `CategoryInfo` or `FullyQualifiedErrorId`, whole.
    static let errorLabel = LineShape(rawValue: 1 << 12)

    /// Cells parted by `,`, `;` or tabs with no blank behind them, as exports write and prose does not; or `#TYPE`.
    static let delimited = LineShape(rawValue: 1 << 13)

    /// Tildes among letters: the underline of an error whose line breaks got lost.
    static let underlined = LineShape(rawValue: 1 << 14)

    /// A command line without a prompt: `Verb-Noun x -Parameter …`, `(Verb-Noun x).Member`.
    static let typed = LineShape(rawValue: 1 << 15)

    /// Dashes in cells: the rule below the headings of a Markdown table.
    static let tableRule = LineShape(rawValue: 1 << 16)

    /// `@{` first: an object printed inside of something, or a dictionary somebody typed.
    static let object = LineShape(rawValue: 1 << 17)

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The shape of `bytes[range]`.
    init(of bytes: [UInt8], in range: Range<Int>) {
        self = LineShape(rawValue: 0)
        var index = range.lowerBound
        let end = range.upperBound
        while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        guard index < end else {
            self = .blank
            return
        }
        switch bytes[index] {
        case 0x60 where Self.run(of: 0x60, bytes, index, end) >= 3, 0x7E where Self.isFenceOfTildes(bytes, index, end):
            insert(.fence)
        case 0x2A where Self.run(of: 0x2A, bytes, index, end) >= 10: insert(.stars)
        case 0x2B: insert(.plus)
        case 0x2D where Self.isDashes(bytes, index, end): insert(.dashes)
        case 0x7B, 0x5B: insert(.json)
        // A JSON string that holds a document.
        case 0x22 where index + 1 < end && (bytes[index + 1] == 0x3C || bytes[index + 1] == 0x5C): insert(.json)
        case 0x3C: insert(.xml)
        case 0x40 where index + 1 < end && bytes[index + 1] == 0x7B: insert(.object)
        case 0x23 where index + 1 < end && bytes[index + 1] == 0x3C: insert(.xml)
        case 0x7C where index + 1 == end || bytes[index + 1] == 0x20: insert(.gutter)
        default: break
        }
        scanHead(bytes, index, end)
        if Self.isTableRule(bytes, index, end) { insert(.tableRule) }
        if Self.isDelimited(bytes, index, end) { insert(.delimited) }
        if Self.isUnderlined(bytes, index, end) { insert(.underlined) }
        if Self.hasErrorLabel(bytes, index, end) { insert(.errorLabel) }
    }

    /// Looks at the first 200 bytes for a colon and what stands before it, and for a prompt.
    private mutating func scanHead(_ bytes: [UInt8], _ start: Int, _ end: Int) {
        let limit = min(end, start + 200)
        if Self.isPrompt(bytes, start, limit) {
            insert(.prompt)
        } else if TypedCommand.stands(in: bytes, start, limit) {
            insert(.typed)
        }
        if Self.isGutter(bytes, start, limit) { insert(.gutter) }
        var index = start
        while index < limit, bytes[index] != 0x3A { index += 1 }
        guard index < limit else { return }
        if index == start {
            // What the console cut from its name: `: value`.
            if index + 1 == end || bytes[index + 1] == 0x20 { insert(.property) }
            return
        }
        var nameEnd = index
        while nameEnd > start, bytes[nameEnd - 1] == 0x20 { nameEnd -= 1 }
        let followedByBlank = index + 1 >= end || bytes[index + 1] == 0x20 || bytes[index + 1] == 0x09
        if Self.isVerbNoun(bytes, start, nameEnd), followedByBlank, index - nameEnd <= 1 { insert(.commandHeader) }
        if nameEnd < index, followedByBlank, Self.isPropertyName(bytes, start, nameEnd) { insert(.property) }
        // `dn:: …`, `dn:< …`: LDIF's marks for base64 and URLs.
        let isMarked = index + 1 < end && (bytes[index + 1] == 0x3A || bytes[index + 1] == 0x3C)
        if nameEnd == index, followedByBlank || isMarked, index - start <= 40, Self.isHeaderName(bytes, start, nameEnd)
        {
            insert(.header)
        }
    }

    private static func run(of byte: UInt8, _ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, bytes[index] == byte { index += 1 }
        return index - start
    }

    /// Lines longer than this are searched with the library's speed before they are looked at byte by byte.
    private static let longLine = 256
    private static let tildes = ByteNeedle("~~~")
    private static let categoryNeedle = ByteNeedle(category)
    private static let errorIDNeedle = ByteNeedle(errorID)

    private static func isUnderlined(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        if end - start > longLine, tildes.first(in: bytes.span, from: start, to: end) == nil { return false }
        var run = 0
        var longest = 0
        var letters = 0
        var hasPlusBehind = false
        for index in start..<end {
            run = bytes[index] == 0x7E ? run + 1 : 0
            longest = max(longest, run)
            if bytes[index].isLetter { letters += 1 }
            if bytes[index] == 0x2B, longest >= 3 { hasPlusBehind = true }
        }
        return longest >= 3 && (letters >= 3 || hasPlusBehind)
    }

    /// Looks at the first 400 bytes: at least two cells, quoted cells closed, no blank behind a delimiter outside quotes.
    private static func isDelimited(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        let first = bytes[start]
        if first == 0x23 { return end - start > 6 && bytes[(start + 1)..<(start + 6)].elementsEqual("TYPE ".utf8) }
        guard first == 0x22 || first.isAlphanumeric || first == 0x40 || first >= 0x80 else { return false }
        var cells = 1
        var index = start
        var quoted = false
        while index < min(end, start + 400) {
            let byte = bytes[index]
            if byte == 0x22 { quoted.toggle() }
            if !quoted, byte == 0x2C || byte == 0x3B || byte == 0x09 {
                guard index + 1 < end, bytes[index + 1] != 0x20 else { return false }
                cells += 1
            }
            index += 1
        }
        return cells >= 2
    }

    private static func isFenceOfTildes(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        // `~~~~` alone is the underline of an error in pastes that lost the plus; a fence names a language or is short.
        run(of: 0x7E, bytes, start, end) == 3
    }

    private static func isDashes(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        var dashes = 0
        for index in start..<end {
            if bytes[index] == 0x2D { dashes += 1 } else if bytes[index] != 0x20, bytes[index] != 0x09 { return false }
        }
        return dashes >= 2
    }

    /// `|---|:---:|`, `--- | ---`: bars, and dashes, colons and blanks between them.
    private static func isTableRule(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        var dashes = 0
        var bars = 0
        for index in start..<end {
            switch bytes[index] {
            case 0x2D: dashes += 1
            case 0x7C: bars += 1
            case 0x3A, 0x20: continue
            default: return false
            }
        }
        return bars > 0 && dashes >= 3
    }

    /// `Verb-Noun`: letters, one or more hyphens, letters or digits or underscores; both sides at least two long.
    private static func isVerbNoun(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end, bytes[index].isLetter { index += 1 }
        guard index - start >= 2, index < end, bytes[index] == 0x2D else { return false }
        let noun = index + 1
        index = noun
        while index < end, bytes[index].isAlphanumeric || bytes[index] == 0x5F || bytes[index] == 0x2D { index += 1 }
        return index == end && index - noun >= 2 && end - start <= 80
    }

    /// A property name as Format-List prints it: no control bytes, at most 80 bytes, starts with a letter, digit, `@`
    /// or `_` or a byte of another script.
    private static func isPropertyName(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        guard end > start, end - start <= 80 else { return false }
        let first = bytes[start]
        // `$_.photo.Length`: what a command calculated without a name of its own.
        let isCalculated = first == 0x24 && start + 2 < end && bytes[start + 1] == 0x5F && bytes[start + 2] == 0x2E
        guard isCalculated || first.isAlphanumeric || first == 0x40 || first == 0x5F || first >= 0x80 else {
            return false
        }
        var words = 1
        for index in start..<end {
            if bytes[index] == 0x20 { words += 1 }
            if bytes[index] < 0x20 { return false }
        }
        return words <= 4
    }

    private static func isHeaderName(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        for index in start..<end where !(bytes[index].isLetter || bytes[index] == 0x2D || bytes[index] >= 0x80) {
            return false
        }
        return true
    }

    /// `PS …>`, `[PS] …>`, `[host]: PS …>`, with at most 160 bytes before the `>`.
    private static func isPrompt(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        var index = start
        if bytes[index] == 0x5B {
            while index < end, bytes[index] != 0x5D { index += 1 }
            guard index < end else { return false }
            let inside = bytes[(start + 1)..<index]
            index += 1
            if inside.elementsEqual([0x50, 0x53]) { return hasPromptEnd(bytes, index, end) }
            guard index < end, bytes[index] == 0x3A else { return false }
            index += 1
            while index < end, bytes[index] == 0x20 { index += 1 }
        }
        guard index + 2 < end, bytes[index] == 0x50, bytes[index + 1] == 0x53 else { return false }
        let next = bytes[index + 2]
        return (next == 0x20 || next == 0x3E || next == 0x3A) && hasPromptEnd(bytes, index + 2, end)
    }

    private static func hasPromptEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end {
            if bytes[index] == 0x3E { return true }
            index += 1
        }
        return false
    }

    /// Digits or one word, blanks, a bar: `   2 | …`, `Line |`, `     |`.
    private static func isGutter(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end, bytes[index].isDigit { index += 1 }
        if index == start { while index < end, bytes[index].isLetter || bytes[index] >= 0x80 { index += 1 } }
        guard index > start, index < end, bytes[index] == 0x20 else { return false }
        while index < end, bytes[index] == 0x20 { index += 1 }
        guard index < end, bytes[index] == 0x7C else { return false }
        return index + 1 == end || bytes[index + 1] == 0x20
    }

    private static let category = Array("CategoryInfo".utf8)
    private static let errorID = Array("FullyQualifiedErrorId".utf8)

    private static func hasErrorLabel(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        if end - start > longLine {
            return categoryNeedle.first(in: bytes.span, from: start, to: end) != nil
                || errorIDNeedle.first(in: bytes.span, from: start, to: end) != nil
        }
        var index = start
        while index < end {
            let byte = bytes[index]
            if byte == 0x43, matches(category, bytes, index, end) { return true }
            if byte == 0x46, matches(errorID, bytes, index, end) { return true }
            index += 1
        }
        return false
    }

    private static func matches(_ word: [UInt8], _ bytes: [UInt8], _ index: Int, _ end: Int) -> Bool {
        guard end - index >= word.count else { return false }
        for offset in 0..<word.count where bytes[index + offset] != word[offset] { return false }
        return true
    }
}
