import TriageModel

/// Makes characters that PowerShell reads and XML 1.0 forbids (`&#1;`, raw controls, U+FFFE) into `_xHHHH_`, which
/// means the same and passes every parser.
enum CLIXMLRepair {
    static func repair(_ text: LocatedText) -> LocatedText {
        guard needsRepair(text.bytes) else { return text }
        var repaired = LocatedText(source: text.source)
        var copied = 0
        var index = 0
        while index < text.count {
            guard let (code, length) = forbidden(text.bytes, index) else {
                index += 1
                continue
            }
            repaired.append(text[copied..<index])
            for byte in "_x".utf8 { repaired.append(inserted: byte) }
            for shift in [12, 8, 4, 0] as [UInt32] {
                let digit = UInt8(truncatingIfNeeded: code >> shift) & 0xF
                repaired.append(inserted: digit < 10 ? 0x30 + digit : 0x37 + digit)
            }
            repaired.append(inserted: 0x5F)
            index += length
            copied = index
        }
        repaired.append(text[copied..<text.count])
        return repaired
    }

    private static func needsRepair(_ bytes: [UInt8]) -> Bool {
        var before: UInt8 = 0
        for byte in bytes {
            if byte < 0x20, !byte.isBlankByte { return true }
            if byte == 0x23, before == 0x26 { return true }
            if byte >= 0xBE, before == 0xBF { return true }
            before = byte
        }
        return false
    }

    /// A forbidden character at `index`, and the bytes it takes.
    private static func forbidden(_ bytes: [UInt8], _ index: Int) -> (UInt32, Int)? {
        let byte = bytes[index]
        if byte < 0x20, !byte.isBlankByte { return (UInt32(byte), 1) }
        if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE {
            return (0xFF00 + UInt32(bytes[index + 2]) + 0x40, 3)
        }
        guard byte == 0x26, index + 3 < bytes.count, bytes[index + 1] == 0x23 else { return nil }
        let isHex = bytes[index + 2] == 0x78
        var code: UInt32 = 0
        var next = index + (isHex ? 3 : 2)
        let first = next
        while next < bytes.count, next - first < 10, let digit = URIParser.hex(bytes[next]), isHex || digit < 10 {
            code = code &* (isHex ? 16 : 10) &+ UInt32(digit)
            next += 1
        }
        guard next > first, next < bytes.count, bytes[next] == 0x3B, code <= 0xFFFF else { return nil }
        let isAllowed =
            code >= 0x20 && !(0xD800..<0xE000).contains(code) && code < 0xFFFE || code == 9 || code == 10 || code == 13
        return isAllowed ? nil : (code, next + 1 - index)
    }
}
