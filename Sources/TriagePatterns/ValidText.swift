import TriageBytes

/// Keeps the engine from text it must not see, and matches from cutting characters.
enum ValidText {
    /// The text with every byte that is not part of UTF-8 replaced by `?`; offsets stay. The engine's results over
    /// invalid UTF-8 are undefined for expressions that know UTF-8.
    static func bytes(of text: [UInt8]) -> [UInt8] {
        var place = UTF8Text.validPrefix(of: text.span)
        if place == text.count { return text }
        var valid = text
        while place < valid.count {
            valid[place] = UInt8(ascii: "?")
            place = UTF8Text.validPrefix(of: text.span, from: place + 1)
        }
        return valid
    }

    /// The range, grown to the borders of the characters it touches.
    static func wholeCharacters(_ range: Range<Int>, in text: [UInt8]) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        // No character has more than three such bytes; text that is not UTF-8 may have any number.
        while start > 0, start < text.count, range.lowerBound - start < 3, text[start] & 0xC0 == 0x80 { start -= 1 }
        while end < text.count, end - range.upperBound < 3, text[end] & 0xC0 == 0x80 { end += 1 }
        return start..<end
    }
}
