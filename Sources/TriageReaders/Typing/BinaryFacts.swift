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
}
