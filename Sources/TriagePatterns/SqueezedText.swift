/// Text without any white space and with ASCII letters in lower case, that knows where its bytes came from.
///
/// What a console, a mail program or a web page does to text is to break and indent it; whoever searches here is not
/// disturbed by that. The way back is kept as sparse checkpoints, 1/16 of the text's size.
public struct SqueezedText: Sendable {
    /// UTF-8.
    public let bytes: [UInt8]

    /// The text it was made of; shared with the caller, not copied.
    private let original: [UInt8]
    /// A place about every ``interval`` bytes of the original; the first is the start.
    private let checkpoints: [Checkpoint]

    private struct Checkpoint {
        let squeezed: Int
        let original: Int
    }

    private static let interval = 256

    /// Squeezes UTF-8 text. O(size).
    public init(_ text: [UInt8]) {
        var checkpoints: [Checkpoint] = []
        checkpoints.reserveCapacity(text.count / Self.interval + 1)
        let span = text.span
        // SAFETY: a byte is read at `i < text.count` and written at `place <= i`, and the capacity is `text.count`.
        bytes = unsafe [UInt8](unsafeUninitializedCapacity: text.count) { output, count in
            unsafe text.withUnsafeBufferPointer { input in
                var place = 0
                var i = 0
                while i < input.count {
                    checkpoints.append(Checkpoint(squeezed: place, original: i))
                    let stop = min(input.count, i + Self.interval)
                    while i < stop {
                        let byte = unsafe input[i]
                        if byte >= 0xC2, byte <= 0xEF {
                            let space = Self.spaceLength(in: span, at: i)
                            if space > 0 {
                                i += space
                                continue
                            }
                        }
                        // Written in any case; white space is overwritten by what follows it.
                        unsafe output[place] = byte &- 0x41 < 26 ? byte | 0x20 : byte
                        place += byte == 0x20 || byte &- 0x09 < 5 ? 0 : 1
                        i += 1
                    }
                }
                count = place
            }
        }
        self.checkpoints = checkpoints
        original = text
    }

    /// Where the byte at `offset` came from; the size of the original at the end. O(log size).
    public func originalOffset(of offset: Int) -> Int {
        guard offset >= 0, offset < bytes.count else { return offset < 0 ? 0 : original.count }
        var low = 0
        var high = checkpoints.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if checkpoints[middle].squeezed <= offset { low = middle } else { high = middle }
        }
        guard low < checkpoints.count else { return original.count }
        var i = checkpoints[low].original
        var left = offset - checkpoints[low].squeezed
        let span = original.span
        while i < span.count {
            let space = Self.spaceLength(in: span, at: i)
            if space > 0 {
                i += space
            } else if left == 0 {
                return i
            } else {
                left -= 1
                i += 1
            }
        }
        return original.count
    }

    /// The part of the original that a range of `bytes` came from: from its first byte to its last, white space between
    /// them included, white space around them not.
    public func originalRange(of range: Range<Int>) -> Range<Int> {
        let start = originalOffset(of: range.lowerBound)
        guard range.upperBound > range.lowerBound else { return start..<start }
        return start..<max(start, originalOffset(of: range.upperBound - 1) + 1)
    }

    /// A text squeezed in the same way, to be looked for.
    public static func squeezing(_ text: String) -> [UInt8] { SqueezedText(Array(text.utf8)).bytes }

    /// The length of the white space character at `offset`, 0 when there is another one: what Unicode calls white space
    /// (property White_Space) and the characters without width U+200B, U+2060 and U+FEFF.
    private static func spaceLength(in text: Span<UInt8>, at offset: Int) -> Int {
        let byte = text[offset]
        if byte <= 0x20 { return byte == 0x20 || byte &- 0x09 < 5 ? 1 : 0 }
        switch byte {
        case 0xC2:
            guard offset + 1 < text.count else { return 0 }
            return text[offset + 1] == 0xA0 || text[offset + 1] == 0x85 ? 2 : 0
        case 0xE1, 0xE2, 0xE3, 0xEF:
            guard offset + 2 < text.count else { return 0 }
            switch (byte, text[offset + 1], text[offset + 2]) {
            case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F...0xA0),
                (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF), (0xE1, 0x9A, 0x80):
                return 3
            default: return 0
            }
        default: return 0
        }
    }
}
