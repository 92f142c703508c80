/// Text without any white space and with ASCII letters in lower case, that knows where its bytes came from.
///
/// What a console, a mail program or a web page does to text is to break and indent it; whoever searches here is not
/// disturbed by that. The way back is kept as sparse checkpoints, 1/16 of the text's size.
public struct SqueezedText: Sendable {
    /// UTF-8.
    public let bytes: [UInt8]

    /// The text it was made of; shared with the caller, not copied.
    private let original: [UInt8]
    /// Where every ``interval``th byte of `bytes` came from.
    private let checkpoints: [Int]

    private static let interval = 128

    /// Squeezes UTF-8 text. O(size).
    public init(_ text: [UInt8]) {
        var checkpoints: [Int] = []
        checkpoints.reserveCapacity(text.count / Self.interval + 1)
        let span = text.span
        // SAFETY: no more bytes are written than read, and `text.count` is the capacity.
        bytes = unsafe [UInt8](unsafeUninitializedCapacity: text.count) { buffer, count in
            var next = 0
            var i = 0
            while i < span.count {
                let byte = span[i]
                let space = Self.spaceLength(in: span, at: i)
                if space > 0 {
                    i += space
                    continue
                }
                if count == next {
                    checkpoints.append(i)
                    next += Self.interval
                }
                unsafe buffer[count] = byte &- 0x41 < 26 ? byte | 0x20 : byte
                count += 1
                i += 1
            }
        }
        self.checkpoints = checkpoints
        original = text
    }

    /// Where the byte at `offset` came from; the size of the original at the end. O(1).
    public func originalOffset(of offset: Int) -> Int {
        guard offset >= 0, offset < bytes.count else { return offset < 0 ? 0 : original.count }
        let place = offset / Self.interval
        guard place < checkpoints.count else { return original.count }
        var i = checkpoints[place]
        var left = offset - place * Self.interval
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
