/// Collects decoded text together with the checkpoints that lead back to the original.
struct TextSink {
    private(set) var text: [UInt8] = []
    private(set) var hadInvalidBytes = false
    private var checkpoints: [OffsetMap.Checkpoint]
    private var stride = OffsetMap.Stride.identity
    /// Where decoding starts, behind a byte order mark.
    private let start: Int
    private let originalCount: Int

    init(skipping markLength: Int, of originalCount: Int) {
        start = min(markLength, originalCount)
        self.originalCount = originalCount
        checkpoints = [OffsetMap.Checkpoint(decoded: 0, original: start)]
    }

    func finish(encoding: TextEncoding, why: String) -> DecodedText {
        DecodedText(
            text: text, encoding: encoding, why: why, hadInvalidBytes: hadInvalidBytes, byteCount: originalCount,
            map: OffsetMap(stride: stride, originalCount: originalCount, checkpoints: checkpoints))
    }

    /// UTF-8: valid stretches are copied, each ill-formed subsequence becomes one U+FFFD.
    mutating func decodeUTF8(_ bytes: Span<UInt8>) {
        stride = .identity
        text.reserveCapacity(bytes.count - start)
        var i = start
        while i < bytes.count {
            let valid = UTF8Scan.validPrefix(of: bytes, from: i)
            copy(bytes, i, valid)
            i = valid
            guard i < bytes.count else { break }
            i += UTF8Scan.badLength(in: bytes, at: i)
            appendReplacement()
            checkpoints.append(OffsetMap.Checkpoint(decoded: text.count, original: i))
        }
    }

    /// UTF-16; a lone surrogate and an odd last byte become U+FFFD.
    mutating func decodeUTF16(_ bytes: Span<UInt8>, highByteFirst: Bool) {
        stride = .utf16
        text.reserveCapacity((bytes.count - start) / 2)
        let high = highByteFirst ? 0 : 1
        let low = 1 - high
        var i = start
        var next = OffsetMap.interval
        while i + 1 < bytes.count {
            if text.count >= next { next = checkpoint(original: i) }
            let unit = UInt32(bytes[i + high]) << 8 | UInt32(bytes[i + low])
            i += 2
            if unit < 0x80 {
                text.append(UInt8(truncatingIfNeeded: unit))
            } else if unit & 0xF800 != 0xD800 {
                append(unit)
            } else {
                guard unit < 0xDC00, i + 1 < bytes.count, bytes[i + high] & 0xFC == 0xDC else {
                    appendReplacement()
                    continue
                }
                let trail = UInt32(bytes[i + high] & 0x03) << 8 | UInt32(bytes[i + low])
                i += 2
                append(0x10000 + ((unit & 0x3FF) << 10 | trail))
            }
        }
        if i < bytes.count { appendReplacement() }
    }

    /// UTF-32; what is no Unicode scalar, and a cut last character, become U+FFFD.
    mutating func decodeUTF32(_ bytes: Span<UInt8>, highByteFirst: Bool) {
        stride = .four
        text.reserveCapacity((bytes.count - start) / 4)
        var i = start
        var next = OffsetMap.interval
        while i + 3 < bytes.count {
            if text.count >= next { next = checkpoint(original: i) }
            var value: UInt32 = 0
            for k in 0..<4 { value = value << 8 | UInt32(bytes[highByteFirst ? i + k : i + 3 - k]) }
            i += 4
            if Unicode.Scalar(value) == nil { appendReplacement() } else { append(value) }
        }
        if i < bytes.count { appendReplacement() }
    }

    /// A code page of one byte a character; `upperHalf` gives the scalars of 0x80 to 0xFF.
    mutating func decodeSingleBytes(_ bytes: Span<UInt8>, upperHalf: [UInt16]) {
        stride = .one
        text.reserveCapacity(bytes.count)
        let table = upperHalf.span
        var next = OffsetMap.interval
        var i = start
        while i < bytes.count {
            if text.count >= next { next = checkpoint(original: i) }
            let byte = bytes[i]
            if byte < 0x80 {
                let end = min(UTF8Scan.firstNonASCII(in: bytes, from: i), i + OffsetMap.interval)
                copy(bytes, i, end)
                i = end
            } else {
                let scalar = table[Int(byte) - 0x80]
                if scalar == 0xFFFD { appendReplacement() } else { append(UInt32(scalar)) }
                i += 1
            }
        }
    }

    /// Shift JIS; each byte that belongs to no character becomes a U+FFFD of its own.
    mutating func decodeShiftJIS(_ bytes: Span<UInt8>) {
        stride = .shiftJIS
        text.reserveCapacity(bytes.count)
        var i = start
        var next = OffsetMap.interval
        while i < bytes.count {
            if text.count >= next { next = checkpoint(original: i) }
            let byte = bytes[i]
            if byte < 0x80 {
                text.append(byte)
                i += 1
            } else if let kana = ShiftJIS.halfWidth(byte) {
                append(kana)
                i += 1
            } else if i + 1 < bytes.count, let scalar = ShiftJIS.scalar(lead: byte, trail: bytes[i + 1]) {
                append(scalar)
                i += 2
            } else {
                // A trail byte of an unassigned pair that could lead the next one is not given that chance.
                let isPair = i + 1 < bytes.count && ShiftJIS.isPair(byte, bytes[i + 1]) && bytes[i + 1] >= 0x80
                appendReplacement()
                if isPair { appendReplacement() }
                i += isPair ? 2 : 1
            }
        }
    }

    private mutating func checkpoint(original: Int) -> Int {
        checkpoints.append(OffsetMap.Checkpoint(decoded: text.count, original: original))
        return text.count + OffsetMap.interval
    }

    private mutating func copy(_ bytes: Span<UInt8>, _ from: Int, _ to: Int) {
        guard from < to else { return }
        // SAFETY: the callers give 0 <= from < to <= count; the bytes are copied before the closure ends.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe text.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[from..<to]))
        }
    }

    private mutating func appendReplacement() {
        hadInvalidBytes = true
        append(0xFFFD)
    }

    /// Appends a scalar that is neither a surrogate nor above U+10FFFF.
    private mutating func append(_ scalar: UInt32) {
        if scalar < 0x80 {
            text.append(UInt8(truncatingIfNeeded: scalar))
            return
        }
        if scalar < 0x800 {
            text.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
        } else {
            if scalar < 0x10000 {
                text.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            } else {
                text.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
                text.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            }
            text.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
        }
        text.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
}
