/// What kind of sign each byte is in one code page.
struct PageSigns: Sendable {
    /// Kinds of signs, as far as their place in a word tells something.
    enum Sign: Sendable {
        case space, digit, punctuation, lower, upper
        /// Letters that Western European text hardly has, but these pages do.
        case rareLower, rareUpper
        case apostrophe, opening, closing
        /// Closes in one language and opens in another.
        case quote
        case dash, ellipsis, currency, bullet, noBreakSpace, degree, trademark
        /// Box drawing and blocks.
        case line
        case symbol
        /// No character at all, or a control character that no text has.
        case none

        var isLower: Bool { self == .lower || self == .rareLower }
        var isUpper: Bool { self == .upper || self == .rareUpper }
        var isLetter: Bool { isLower || isUpper }
        /// A letter, digit or sign of punctuation.
        var isWord: Bool { isLetter || self == .digit || self == .punctuation }
    }

    static let windows = PageSigns(upperHalf: CodePage.windows1252)
    static let cp437 = PageSigns(upperHalf: CodePage.cp437)
    static let cp850 = PageSigns(upperHalf: CodePage.cp850)

    private let signs: [Sign]

    private init(upperHalf: [UInt16]) {
        signs = (0..<128).map { Self.sign(ofScalar: $0) } + upperHalf.map(Self.sign(ofScalar:))
    }

    func sign(of byte: UInt8) -> Sign { signs[Int(byte)] }

    private static func sign(ofScalar scalar: UInt16) -> Sign {
        switch scalar {
        case 0x09...0x0D, 0x1B, 0x20: .space
        case 0..<0x20, 0x7F: .none
        case 0x30...0x39: .digit
        case 0x41...0x5A: .upper
        case 0x61...0x7A: .lower
        case 0..<0x80: .punctuation
        // ƒ, Š š, Ž ž, Ÿ, Ý ý, Ð ð, Þ þ and the dotless i.
        case 0x0192, 0x0161, 0x017E, 0x00FD, 0x00F0, 0x00FE, 0x0131: .rareLower
        case 0x0160, 0x017D, 0x0178, 0x00DD, 0x00D0, 0x00DE: .rareUpper
        case 0x00D7, 0x00F7: .symbol
        case 0x00C0...0x00DE, 0x0152: .upper
        case 0x00DF...0x00FF, 0x0153: .lower
        case 0x2019: .apostrophe
        case 0x201E, 0x201A, 0x2018, 0x2039, 0x00A1, 0x00BF: .opening
        case 0x201D, 0x203A: .closing
        case 0x201C, 0x00AB, 0x00BB: .quote
        case 0x2013, 0x2014: .dash
        case 0x2026: .ellipsis
        case 0x20AC, 0x00A3, 0x00A5, 0x00A2: .currency
        case 0x2022: .bullet
        case 0x00A0: .noBreakSpace
        case 0x00B0: .degree
        case 0x2122, 0x00AE, 0x00A9: .trademark
        case 0x2500...0x25A0: .line
        case 0xFFFD: .none
        default: .symbol
        }
    }
}
