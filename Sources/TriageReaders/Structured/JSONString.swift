import TriageModel

/// A JSON string (RFC 8259, 7) with its escapes undone, each byte still knowing its place.
enum JSONString {
    /// Strings on lines longer than this many lines are not looked at.
    private static let maximumLines = 16

    /// The string that starts a line, where its quote closes within a bounded number of lines; nil for none.
    static func read(_ text: CleanText, at line: Int) -> (lines: Range<Int>, text: LocatedText)? {
        let indent = text.indent(line)
        guard text.slice(line).dropFirst(indent).first == 0x22 else { return nil }
        var last = line
        var body = text.text(line, from: indent + 1)
        var scanned = 0
        while true {
            if let end = closing(body.bytes, from: &scanned) { return (line..<(last + 1), unescaped(body[0..<end])) }
            last += 1
            guard last < text.lines.count, last - line < maximumLines, !text.lines[last].isBlank else { return nil }
            body.append(inserted: 0x0A)
            body.append(text.text(last))
        }
    }

    /// The string without its escapes.
    static func unescaped(_ text: LocatedText) -> LocatedText {
        guard text.bytes.contains(0x5C) else { return text }
        var result = LocatedText(source: text.source)
        var copied = 0
        var index = 0
        while index < text.count {
            guard text.bytes[index] == 0x5C, index + 1 < text.count else {
                index += 1
                continue
            }
            result.append(text[copied..<index])
            var length = 2
            switch text.bytes[index + 1] {
            case 0x6E: result.append(inserted: 0x0A)
            case 0x72: result.append(inserted: 0x0D)
            case 0x74: result.append(inserted: 0x09)
            case 0x62: result.append(inserted: 0x08)
            case 0x66: result.append(inserted: 0x0C)
            case 0x75:
                let (bytes, used) = unicode(text.bytes, index)
                for byte in bytes { result.append(inserted: byte) }
                length = used
            default: result.append(text[(index + 1)..<(index + 2)])
            }
            index += length
            copied = min(index, text.count)
        }
        result.append(text[copied..<text.count])
        return result
    }

    /// UTF-8 of a run of `\uHHHH`, and the bytes the run takes.
    private static func unicode(_ bytes: [UInt8], _ start: Int) -> ([UInt8], Int) {
        var text = UnitText()
        var index = start
        while index + 5 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 {
            var unit: UInt32 = 0
            for offset in 2..<6 {
                guard let digit = URIParser.hex(bytes[index + offset]) else {
                    return (text.finish(), max(2, index - start))
                }
                unit = unit << 4 | UInt32(digit)
            }
            text.append(unit: unit)
            index += 6
        }
        return (text.finish(), max(2, index - start))
    }

    /// The quote that closes the string; otherwise `index` moves to where to go on.
    private static func closing(_ bytes: [UInt8], from index: inout Int) -> Int? {
        while index < bytes.count {
            if bytes[index] == 0x5C { index += 1 } else if bytes[index] == 0x22 { return index }
            index += 1
        }
        return nil
    }
}
