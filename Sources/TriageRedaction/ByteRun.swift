import TriageBytes

/// Bytes written as text somewhere: base64, hexadecimal digits, numbers; and where each character stands.
struct ByteRun {
    /// How bytes are written.
    enum Form {
        /// RFC 4648, perhaps folded; `places` are those of its characters without the padding.
        case base64
        /// Two digits a byte.
        case hex
        /// A number a byte.
        case decimal
    }

    var form: Form
    /// Base64 and hexadecimal: one place a character. Numbers: the first digit of each.
    var places: [Int]
    /// What is written.
    var bytes: [UInt8]
    /// True when the text says that bytes are written here: `cn:: QW5uYQ==`.
    var isCertain: Bool
    /// True when base64 ends with its padding.
    var padding: Int
    /// True when capitals, small letters and digits stand as mixed as they do in base64 of bytes.
    var isMixed = false

    /// The same with other bytes of the same number; written where it differs.
    func write(_ new: [UInt8], into text: inout [UInt8], claimed: inout [Bool]) {
        guard new.count == bytes.count else { return }
        switch form {
        case .base64:
            let digits = Self.base64(new)
            for (place, digit) in zip(places, digits) { put(digit, at: place, &text, &claimed) }
        case .hex:
            let isUpper = places.contains { text.indices.contains($0) && (0x41...0x46).contains(text[$0]) }
            for (number, byte) in new.enumerated() where number * 2 + 1 < places.count {
                for (offset, half) in [byte >> 4, byte & 15].enumerated() {
                    let place = places[number * 2 + offset]
                    guard text.indices.contains(place) else { continue }
                    let digit = Hex.digit(half)
                    put(isUpper && digit > 0x39 ? digit & 0xDF : digit, at: place, &text, &claimed)
                }
            }
        case .decimal:
            for (place, byte) in zip(places, new) {
                for (offset, digit) in "\(byte)".utf8.enumerated() { put(digit, at: place + offset, &text, &claimed) }
            }
        }
    }

    private func put(_ byte: UInt8, at place: Int, _ text: inout [UInt8], _ claimed: inout [Bool]) {
        guard text.indices.contains(place) else { return }
        text[place] = byte
        claimed[place] = true
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Without padding.
    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        var digits: [UInt8] = []
        digits.reserveCapacity(bytes.count * 4 / 3 + 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                digits.append(alphabet[Int(bits >> UInt32(count) & 63)])
            }
        }
        if count > 0 { digits.append(alphabet[Int(bits << UInt32(6 - count) & 63)]) }
        return digits
    }

    static func value(base64 digit: UInt8) -> UInt32? {
        switch digit {
        case 0x41...0x5A: UInt32(digit) - 0x41
        case 0x61...0x7A: UInt32(digit) - 0x61 + 26
        case 0x30...0x39: UInt32(digit) - 0x30 + 52
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }
}
