import TriageModel

/// Width and height from a picture's header: JPEG (ITU-T T.81, start of frame), PNG (ISO 15948, IHDR), GIF (89a,
/// logical screen), BMP (BITMAPINFOHEADER).
enum PictureSize {
    /// Pixels; nil when the header is not there or not whole.
    static func measure(_ bytes: [UInt8], format: BinaryValue.Format) -> (width: Int, height: Int)? {
        switch format {
        case .jpeg: jpeg(bytes)
        case .png:
            bytes.count >= 24 ? checked(big(bytes, 16, 4), big(bytes, 20, 4)) : nil
        case .gif:
            bytes.count >= 10 ? checked(little(bytes, 6, 2), little(bytes, 8, 2)) : nil
        case .bmp:
            // A negative height means rows from top to bottom.
            bytes.count >= 26
                ? checked(little(bytes, 18, 4), Int(abs(Int(Int32(truncatingIfNeeded: little(bytes, 22, 4)))))) : nil
        case .other, .unknown: nil
        }
    }

    private static func jpeg(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        var index = 2
        while index + 9 < bytes.count {
            guard bytes[index] == 0xFF else { return nil }
            let marker = bytes[index + 1]
            if marker == 0xFF {
                index += 1
                continue
            }
            if (0xC0...0xCF).contains(marker), marker != 0xC4, marker != 0xC8, marker != 0xCC {
                return checked(big(bytes, index + 7, 2), big(bytes, index + 5, 2))
            }
            if marker == 0x01 || (0xD0...0xD8).contains(marker) {
                index += 2
                continue
            }
            let length = big(bytes, index + 2, 2)
            guard length >= 2 else { return nil }
            index += 2 + length
        }
        return nil
    }

    private static func checked(_ width: Int, _ height: Int) -> (width: Int, height: Int)? {
        width > 0 && height > 0 ? (width, height) : nil
    }

    private static func big(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
        var value = 0
        for index in start..<(start + count) { value = value << 8 | Int(bytes[index]) }
        return value
    }

    private static func little(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
        var value = 0
        for index in (start..<(start + count)).reversed() { value = value << 8 | Int(bytes[index]) }
        return value
    }
}
