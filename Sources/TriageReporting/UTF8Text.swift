/// Scalars of UTF-8 bytes at a place, without making a `String` of the whole. Invalid bytes count as U+FFFD, one each.
enum UTF8Text {
    /// The scalar at `index` and the number of its bytes (1 or more); `index` must be less than `end`.
    static func scalar(_ bytes: [UInt8], at index: Int, end: Int) -> (Unicode.Scalar, Int) {
        let first = bytes[index]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length = length(ofSequenceStartedBy: first)
        guard length > 1, index + length <= end else { return ("\u{FFFD}", 1) }
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length {
            let byte = bytes[index + offset]
            guard byte & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        guard value >= least, let scalar = Unicode.Scalar(value) else { return ("\u{FFFD}", 1) }
        return (scalar, length)
    }

    /// The start of the scalar that ends at `index`; `index` must be greater than `start`.
    static func before(_ bytes: [UInt8], index: Int, start: Int) -> Int {
        var candidate = index - 1
        while candidate > start, index - candidate < 4, bytes[candidate] & 0xC0 == 0x80 { candidate -= 1 }
        let (_, length) = scalar(bytes, at: candidate, end: index)
        return candidate + length == index ? candidate : index - 1
    }

    /// At most `limit` bytes of a range as text, cut between scalars, and whether something was cut.
    static func text(_ bytes: [UInt8], _ range: Range<Int>, limit: Int) -> (text: String, isCut: Bool) {
        guard range.count > limit else { return (String(decoding: bytes[range], as: UTF8.self), false) }
        var end = range.lowerBound + limit
        var steps = 0
        while end > range.lowerBound, steps < 3, bytes[end] & 0xC0 == 0x80 {
            end -= 1
            steps += 1
        }
        return (String(decoding: bytes[range.lowerBound..<end], as: UTF8.self), true)
    }

    private static func length(ofSequenceStartedBy byte: UInt8) -> Int {
        switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
