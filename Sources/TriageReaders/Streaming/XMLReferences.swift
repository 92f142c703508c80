import TriageBytes

/// Text of plain XML 1.0: entities and references to characters replaced, line ends as LF. What XML forbids, and what
/// could mean something else, is irregular.
enum XMLReferences {
    /// True for text that stands for itself.
    static func isPlain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var before: UInt8 = 0
        for index in range {
            let byte = bytes[index]
            if byte == 0x26 || byte < 0x20 && byte != 0x09 && byte != 0x0A { return false }
            // U+FFFE, U+FFFF, and the end of a section.
            if byte >= 0xBE && before == 0xBF || byte == 0x5D && before == 0x5D { return false }
            before = byte
        }
        return true
    }

    /// Throws unless every `&` of the text begins a reference that is known.
    static func check(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(TextFault) {
        var index = range.lowerBound
        while let mark = ByteSearch.first(0x26, in: bytes, from: index, to: range.upperBound) {
            index = try reference(bytes, mark, range.upperBound).end
        }
    }

    /// The text with its references replaced.
    static func replaced(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(TextFault) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            switch byte {
            case 0x26:
                let (scalar, end) = try reference(bytes, index, range.upperBound)
                text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                index = end
                continue
            case 0x0D:
                text.append(0x0A)
                if index + 1 < range.upperBound, bytes[index + 1] == 0x0A { index += 1 }
            case 0x09, 0x0A: text.append(byte)
            case 0..<0x20: throw .irregular
            case 0x5D where index + 2 < range.upperBound && bytes[index + 1] == 0x5D && bytes[index + 2] == 0x3E:
                throw .irregular
            case 0xBE..., 0xBE:
                if index > range.lowerBound, bytes[index - 1] == 0xBF { throw .irregular }
                text.append(byte)
            default: text.append(byte)
            }
            index += 1
        }
        return text
    }

    private static let entities: [(name: [UInt8], scalar: Unicode.Scalar)] = [
        (Array("amp;".utf8), "&"), (Array("lt;".utf8), "<"), (Array("gt;".utf8), ">"), (Array("quot;".utf8), "\""),
        (Array("apos;".utf8), "'"),
    ]

    private static func reference(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int
    ) throws(TextFault) -> (scalar: Unicode.Scalar, end: Int) {
        for entity in entities where start + entity.name.count < end {
            var index = start + 1
            var isSame = true
            for byte in entity.name {
                if bytes[index] != byte {
                    isSame = false
                    break
                }
                index += 1
            }
            if isSame { return (entity.scalar, index) }
        }
        guard start + 3 < end, bytes[start + 1] == 0x23 else { throw .irregular }
        let isHex = bytes[start + 2] == 0x78
        var index = start + (isHex ? 3 : 2)
        let first = index
        var code: UInt32 = 0
        while index < end, index - first < 8, let digit = URIParser.hex(bytes[index]), isHex || digit < 10 {
            code = code * (isHex ? 16 : 10) + UInt32(digit)
            index += 1
        }
        guard index > first, index < end, bytes[index] == 0x3B, let scalar = Unicode.Scalar(code),
            code >= 0x20 || code == 9 || code == 10 || code == 13, code & 0xFFFE != 0xFFFE
        else { throw .irregular }
        return (scalar, index + 1)
    }
}
