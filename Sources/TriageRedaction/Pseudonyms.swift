import TriageBytes

/// Which token stands for which value: one for each, the same wherever the value stands, never one for two.
///
/// A token is chosen among all of its shape (``Letters``). Without a key, values get theirs in the order they are met:
/// what is redacted twice stays as it is. With a key, a value's token follows from the key (HMAC with SHA-256), so that
/// two runs agree; the next free one is taken where two values would share one.
struct Pseudonyms: Sendable {
    /// A value and what stands for it.
    struct Entry: Sendable {
        var kind: RedactedKind
        var original: String
        var token: String
    }

    private let key: [UInt8]?
    private let isForbidden: @Sendable (String) -> Bool
    private var tokens: [[UInt32]: [UInt32]] = [:]
    private var taken: Set<[UInt32]> = []
    private var nextOfShape: [[Int]: Int] = [:]
    /// Shapes that have no free token left, as words of two letters in a long queue: theirs are given more than once.
    private var exhausted: Set<[Int]> = []
    private var byteTokens: [[UInt8]: [UInt8]] = [:]
    private var takenBytes: Set<[UInt8]> = []
    private var nextOfBytes: [[Int]: Int] = [:]
    /// Every value met, in order.
    private(set) var entries: [Entry] = []
    /// How many different values of each kind were met.
    private(set) var counts: [RedactedKind: Int] = [:]

    /// - Parameter isForbidden: words that mean something and stand for nobody.
    init(key: [UInt8]?, isForbidden: @escaping @Sendable (String) -> Bool) {
        self.key = key
        self.isForbidden = isForbidden
    }

    private static let mostAttempts = 4096

    /// The same key without what was met.
    var emptied: Pseudonyms { Pseudonyms(key: key, isForbidden: isForbidden) }

    // MARK: Words

    /// The token of a word in lower case, character by character; marks are kept.
    mutating func token(for word: [UInt32], _ kind: RedactedKind) -> [UInt32] {
        if let known = tokens[word] { return known }
        let families = word.map(Letters.family)
        let radices = families.compactMap { $0?.count }
        guard !radices.isEmpty else { return word }
        var chosen = word
        var attempt = 0
        let isExhausted = exhausted.contains(radices)
        while attempt < Self.mostAttempts {
            let digits = digits(radices, of: word, attempt: attempt)
            chosen = Self.write(word, families, digits)
            attempt += 1
            if isExhausted || !taken.contains(chosen), !isForbidden(Self.text(chosen)) { break }
        }
        if attempt == Self.mostAttempts { exhausted.insert(radices) }
        taken.insert(chosen)
        tokens[word] = chosen
        note(kind, Self.text(word), Self.text(chosen))
        return chosen
    }

    private static func write(_ word: [UInt32], _ families: [Letters.Family?], _ digits: [Int]) -> [UInt32] {
        var result = word
        var next = 0
        for place in word.indices {
            guard let family = families[place], next < digits.count else { continue }
            result[place] = family.scalar(digits[next], isUpper: false)
            next += 1
        }
        return result
    }

    /// The places of a number in a system of mixed bases, most significant first: the next number of the shape, or one
    /// that follows from the key.
    private mutating func digits(_ radices: [Int], of word: [UInt32], attempt: Int) -> [Int] {
        if let key {
            var message =
                Array("word ".utf8) + [UInt8(truncatingIfNeeded: attempt), UInt8(truncatingIfNeeded: attempt >> 8)]
            message += Array(Self.text(word).utf8)
            return Self.spread(code(message, key, count: radices.count * 4), over: radices)
        }
        let number = nextOfShape[radices, default: 0]
        nextOfShape[radices] = number + 1
        return Self.places(number, radices)
    }

    /// Words begin with `x` as long as there are such tokens.
    private static func places(_ number: Int, _ radices: [Int]) -> [Int] {
        var digits = [Int](repeating: 0, count: radices.count)
        var rest = number
        for place in radices.indices.reversed() {
            digits[place] = rest % radices[place]
            rest /= radices[place]
        }
        if let first = radices.first { digits[0] = (digits[0] + (first == 26 ? 23 : first == 10 ? 7 : 0)) % first }
        return digits
    }

    private static func spread(_ bytes: [UInt8], over radices: [Int]) -> [Int] {
        radices.indices.map { place in
            let at = place * 4
            guard at + 4 <= bytes.count else { return 0 }
            let number = bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
            return number % radices[place]
        }
    }

    /// As many bytes as are wanted that only who has the key can tell.
    private func code(_ message: [UInt8], _ key: [UInt8], count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var block: UInt8 = 0
        while bytes.count < count {
            guard let next = try? HMACSHA256.code(of: [block] + message, key: key), block < 255 else {
                return bytes + [UInt8](repeating: 0, count: count - bytes.count)
            }
            bytes += next
            block += 1
        }
        return bytes
    }

    // MARK: Bytes

    /// A token for bytes, each chosen among those between two bounds: the bounds are the shape.
    mutating func token(
        for bytes: [UInt8], bounds: [ClosedRange<UInt8>], _ kind: RedactedKind, shown: String,
        show: ([UInt8]) -> String
    ) -> [UInt8] {
        let name = Array(kind.rawValue.utf8) + bytes
        if let known = byteTokens[name] { return known }
        guard bounds.count == bytes.count else { return bytes }
        let radices = bounds.map { Int($0.upperBound) - Int($0.lowerBound) + 1 }
        var chosen = bytes
        var attempt = 0
        while attempt < 4096 {
            let places: [Int]
            if let key {
                let message = Array("bytes ".utf8) + [UInt8(truncatingIfNeeded: attempt)] + name
                places = Self.spread(code(message, key, count: radices.count * 4), over: radices)
            } else {
                let shape = [kind == .guid ? 1 : 0] + bounds.map { Int($0.lowerBound) << 8 | Int($0.upperBound) }
                let number = nextOfBytes[shape, default: 0]
                nextOfBytes[shape] = number + 1
                places = Self.bytePlaces(number, radices)
            }
            chosen = zip(bounds, places).map { UInt8(truncatingIfNeeded: Int($0.lowerBound) + $1) }
            attempt += 1
            if !takenBytes.contains(chosen) { break }
        }
        takenBytes.insert(chosen)
        byteTokens[name] = chosen
        note(kind, shown, show(chosen))
        return chosen
    }

    private static func bytePlaces(_ number: Int, _ radices: [Int]) -> [Int] {
        var digits = [Int](repeating: 0, count: radices.count)
        var rest = number
        for place in radices.indices.reversed() {
            digits[place] = rest % radices[place]
            rest /= radices[place]
        }
        return digits
    }

    // MARK: What was masked

    /// Notes something masked that has no token of its own.
    mutating func note(_ kind: RedactedKind) { counts[kind, default: 0] += 1 }

    private mutating func note(_ kind: RedactedKind, _ original: String, _ token: String) {
        counts[kind, default: 0] += 1
        entries.append(Entry(kind: kind, original: original, token: token))
    }

    /// The text of characters.
    static func text(_ scalars: some Sequence<UInt32>) -> String {
        var text = String.UnicodeScalarView()
        for scalar in scalars { if let value = Unicode.Scalar(scalar) { text.append(value) } }
        return String(text)
    }
}
