/// Classes of ASCII bytes. A byte of 0x80 and more is never letter, digit or space here.
public enum ASCII {
    /// The lower-case letter of an upper-case one; every other byte as it is.
    @inlinable public static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// A to Z, a to z.
    @inlinable public static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    /// 0 to 9.
    @inlinable public static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// Space, tab, LF, VT, FF, CR.
    @inlinable public static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

    /// A byte that continues a word: letter, digit, underscore, or part of a character beyond ASCII.
    @inlinable public static func isWord(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == 0x5F || byte >= 0x80
    }
}
