import TriageModel

/// GUIDs in the spellings sources use, brought to one: lower case with hyphens.
enum GUIDText {
    /// From either spelling.
    static func any(_ text: String) -> String? { canonical(text) ?? fromBase64(text) }

    /// What an anchor means. Digits without hyphens may be a GUID's digits or its bytes as hexadecimal shows them, whose
    /// first three groups come lowest byte first: both.
    static func anchors(_ text: String) -> [String] {
        guard let digits = bareDigits(text) else { return [any(text) ?? text] }
        let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
        return [hyphenated(order.flatMap { digits[($0 * 2)...($0 * 2 + 1)] }), hyphenated(digits)]
    }

    /// True for 32 hexadecimal digits with nothing but blanks between: nobody knows in which order the bytes stand.
    static func isBare(_ text: String) -> Bool { bareDigits(text) != nil }

    /// In lower case.
    private static func bareDigits(_ text: String) -> [UInt8]? {
        guard 32...47 ~= text.utf8.count else { return nil }
        let digits = text.utf8.filter { $0 != 0x20 }.map(\.asciiLowered)
        return digits.count == 32 && digits.allSatisfy { $0.hexDigit != nil } ? digits : nil
    }

    /// From 32 hexadecimal digits with or without hyphens and braces.
    static func canonical(_ text: String) -> String? {
        if isCanonical(text) { return text }
        var digits: [UInt8] = []
        digits.reserveCapacity(32)
        for byte in text.utf8 {
            switch byte {
            case 0x20, 0x2D, 0x7B, 0x7D, 0x28, 0x29: continue
            default:
                guard byte.hexDigit != nil, digits.count < 32 else { return nil }
                digits.append(byte.asciiLowered)
            }
        }
        guard digits.count == 32, text.utf8.count <= 40 else { return nil }
        return hyphenated(digits)
    }

    /// True for 32 lower-case digits in the groups of the canonical form.
    private static func isCanonical(_ text: String) -> Bool {
        guard text.utf8.count == 36 else { return false }
        var place = 0
        for byte in text.utf8 {
            if place == 8 || place == 13 || place == 18 || place == 23 {
                guard byte == 0x2D else { return false }
            } else {
                guard byte &- 0x30 < 10 || byte &- 0x61 < 6 else { return false }
            }
            place += 1
        }
        return true
    }

    /// From the 24 characters of base64 that synchronisation makes of the 16 bytes of a GUID.
    ///
    /// .NET writes the first three groups of a GUID with the lowest byte first, so `uHM7Vw…` starts with `573b73b8`.
    static func fromBase64(_ text: String) -> String? {
        let characters = Array(text.utf8)
        guard characters.count == 24, characters[22] == 0x3D, characters[23] == 0x3D else { return nil }
        var bytes: [UInt8] = []
        var pending: UInt32 = 0
        var bits = 0
        for character in characters[..<22] {
            guard let value = base64Value(character) else { return nil }
            pending = (pending << 6 | UInt32(value)) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
            }
        }
        guard bytes.count == 16 else { return nil }
        let order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
        let hexadecimal = Array("0123456789abcdef".utf8)
        return hyphenated(order.flatMap { [hexadecimal[Int(bytes[$0] >> 4)], hexadecimal[Int(bytes[$0] & 15)]] })
    }

    private static func base64Value(_ character: UInt8) -> UInt8? {
        switch character {
        case 0x41...0x5A: character - 0x41
        case 0x61...0x7A: character - 0x61 + 26
        case 0x30...0x39: character - 0x30 + 52
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }

    private static func hyphenated(_ digits: [UInt8]) -> String {
        var out: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index == 8 || index == 12 || index == 16 || index == 20 { out.append(0x2D) }
            out.append(digit)
        }
        return String(decoding: out, as: UTF8.self)
    }
}
