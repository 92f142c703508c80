/// Looks at what stands around a sign. Every look is bounded, or ends where the next one begins.
struct SignReader {
    let text: [UInt8]
    let place: Int

    /// Bytes looked back to tell whether a sign starts its line.
    private static let farthest = 64

    /// The byte so far away; a line feed outside of the text.
    private func byte(_ offset: Int) -> UInt8 {
        let index = place + offset
        return index >= 0 && index < text.count ? text[index] : 0x0A
    }

    /// Nothing but blanks, quote marks and signs of lists stands before the place on its line.
    private func startsLine() -> Bool {
        var index = place - 1
        while index >= 0, text[index] != 0x0A {
            if place - index > Self.farthest { return true }
            switch text[index] {
            case 0x20, 0x09, 0x0D, 0x3E, 0x7C, 0x23, 0x22, 0x27, 0x2A, 0x2B, 0x2D, 0x28, 0x5B, 0x7B, 0x2C, 0x60: break
            // A no-break space, a byte order mark.
            case 0x80...: break
            default: return false
            }
            index -= 1
        }
        return true
    }

    /// `\n` and the like are escapes where JSON is; an escaped bracket may open a serialised object anywhere, and so does
    /// what opens a string.
    func backslash() -> TextSigns {
        let next = byte(1)
        if next == 0x75, byte(2) == 0x30, byte(3) == 0x30, byte(4) == 0x33, byte(5) | 0x20 == 0x63 { return .unclear }
        if byte(-1) == 0x22, SignReader(text: text, place: place - 1).startsLine() { return .unclear }
        switch next {
        case 0x6E, 0x72, 0x74, 0x62, 0x66, 0x75: return .escape
        default: return []
        }
    }

    /// Markup starts a line, or is a serialised object within one.
    func angle() -> TextSigns {
        let next = byte(1)
        if next == 0x4F, byte(2) == 0x62, byte(3) == 0x6A, byte(4) == 0x73 { return .unclear }
        if next == 0x53, byte(2) == 0x20, byte(3) == 0x53, byte(4) == 0x3D { return .unclear }
        guard next.isLetter || next == 0x21 || next == 0x3F || next == 0x2F || next >= 0x80, startsLine() else {
            return []
        }
        return .unclear
    }

    /// `{` or `[` at the start of a line with what JSON allows behind it.
    func bracket() -> TextSigns {
        guard startsLine() else { return [] }
        for index in (place + 1)..<max(place + 1, min(text.count, place + 400)) {
            switch text[index] {
            case 0x20, 0x09, 0x0A, 0x0D, 0x3E, 0x7C, 0x23: continue
            case 0x22, 0x7B, 0x5B, 0x7D: return .numbers
            default: return []
            }
        }
        return .numbers
    }

    /// Another one stands behind it.
    var isDoubled: Bool { byte(1) == text[place] }

    /// A word stands right before the place.
    func ends(_ word: [UInt8]) -> Bool { place >= word.count && text[(place - word.count)..<place].elementsEqual(word) }

    /// The gutter of an error: words or a number, and a bar.
    func bar() -> TextSigns {
        guard byte(1).isBlankByte else { return [] }
        var index = place - 1
        var hasWord = false
        while index >= 0, place - index <= 100, text[index] != 0x0A {
            let byte = text[index]
            if byte.isLetter || byte.isDigit || byte >= 0x80 {
                hasWord = true
            } else if byte != 0x20, byte != 0x09, byte != 0x3E, byte != 0x23, byte != 0x7C {
                return []
            }
            index -= 1
        }
        return hasWord ? .apart : []
    }

    // MARK: Tables

    /// Dashes in groups are the rule of a table. Its values stay whole, unless its headings are broken over several lines
    /// or its rows go on below.
    func dash() -> TextSigns {
        // A no-break space parts groups as well.
        if byte(1) == 0xC2 { return startsLine() ? .unclear : [] }
        guard byte(1) == 0x20 || byte(1) == 0x09, isFirstGroup() else { return [] }
        var index = place + 1
        while index < text.count, text[index] == 0x20 || text[index] == 0x09 { index += 1 }
        guard index < text.count, text[index] == 0x2D else { return [] }
        let rule = line(around: place)
        return isRule(rule) && isBroken(table: rule) ? .unclear : []
    }

    /// Only dashes, and before them what quotes a line, stand before the place.
    private func isFirstGroup() -> Bool {
        var index = place
        while index >= 0, text[index] == 0x2D { index -= 1 }
        while index >= 0, text[index] != 0x0A, isMargin(text[index]) { index -= 1 }
        return index < 0 || text[index] == 0x0A
    }

    private func isRule(_ line: Range<Int>) -> Bool {
        line.allSatisfy { text[$0] == 0x2D || isMargin(text[$0]) } && line.contains { text[$0] == 0x2D }
    }

    private func isBroken(table rule: Range<Int>) -> Bool {
        if rule.lowerBound > 0 {
            let headings = line(around: rule.lowerBound - 1)
            if headings.lowerBound > 0, !isEmpty(line(around: headings.lowerBound - 1)) { return true }
        }
        let depth = margin(rule)
        var next = line(behind: rule)
        while let row = next, !isEmpty(row), !isRule(row) {
            if margin(row) > depth { return true }
            next = line(behind: row)
        }
        return false
    }

    private func isMargin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0D, 0x3E, 0x7C, 0x23, 0xC2, 0xA0: true
        default: false
        }
    }

    private func margin(_ line: Range<Int>) -> Int { line.prefix { isMargin(text[$0]) }.count }

    private func isEmpty(_ line: Range<Int>) -> Bool { margin(line) == line.count }

    /// The line that holds an index, or that its line feed ends.
    private func line(around index: Int) -> Range<Int> {
        var start = index
        while start > 0, text[start - 1] != 0x0A { start -= 1 }
        return start..<end(from: max(start, index))
    }

    private func line(behind line: Range<Int>) -> Range<Int>? {
        line.upperBound < text.count ? (line.upperBound + 1)..<end(from: line.upperBound + 1) : nil
    }

    private func end(from index: Int) -> Int {
        var end = index
        while end < text.count, text[end] != 0x0A { end += 1 }
        return end
    }
}
