import TriageBytes
import TriageModel

/// Measures bytes without keeping them: count, format by magic, pixels from the picture's header, SHA-256.
enum BinaryFacts {
    /// What is known of bytes that were all seen.
    static func describe(_ bytes: [UInt8]) -> BinaryValue {
        let format = BinaryValue.format(of: bytes)
        let size = PictureSize.measure(bytes, format: format)
        return BinaryValue(
            byteCount: Int64(bytes.count)...Int64(bytes.count), format: format, width: size?.width,
            height: size?.height, sha256: try? SHA256.hex(of: bytes), guid: GUIDBytes.text(of: bytes))
    }

    /// What is known of bytes of which only the first were seen.
    static func describeStart(of bytes: [UInt8]) -> BinaryValue {
        let format = BinaryValue.format(of: bytes)
        let size = PictureSize.measure(bytes, format: format)
        return BinaryValue(
            byteCount: Int64(bytes.count)...Int64.max, format: format, width: size?.width, height: size?.height)
    }

    /// True for a picture that does not end as its format has to: JPEG with EOI, PNG with IEND, GIF with its trailer.
    /// Some bytes may follow the end.
    static func lacksEnd(_ bytes: [UInt8]) -> Bool {
        let end: [UInt8]
        switch BinaryValue.format(of: bytes) {
        case .jpeg: end = [0xFF, 0xD9]
        case .png: end = Array("IEND".utf8)
        case .gif: end = [0x3B]
        default: return false
        }
        return ByteNeedle(end).first(in: bytes.span, from: max(0, bytes.count - 64)) == nil
    }
}
