import TriageModel

/// Pictures without what they show: the bytes that tell format and size stay, all others are blank, so that a picture that
/// was measured is measured as before.
enum PictureBlank {
    /// The ranges that stay; nil when the bytes begin as no picture does.
    static func kept(of bytes: [UInt8]) -> [Range<Int>]? {
        let kept: [Range<Int>]
        switch BinaryValue.format(of: bytes) {
        case .jpeg: kept = jpeg(bytes)
        // Signature and IHDR with its checksum (ISO 15948).
        case .png: kept = [0..<33]
        // Header and logical screen (GIF 89a).
        case .gif: kept = [0..<13]
        // File header and BITMAPINFOHEADER; two letters alone are no proof.
        case .bmp where bytes.count >= 54 && bytes[6..<10].allSatisfy({ $0 == 0 }): kept = [0..<54]
        case .bmp, .other, .unknown: return nil
        }
        return kept.map { $0.clamped(to: bytes.indices) }
    }

    /// Marks and lengths of the segments and the start of frame (ITU-T T.81, B.2); nothing of what they hold: Exif may
    /// hold a smaller picture, and where it was taken.
    private static func jpeg(_ bytes: [UInt8]) -> [Range<Int>] {
        var kept = [0..<3]
        var index = 2
        while index + 9 < bytes.count, bytes[index] == 0xFF {
            let marker = bytes[index + 1]
            if marker == 0xFF {
                kept.append(index..<(index + 1))
                index += 1
                continue
            }
            if (0xC0...0xCF).contains(marker), marker != 0xC4, marker != 0xC8, marker != 0xCC {
                kept.append(index..<(index + 10))
                break
            }
            if marker == 0x01 || (0xD0...0xD8).contains(marker) {
                kept.append(index..<(index + 2))
                index += 2
                continue
            }
            let length = Int(bytes[index + 2]) << 8 | Int(bytes[index + 3])
            kept.append(index..<(index + 4))
            guard length >= 2, marker != 0xDA else { break }
            index += 2 + length
        }
        return kept
    }

    /// How many bytes say that a picture ends here: without them a text would look as if it was cut inside of it.
    private static func endLength(of bytes: [UInt8]) -> Int {
        let ends: [[UInt8]] =
            switch BinaryValue.format(of: bytes) {
            case .jpeg: [[0xFF, 0xD9]]
            // IEND and its checksum.
            case .png: [[0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]]
            case .gif: [[0x3B]]
            default: []
            }
        return ends.first { bytes.suffix($0.count).elementsEqual($0) }?.count ?? 0
    }

    /// The bytes with `blank` in place of all that does not stay; the last two of those tell pictures apart.
    static func blanked(_ bytes: [UInt8], number: Int, blank: (UInt8) -> UInt8 = { _ in 0 }) -> [UInt8] {
        guard let kept = kept(of: bytes) else { return bytes }
        var result = bytes.map(blank)
        for range in kept { for place in range { result[place] = bytes[place] } }
        let end = max(kept.map(\.upperBound).max() ?? 0, bytes.count - endLength(of: bytes))
        for place in end..<bytes.count { result[place] = bytes[place] }
        return stamped(result, number, keeping: kept, before: end)
    }

    private static func stamped(
        _ bytes: [UInt8], _ number: Int, keeping kept: [Range<Int>], before last: Int
    ) -> [UInt8] {
        let end = kept.map(\.upperBound).max() ?? 0
        guard last >= end + 2 else { return bytes }
        var result = bytes
        // Written in decimal, a byte below ten stays as long as a blank one.
        result[last - 1] &+= UInt8(truncatingIfNeeded: number % 10)
        result[last - 2] &+= UInt8(truncatingIfNeeded: number / 10 % 10)
        return result
    }
}
