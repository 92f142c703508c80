/// A SHA-256 digest: 32 bytes, held as four words.
public struct SHA256Digest: Sendable, Hashable {
    /// The words, the digest's first byte in the highest bits of the first.
    private let words: (first: UInt64, second: UInt64, third: UInt64, fourth: UInt64)

    init(_ words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// The digest of these 32 bytes; nil for any other number of them.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == SHA256.byteCount else { return nil }
        func word(_ number: Int) -> UInt64 { bytes[(number * 8)..<(number * 8 + 8)].reduce(0) { $0 << 8 | UInt64($1) } }
        words = (word(0), word(1), word(2), word(3))
    }

    /// Reads 64 hexadecimal digits of either case; nil for anything else.
    public init?(hex: String) { self.init(digits: Array(hex.utf8)[...]) }

    /// The same of the text's bytes.
    init?(digits: ArraySlice<UInt8>) {
        guard digits.count == SHA256.byteCount * 2 else { return nil }
        var isHex = true
        func word(_ number: Int) -> UInt64 {
            var word: UInt64 = 0
            let start = digits.startIndex + number * 16
            for index in start..<(start + 16) {
                guard let value = Hex.value(digits[index]) else {
                    isHex = false
                    return 0
                }
                word = word << 4 | UInt64(value)
            }
            return word
        }
        words = (word(0), word(1), word(2), word(3))
        if !isHex { return nil }
    }

    /// Its first eight bytes as a number.
    public var firstBytes: UInt64 { words.first }

    /// Its 32 bytes.
    public var bytes: [UInt8] {
        [words.first, words.second, words.third, words.fourth].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - $0 * 8)) }
        }
    }

    /// Its 64 lower-case hexadecimal digits.
    public var hex: String {
        var digits: [UInt8] = []
        append(to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    /// Adds the digits to a text.
    public func append(to text: inout [UInt8]) {
        let start = text.count
        text.append(contentsOf: repeatElement(0, count: SHA256.byteCount * 2))
        var place = start
        for word in [words.first, words.second, words.third, words.fourth] {
            var shift: UInt64 = 64
            while shift > 0 {
                shift -= 4
                text[place] = Hex.digit(UInt8(truncatingIfNeeded: word >> shift))
                place += 1
            }
        }
    }

    /// Bit for bit.
    public static func == (left: SHA256Digest, right: SHA256Digest) -> Bool { left.words == right.words }

    /// Digests are as random as a hash of them.
    public func hash(into hasher: inout Hasher) { hasher.combine(words.first) }
}
