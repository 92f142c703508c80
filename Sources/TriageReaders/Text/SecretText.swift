import TriageBytes

/// Hides what no output may show: the values of secure strings in serialised objects ([MS-PSRP] 2.2.5.1.24). They are
/// passwords; on the machine they come from, whoever has them can decrypt them.
enum SecretText {
    private static let open = ByteNeedle("<SS")
    private static let close = ByteNeedle("</SS", ignoringCase: true)

    /// Writes `*` over every value in place, so that no place moves and neither an excerpt nor a condition sees it.
    static func hide(in text: inout [UInt8]) {
        var from = 0
        var isClosedSomewhere = true
        while let start = open.first(in: text.span, from: from) {
            from = start + 3
            guard from < text.count, text[from] == 0x3E || ASCII.isSpace(text[from]),
                let tagEnd = ByteSearch.first(0x3E, in: text.span, from: from), text[tagEnd - 1] != 0x2F
            else { continue }
            // A value that nothing closes may go on to the end of the text.
            var end = isClosedSomewhere ? close.first(in: text.span, from: tagEnd) : nil
            if end == nil {
                isClosedSomewhere = false
                end = ByteSearch.first(0x3C, in: text.span, from: tagEnd)
            }
            from = end ?? text.count
            for index in (tagEnd + 1)..<max(tagEnd + 1, from) where !ASCII.isSpace(text[index]) { text[index] = 0x2A }
        }
    }
}
