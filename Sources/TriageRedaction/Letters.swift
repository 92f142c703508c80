/// The characters tokens are made of. A token has the characters of what it stands for, one for one: letters for letters,
/// digits for digits, as many bytes and as many columns each, so that lines, columns and tables stay as they are.
enum Letters {
    /// Characters that stand for one another: they take the same bytes and columns.
    enum Family: UInt8, Sendable, Hashable {
        /// `a` to `z`.
        case latin
        /// `0` to `9`.
        case digit
        /// Letters of two bytes: `ä`, `ł`, `я`, `α`.
        case twoBytes
        /// Letters of three bytes that are one column wide.
        case threeBytes
        /// Letters of three bytes that are two columns wide: ideographs, kana, hangul.
        case wide
        /// Ideographs of four bytes.
        case fourBytes

        /// How many characters the family has for tokens.
        var count: Int {
            switch self {
            case .latin: 26
            case .digit: 10
            case .twoBytes: 30
            case .threeBytes: 74
            case .wide: 20_000
            case .fourBytes: 40_000
            }
        }

        /// A character of the family by its number; upper case where the family has both.
        func scalar(_ number: Int, isUpper: Bool) -> UInt32 {
            let number = UInt32(truncatingIfNeeded: number % count)
            switch self {
            case .latin: return (isUpper ? 0x41 : 0x61) + number
            case .digit: return 0x30 + number
            case .twoBytes:
                // à to þ without the division sign.
                let letter = 0xE0 + number + (number >= 23 ? 1 : 0)
                return isUpper ? letter - 0x20 : letter
            case .threeBytes: return 0x1E00 + number * 2 + (isUpper ? 0 : 1)
            case .wide: return 0x4E00 + number
            case .fourBytes: return 0x20000 + number
            }
        }
    }

    /// The family of a character that can be part of a word; nil for anything else, and for marks that stand on a letter.
    static func family(_ scalar: UInt32) -> Family? {
        if scalar < 0x80 {
            if scalar >= 0x30 && scalar <= 0x39 { return .digit }
            let lower = scalar | 0x20
            return lower >= 0x61 && lower <= 0x7A ? .latin : nil
        }
        guard let value = Unicode.Scalar(scalar), value.properties.isAlphabetic else { return nil }
        if isMark(value) { return nil }
        if scalar < 0x800 { return .twoBytes }
        if scalar < 0x10000 { return isWide(scalar) ? .wide : .threeBytes }
        return scalar < 0x40000 && scalar >= 0x20000 ? .fourBytes : nil
    }

    /// True for what is written on a letter and belongs to the word, though nothing stands for it.
    static func isMark(_ scalar: UInt32) -> Bool {
        if scalar < 0x300 { return false }
        guard let value = Unicode.Scalar(scalar) else { return false }
        return isMark(value)
    }

    private static func isMark(_ value: Unicode.Scalar) -> Bool {
        switch value.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    /// The lower case of a character that has one of as many bytes; else the character.
    static func lower(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return scalar &- 0x41 < 26 ? scalar | 0x20 : scalar }
        guard let value = Unicode.Scalar(scalar), value.properties.changesWhenLowercased else { return scalar }
        let mapped = value.properties.lowercaseMapping.unicodeScalars
        guard mapped.count == 1, let first = mapped.first else { return scalar }
        return first.value
    }

    /// True for a character with a lower case of its own.
    static func isUpper(_ scalar: UInt32) -> Bool { lower(scalar) != scalar }

    /// Scripts that put no spaces between words.
    static func needsNoBorder(_ scalar: UInt32) -> Bool { scalar >= 0x2E80 && isWide(scalar) }

    private static func isWide(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6:
            true
        default: false
        }
    }
}
