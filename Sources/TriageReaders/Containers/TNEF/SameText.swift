import TriageBytes

/// Whether a text says again what another says: letters and digits are compared, not blanks and marks, which every
/// program sets in its own way.
enum SameText {
    /// Bytes that are compared; what is longer counts as another text.
    private static let maximumBytes = 4 << 20

    /// True when all the words of `part` stand in `whole`, in a row. A page's are compared without tags, and without what
    /// is not ASCII, which it may write as references.
    static func holds(_ whole: [UInt8], _ part: [UInt8]) -> Bool {
        guard whole.count <= maximumBytes, part.count <= maximumBytes else { return false }
        let isPage = part.first == 0x3C || whole.first == 0x3C
        let words = squeezed(part, onlyASCII: isPage)
        let text = squeezed(whole, onlyASCII: isPage)
        guard !words.isEmpty else { return false }
        return ByteNeedle(words).first(in: text.span) != nil
    }

    /// Letters and digits, lower case.
    private static func squeezed(_ text: [UInt8], onlyASCII: Bool) -> [UInt8] {
        var squeezed: [UInt8] = []
        squeezed.reserveCapacity(text.count)
        let isPage = text.first == 0x3C
        var index = 0
        while index < text.count {
            let byte = text[index]
            if isPage, byte == 0x3C || byte == 0x26 {
                index = byte == 0x3C ? tagEnd(text, index) : referenceEnd(text, index)
                continue
            }
            index += 1
            if ASCII.isLetter(byte) || ASCII.isDigit(byte) {
                squeezed.append(ASCII.lowercased(byte))
            } else if byte >= 0x80, !onlyASCII, byte != 0xC2, byte != 0xA0 {
                // The blank that does not break is C2 A0.
                squeezed.append(byte)
            }
        }
        return squeezed
    }

    /// Behind a tag; behind the element where it holds no text.
    private static func tagEnd(_ text: [UInt8], _ start: Int) -> Int {
        for name in ["style", "script", "title"] {
            let tag = Array(name.utf8)
            guard text[(start + 1)...].prefix(tag.count).map(ASCII.lowercased) == tag else { continue }
            let end = ByteNeedle("</" + name, ignoringCase: true).first(in: text.span, from: start)
            return ByteSearch.first(0x3E, in: text.span, from: end ?? text.count).map { $0 + 1 } ?? text.count
        }
        return ByteSearch.first(0x3E, in: text.span, from: start).map { $0 + 1 } ?? text.count
    }

    /// Behind `&nbsp;`; behind the sign alone where it begins no reference.
    private static func referenceEnd(_ text: [UInt8], _ start: Int) -> Int {
        var end = start + 1
        while end < text.count, end - start < 10,
            ASCII.isLetter(text[end]) || ASCII.isDigit(text[end]) || text[end] == 0x23
        {
            end += 1
        }
        return end < text.count && text[end] == 0x3B ? end + 1 : start + 1
    }
}
