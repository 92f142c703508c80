/// Replaces `_xHHHH_` by the UTF-16 unit it stands for ([MS-PSRP] 2.2.5.3.2), as .NET's `XmlConvert.DecodeName` does:
/// `X` counts as well, and so do eight digits. Lone surrogates become U+FFFD.
enum CLIXMLEscapes {
    static func decode(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x5F) else { return bytes }
        var decoded = UnitText()
        decoded.bytes.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x5F, let (scalar, length) = escape(bytes, index) {
                decoded.append(unit: scalar)
                index += length
            } else {
                decoded.append(byte: bytes[index])
                index += 1
            }
        }
        return decoded.finish()
    }

    /// The code at an underscore and the bytes its escape takes; nil when none stands there.
    private static func escape(_ bytes: [UInt8], _ index: Int) -> (UInt32, Int)? {
        guard index + 6 < bytes.count, bytes[index + 1] | 0x20 == 0x78 else { return nil }
        var value: UInt32 = 0
        var digits = 0
        while digits < 8, index + 2 + digits < bytes.count, let digit = URIParser.hex(bytes[index + 2 + digits]) {
            value = value << 4 | UInt32(digit)
            digits += 1
        }
        guard digits == 4 || digits == 8, index + 2 + digits < bytes.count, bytes[index + 2 + digits] == 0x5F,
            value <= 0x10FFFF
        else { return nil }
        return (value, digits + 3)
    }
}

/// UTF-8 put together from bytes and UTF-16 units: pairs of surrogates become one scalar, a lone one U+FFFD.
struct UnitText {
    var bytes: [UInt8] = []
    private var high: UInt32?

    mutating func append(byte: UInt8) {
        flush()
        bytes.append(byte)
    }

    /// Adds a UTF-16 unit, or a scalar beyond them.
    mutating func append(unit: UInt32) {
        if (0xDC00..<0xE000).contains(unit), let first = high {
            high = nil
            append(scalar: 0x10000 + (first - 0xD800) << 10 + (unit - 0xDC00))
            return
        }
        flush()
        if (0xD800..<0xDC00).contains(unit) { high = unit } else { append(scalar: unit) }
    }

    mutating func finish() -> [UInt8] {
        flush()
        return bytes
    }

    private mutating func flush() {
        guard high != nil else { return }
        high = nil
        bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
    }

    private mutating func append(scalar: UInt32) {
        bytes.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
    }
}
