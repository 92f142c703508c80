/// A set of characters, as an expression's `[…]`, `\d` or `.` names one.
struct ScalarSet: Sendable, Hashable {
    /// What stands for a byte that is not part of UTF-8: no character, but something that `[^…]` matches.
    static let invalidByte: UInt32 = 0x110000

    /// Ascending, apart from one another.
    private(set) var ranges: [ClosedRange<UInt32>]
    /// The characters below 64, a bit each.
    private(set) var lowASCII: UInt64 = 0
    /// The characters from 64 to 127.
    private(set) var highASCII: UInt64 = 0

    /// Makes a set of ranges in any order.
    init(_ ranges: [ClosedRange<UInt32>]) {
        var merged: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        self.ranges = merged
        for range in merged where range.lowerBound < 0x80 {
            for value in range.lowerBound...min(range.upperBound, 0x7F) {
                if value < 64 { lowASCII |= 1 << UInt64(value) } else { highASCII |= 1 << UInt64(value - 64) }
            }
        }
    }

    /// An ASCII letter in both cases, by its place in the alphabet.
    init(letter: Int) {
        let (upper, lower) = (UInt32(0x41 + letter), UInt32(0x61 + letter))
        ranges = [upper...upper, lower...lower]
        highASCII = 1 << UInt64(upper - 64) | 1 << UInt64(lower - 64)
    }

    /// The place of an ASCII letter in the alphabet; nil for anything else.
    static func letter(_ value: UInt32) -> Int? {
        let place = (value | 0x20) &- 0x61
        return place < 26 ? Int(place) : nil
    }

    /// True when there are characters beyond ASCII in it.
    var goesBeyondASCII: Bool { (ranges.last?.upperBound ?? 0) >= 0x80 }

    /// O(1) for ASCII, else O(log ranges).
    func contains(_ scalar: UInt32) -> Bool {
        if scalar < 64 { return lowASCII >> UInt64(scalar) & 1 != 0 }
        if scalar < 128 { return highASCII >> UInt64(scalar - 64) & 1 != 0 }
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= scalar
    }

    /// Everything else, ``invalidByte`` included.
    var inverted: ScalarSet {
        var rest: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { rest.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= Self.invalidByte { rest.append(next...Self.invalidByte) }
        return ScalarSet(rest)
    }

    /// The set with the other case of every letter in it. Large ranges beyond ASCII are left as they are.
    var ignoringCase: ScalarSet {
        var more: [ClosedRange<UInt32>] = []
        for range in ranges {
            let top = range.upperBound - range.lowerBound < 2048 ? range.upperBound : min(range.upperBound, 0x7F)
            guard range.lowerBound <= top else { continue }
            for value in range.lowerBound...top {
                for other in Self.otherCases(of: value) { more.append(other...other) }
            }
        }
        return ScalarSet(ranges + more)
    }

    /// The same letter in the other cases. ASCII letters are those of ASCII only (not the Kelvin sign).
    static func otherCases(of value: UInt32) -> [UInt32] {
        if value < 0x80 {
            return value | 0x20 >= 0x61 && value | 0x20 <= 0x7A ? [value ^ 0x20] : []
        }
        guard let properties = Unicode.Scalar(value)?.properties else { return [] }
        return [properties.lowercaseMapping, properties.uppercaseMapping].compactMap { text in
            let scalars = text.unicodeScalars
            guard scalars.count == 1, let first = scalars.first, first.value != value, first.value >= 0x80 else {
                return nil
            }
            return first.value
        }
    }

    /// `\d`, ASCII as in PCRE.
    static let digits = ScalarSet([0x30...0x39])
    /// `\w`, ASCII.
    static let words = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    /// `\s`.
    static let spaces = ScalarSet([0x09...0x0D, 0x20...0x20])
    /// `\h`.
    static let horizontalSpaces = ScalarSet([
        0x09...0x09, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x180E...0x180E, 0x2000...0x200A, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000,
    ])
    /// `\v`.
    static let verticalSpaces = ScalarSet([0x0A...0x0D, 0x85...0x85, 0x2028...0x2029])
    /// What `.` does not match: the bytes of line ends.
    static let lineEnds = ScalarSet([0x0A...0x0A, 0x0D...0x0D])

    /// `[:name:]`, ASCII; nil for an unknown name.
    static func posix(_ name: String) -> ScalarSet? {
        switch name {
        case "alpha": ScalarSet([0x41...0x5A, 0x61...0x7A])
        case "digit": digits
        case "alnum": ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A])
        case "upper": ScalarSet([0x41...0x5A])
        case "lower": ScalarSet([0x61...0x7A])
        case "space": spaces
        case "blank": ScalarSet([0x09...0x09, 0x20...0x20])
        case "punct": ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
        case "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
        case "word": words
        case "cntrl": ScalarSet([0x00...0x1F, 0x7F...0x7F])
        case "print": ScalarSet([0x20...0x7E])
        case "graph": ScalarSet([0x21...0x7E])
        default: nil
        }
    }
}
