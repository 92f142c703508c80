public import TriageModel

/// A picture that shows nothing, of the format, bytes and pixels of another.
public enum BlankPicture {
    /// The bytes; as many as the other picture has, or its header alone where that is longer.
    public static func bytes(like picture: BinaryValue, number: Int) -> [UInt8] {
        let count = Int(clamping: min(picture.byteCount.lowerBound, 256 << 20))
        var bytes = header(picture, count: count)
        let end: [UInt8] = picture.format == .jpeg ? [0xFF, 0xD9] : []
        bytes = Array(bytes.prefix(count))
        let blank = count - bytes.count - end.count
        guard blank > 1 else { return bytes + [UInt8](repeating: 0, count: count - bytes.count) }
        bytes += [UInt8](repeating: 0, count: blank - 2)
        bytes += [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
        return bytes + end
    }

    private static func header(_ picture: BinaryValue, count: Int) -> [UInt8] {
        let width = picture.width ?? 0
        let height = picture.height ?? 0
        let isMeasured = width > 0 && height > 0
        switch picture.format {
        case .jpeg:
            let opening: [UInt8] = [0xFF, 0xD8]
            let jfif: [UInt8] = [0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
            let frame: [UInt8] =
                [0xFF, 0xC0, 0, 17, 8] + big(height, 2) + big(width, 2) + [3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1]
            if !isMeasured { return opening + jfif }
            return count < 48 ? opening + frame : opening + jfif + frame
        case .png:
            let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            return signature + [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52] + big(width, 4) + big(height, 4)
                + [8, 2, 0, 0, 0, 0, 0, 0, 0]
        case .gif: return Array("GIF89a".utf8) + little(width, 2) + little(height, 2) + [0, 0, 0]
        case .bmp:
            return [0x42, 0x4D] + little(count, 4) + [0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0] + little(width, 4)
                + little(height, 4) + [1, 0, 24, 0] + [UInt8](repeating: 0, count: 24)
        case .other, .unknown: return []
        }
    }

    private static func big(_ number: Int, _ count: Int) -> [UInt8] { little(number, count).reversed() }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
