/// Base64 (RFC 4648, 4), white space allowed.
enum Base64 {
    /// The bytes; nil when a byte of no alphabet stands in the text or the length is impossible.
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        var isWhole = true
        let bytes = [UInt8](capacity: text.count / 4 * 3 + 3) { output in
            isWhole = decode(text.span, into: &output)
        }
        return isWhole ? bytes : nil
    }

    private static func decode(_ text: Span<UInt8>, into output: inout OutputSpan<UInt8>) -> Bool {
        var index = 0
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        let digits = digits.span
        while index < text.count {
            // Whole groups of four, as nearly all are.
            if count == 0, padding == 0 {
                while index + 4 <= text.count {
                    let first = digits[Int(text[index])]
                    let second = digits[Int(text[index + 1])]
                    let third = digits[Int(text[index + 2])]
                    let fourth = digits[Int(text[index + 3])]
                    // What is no digit has one of the two highest bits set.
                    guard (first | second | third | fourth) < 64 else { break }
                    output.append(first << 2 | second >> 4)
                    output.append(second << 4 | third >> 2)
                    output.append(third << 6 | fourth)
                    index += 4
                }
                guard index < text.count else { break }
            }
            let digit = digits[Int(text[index])]
            index += 1
            if digit == blank { continue }
            if digit == equalsSign {
                padding += 1
                continue
            }
            guard digit < 64, padding == 0 else { return false }
            bits = bits << 6 | UInt32(digit)
            count += 1
            if count == 4 {
                output.append(UInt8(truncatingIfNeeded: bits >> 16))
                output.append(UInt8(truncatingIfNeeded: bits >> 8))
                output.append(UInt8(truncatingIfNeeded: bits))
                bits = 0
                count = 0
            }
        }
        switch count {
        case 0: return true
        case 2: output.append(UInt8(truncatingIfNeeded: bits >> 4))
        case 3:
            output.append(UInt8(truncatingIfNeeded: bits >> 10))
            output.append(UInt8(truncatingIfNeeded: bits >> 2))
        default: return false
        }
        return true
    }

    private static let blank: UInt8 = 64
    private static let equalsSign: UInt8 = 65
    /// The value of every byte as a digit; 64 and above for those that are none.
    private static let digits: [UInt8] = {
        var digits = [UInt8](repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { digits[Int(byte)] = UInt8(value) }
        for byte in " \t\n\r".utf8 { digits[Int(byte)] = blank }
        digits[Int(UInt8(ascii: "="))] = equalsSign
        return digits
    }()
}
