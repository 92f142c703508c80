/// The way from an offset in decoded text back to the original: sparse checkpoints, and between two of them a rule
/// that tells from a character how many bytes it had.
struct OffsetMap: Sendable {
    /// How many original bytes a decoded character had.
    enum Stride: Sendable {
        /// The same bytes.
        case identity
        /// One byte each.
        case one
        /// Two bytes, four from U+10000 on.
        case utf16
        /// Four bytes each.
        case four
        /// One byte for ASCII, half-width katakana and U+FFFD, else two.
        case shiftJIS
    }

    /// `decoded` bytes of text came from `original` bytes of the file.
    struct Checkpoint: Sendable {
        var decoded: Int
        var original: Int
    }

    /// Decoded bytes between two checkpoints of an encoding that is not the identity.
    static let interval = 2048

    let stride: Stride
    /// Size of the original, bytes.
    let originalCount: Int
    /// Ascending; the first stands for the start of the text.
    let checkpoints: [Checkpoint]

    /// The original offset of the character at `offset`.
    func originalOffset(of offset: Int, in text: Span<UInt8>) -> Int {
        if offset >= text.count { return originalCount }
        let offset = max(0, offset)
        var low = 0
        var high = checkpoints.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if checkpoints[middle].decoded <= offset { low = middle } else { high = middle }
        }
        guard low < checkpoints.count else { return min(offset, originalCount) }
        var decoded = checkpoints[low].decoded
        var original = checkpoints[low].original
        if stride == .identity {
            let end = low + 1 < checkpoints.count ? checkpoints[low + 1].original : originalCount
            return min(original + offset - decoded, end)
        }
        while decoded < offset {
            let length = Self.length(of: text[decoded])
            if decoded + length > offset { break }
            original += width(of: text, at: decoded, length: length)
            decoded += length
        }
        return min(original, originalCount)
    }

    /// UTF-8 bytes of the character that starts with `lead`.
    private static func length(of lead: UInt8) -> Int {
        lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    }

    private func width(of text: Span<UInt8>, at offset: Int, length: Int) -> Int {
        switch stride {
        case .identity: return length
        case .one: return 1
        case .utf16: return length == 4 ? 4 : 2
        case .four: return 4
        case .shiftJIS:
            guard length == 3, offset + 2 < text.count else { return length == 1 ? 1 : 2 }
            let scalar =
                UInt32(text[offset] & 0x0F) << 12 | UInt32(text[offset + 1] & 0x3F) << 6
                | UInt32(text[offset + 2] & 0x3F)
            return scalar >= 0xFF61 && scalar <= 0xFF9F || scalar == 0xFFFD ? 1 : 2
        }
    }
}

extension OffsetMap {
    /// The map of text that is its own original.
    static func identity(originalCount: Int) -> OffsetMap {
        OffsetMap(stride: .identity, originalCount: originalCount, checkpoints: [])
    }
}
