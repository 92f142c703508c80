/// Well-formedness of UTF-8 (The Unicode Standard, table 3-7).
enum UTF8Scan {
    /// What was seen in a scan of a whole text.
    struct Counts: Sendable {
        /// Well-formed sequences of two bytes and more.
        var multibyte = 0
        /// Ill-formed subsequences, as U+FFFD would replace them.
        var bad = 0
        /// Bytes of a sequence that the end of the text cuts off.
        var cutLength = 0
    }

    /// The offset of the first byte that is not part of well-formed UTF-8, or the size when all of it is. ASCII goes
    /// 32 bytes at a time.
    static func validPrefix(of bytes: Span<UInt8>, from start: Int = 0) -> Int {
        // SAFETY: every load stands behind a comparison of its end with `count`; nothing outlives the closure.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            let raw = unsafe UnsafeRawPointer(base)
            let count = buffer.count
            let high: UInt64 = 0x8080_8080_8080_8080
            var i = start
            while i < count {
                while i + 32 <= count {
                    let a = unsafe raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
                    let b = unsafe raw.loadUnaligned(fromByteOffset: i + 8, as: UInt64.self)
                    let c = unsafe raw.loadUnaligned(fromByteOffset: i + 16, as: UInt64.self)
                    let d = unsafe raw.loadUnaligned(fromByteOffset: i + 24, as: UInt64.self)
                    if (a | b | c | d) & high != 0 { break }
                    i += 32
                }
                // Up to 32 characters one by one, then the wide loop is tried again.
                var left = 32
                while i < count && left > 0 {
                    left -= 1
                    let lead = unsafe base[i]
                    if lead < 0x80 {
                        i += 1
                        continue
                    }
                    if lead < 0xE0 {
                        guard lead >= 0xC2, i + 1 < count, unsafe base[i + 1] & 0xC0 == 0x80 else { return i }
                        i += 2
                    } else if lead < 0xF0 {
                        guard i + 2 < count else { return i }
                        let second = unsafe base[i + 1]
                        let low: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
                        let top: UInt8 = lead == 0xED ? 0x9F : 0xBF
                        guard second >= low, second <= top, unsafe base[i + 2] & 0xC0 == 0x80 else { return i }
                        i += 3
                    } else {
                        guard lead <= 0xF4, i + 3 < count else { return i }
                        let second = unsafe base[i + 1]
                        let low: UInt8 = lead == 0xF0 ? 0x90 : 0x80
                        let top: UInt8 = lead == 0xF4 ? 0x8F : 0xBF
                        guard second >= low, second <= top, unsafe base[i + 2] & 0xC0 == 0x80,
                            unsafe base[i + 3] & 0xC0 == 0x80
                        else { return i }
                        i += 4
                    }
                }
            }
            return count
        }
    }

    /// The offset of the first byte of 0x80 or more at or behind `start`; the size when there is none.
    static func firstNonASCII(in bytes: Span<UInt8>, from start: Int) -> Int {
        // SAFETY: every load stands behind a comparison of its end with `count`; nothing outlives the closure.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            let raw = unsafe UnsafeRawPointer(base)
            var i = start
            while i + 8 <= buffer.count,
                unsafe raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                i += 8
            }
            while i < buffer.count, unsafe base[i] < 0x80 { i += 1 }
            return i
        }
    }

    /// The number of bytes one U+FFFD stands for at `offset`, where no well-formed sequence starts: the longest
    /// start of a sequence, at least 1 (The Unicode Standard, "maximal subpart").
    static func badLength(in bytes: Span<UInt8>, at offset: Int) -> Int {
        let lead = bytes[offset]
        guard lead >= 0xC2, lead <= 0xF4, offset + 1 < bytes.count else { return 1 }
        let second = bytes[offset + 1]
        let low: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
        let top: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
        guard second >= low, second <= top else { return 1 }
        guard lead >= 0xF0, offset + 2 < bytes.count, bytes[offset + 2] & 0xC0 == 0x80 else {
            return lead >= 0xE0 ? 2 : 1
        }
        return 3
    }

    /// The scalar that starts at `offset` and its number of bytes; nil where no well-formed sequence does.
    static func scalar(in bytes: Span<UInt8>, at offset: Int) -> (Unicode.Scalar, Int)? {
        guard offset < bytes.count else { return nil }
        let lead = bytes[offset]
        if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard lead >= 0xC2, lead <= 0xF4, offset + length <= bytes.count else { return nil }
        var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for k in 1..<length {
            guard bytes[offset + k] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[offset + k] & 0x3F)
        }
        // Overlong forms; surrogates and what lies beyond U+10FFFF are refused by the initializer.
        guard value >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000) else { return nil }
        return Unicode.Scalar(value).map { ($0, length) }
    }

    /// Counts well-formed and ill-formed sequences of a text.
    static func counts(of bytes: Span<UInt8>) -> Counts {
        var counts = Counts()
        var i = 0
        while i < bytes.count {
            let valid = validPrefix(of: bytes, from: i)
            while i < valid {
                if bytes[i] >= 0xC0 { counts.multibyte += 1 }
                i += 1
            }
            guard i < bytes.count else { break }
            counts.bad += 1
            let length = badLength(in: bytes, at: i)
            i += length
            if i == bytes.count, bytes[i - length] >= 0xC2, bytes[i - length] <= 0xF4 { counts.cutLength = length }
        }
        return counts
    }
}
