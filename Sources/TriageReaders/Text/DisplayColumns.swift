/// How many columns of a console a text takes: two for wide characters, none for combining ones (Unicode's East Asian
/// Width, as far as consoles follow it).
enum DisplayColumns {
    /// Columns of UTF-8 bytes. O(bytes).
    static func count(_ bytes: ArraySlice<UInt8>) -> Int {
        var columns = 0
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte < 0x80 {
                columns += 1
                index += 1
            } else {
                let (scalar, length) = decode(bytes, index)
                columns += width(of: scalar)
                index += length
            }
        }
        return columns
    }

    /// Columns of the first character; 0 for no text.
    static func ofFirst(_ bytes: ArraySlice<UInt8>) -> Int {
        guard let first = bytes.first else { return 0 }
        return first < 0x80 ? 1 : width(of: decode(bytes, bytes.startIndex).0)
    }

    private static func decode(_ bytes: ArraySlice<UInt8>, _ index: Int) -> (UInt32, Int) {
        let byte = bytes[index]
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
        guard length > 1, bytes.endIndex - index >= length else { return (UInt32(byte), 1) }
        var scalar = UInt32(byte) & (0xFF >> (UInt32(length) + 1))
        for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F) }
        return (scalar, length)
    }

    private static func width(of scalar: UInt32) -> Int {
        if scalar < 0x300 { return 1 }
        if scalar < 0x1100 { return isCombining(scalar) ? 0 : 1 }
        if isCombining(scalar) { return 0 }
        return wide.contains { $0.contains(scalar) } ? 2 : 1
    }

    private static func isCombining(_ scalar: UInt32) -> Bool {
        guard let value = Unicode.Scalar(scalar) else { return false }
        switch value.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return true
        default: return false
        }
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
        0x20000...0x3FFFD,
    ]
}
