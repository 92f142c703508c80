/// Hexadecimal digits.
public enum Hex {
    /// The lower-case digit of a value below 16; higher bits are ignored.
    public static func digit(_ value: UInt8) -> UInt8 {
        let value = value & 15
        return value < 10 ? 0x30 + value : 0x57 + value
    }

    /// The bytes as lower-case digits, two a byte.
    public static func text(_ bytes: [UInt8]) -> String {
        // SAFETY: two digits are written a byte, which is the capacity; all of them are ASCII.
        unsafe String(unsafeUninitializedCapacity: bytes.count * 2) { digits in
            for (place, byte) in bytes.enumerated() {
                unsafe digits[place * 2] = digit(byte >> 4)
                unsafe digits[place * 2 + 1] = digit(byte)
            }
            return bytes.count * 2
        }
    }

    /// The value of a digit of either case; nil for anything else.
    public static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}
