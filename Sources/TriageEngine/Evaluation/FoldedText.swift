import TriageModel

/// Text as it is compared: no white space, lower case. What a console or a mail program wrapped stays equal.
enum FoldedText {
    /// The folded UTF-8 of a text.
    static func fold(_ text: String) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if byte >= 0x80 { return foldScalars(text) }
            if byte > 0x20, byte != 0x7F { folded.append(byte.asciiLowered) }
        }
        return folded
    }

    /// True when the folded form of a text is `folded`; makes no copy of plain ASCII.
    static func equals(_ text: String, _ folded: [UInt8]) -> Bool {
        var place = 0
        for byte in text.utf8 {
            if byte >= 0x80 { return foldScalars(text) == folded }
            if byte <= 0x20 || byte == 0x7F { continue }
            guard place < folded.count, folded[place] == byte.asciiLowered else { return false }
            place += 1
        }
        return place == folded.count
    }

    private static func foldScalars(_ text: String) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                let byte = UInt8(truncatingIfNeeded: scalar.value)
                if byte > 0x20, byte != 0x7F { folded.append(byte.asciiLowered) }
            } else if !scalar.properties.isWhitespace, !scalar.properties.isDefaultIgnorableCodePoint {
                folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
        return folded
    }

    /// True when `needle` stands in `text`. Linear for needles of bounded length.
    static func contains(_ text: [UInt8], _ needle: [UInt8]) -> Bool {
        guard let first = needle.first else { return true }
        guard text.count >= needle.count else { return false }
        for start in 0...(text.count - needle.count) where text[start] == first {
            var length = 1
            while length < needle.count, text[start + length] == needle[length] { length += 1 }
            if length == needle.count { return true }
        }
        return false
    }

    /// True when `text` starts with `head`.
    static func starts(_ text: [UInt8], with head: [UInt8]) -> Bool { text.starts(with: head) }

    /// True when `text` ends with `tail`.
    static func ends(_ text: [UInt8], with tail: [UInt8]) -> Bool { text.suffix(tail.count).elementsEqual(tail) }
}
