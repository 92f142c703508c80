/// UTF-16 made into UTF-8 piece by piece, at a speed at which reading the file is what takes the time.
enum WideText {
    /// The encoding the first bytes tell: UTF-8 unless a byte order mark says UTF-16.
    static func encoding(of head: [UInt8]) -> TextEncoding {
        guard let mark = EncodingGuess.byteOrderMark(head.span) else { return .utf8 }
        return mark.encoding
    }

    /// Decodes `count` bytes of `raw` behind `place` of `output`, which has room for three bytes a unit.
    ///
    /// - Returns: bytes used (a pair of surrogates that is cut waits for the next piece) and bytes written; nil for what
    ///   is no well-formed text, or has NUL.
    static func decode(
        _ raw: [UInt8], count: Int, highByteFirst: Bool, isLast: Bool, into output: inout [UInt8], at place: Int
    ) -> (used: Int, written: Int)? {
        guard output.count - place >= count / 2 * 3, count <= raw.count else { return nil }
        let high = highByteFirst ? 0 : 1
        let low = 1 - high
        var used = 0
        var next = place
        let bytes = raw.span
        var target = output.mutableSpan
        while used + 1 < count {
            // Eight units at a time while they are ASCII.
            while used + 16 <= count {
                var above: UInt8 = 0
                var least: UInt8 = 0xFF
                for unit in 0..<8 {
                    let byte = bytes[used + unit * 2 + low]
                    above |= bytes[used + unit * 2 + high] | (byte & 0x80)
                    least = min(least, byte)
                }
                guard above == 0, least > 0 else { break }
                for unit in 0..<8 { target[next + unit] = bytes[used + unit * 2 + low] }
                used += 16
                next += 8
            }
            guard used + 1 < count else { break }
            let unit = UInt32(bytes[used + high]) << 8 | UInt32(bytes[used + low])
            var scalar = unit
            var length = 2
            if unit == 0 { return nil }
            if unit & 0xF800 == 0xD800 {
                guard unit < 0xDC00 else { return nil }
                guard used + 3 < count else { break }
                let trail = UInt32(bytes[used + 2 + high]) << 8 | UInt32(bytes[used + 2 + low])
                guard trail & 0xFC00 == 0xDC00 else { return nil }
                scalar = 0x10000 + ((unit & 0x3FF) << 10 | (trail & 0x3FF))
                length = 4
            }
            next = write(scalar, to: &target, at: next)
            used += length
        }
        return isLast && used < count ? nil : (used, next - place)
    }

    private static func write(_ scalar: UInt32, to target: inout MutableSpan<UInt8>, at place: Int) -> Int {
        var next = place
        if scalar < 0x80 {
            target[next] = UInt8(truncatingIfNeeded: scalar)
            return next + 1
        }
        if scalar < 0x800 {
            target[next] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
        } else {
            if scalar < 0x10000 {
                target[next] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
            } else {
                target[next] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
                next += 1
                target[next] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
            }
            next += 1
            target[next] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
        }
        next += 1
        target[next] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
        return next + 1
    }
}
