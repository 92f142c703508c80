/// Text that stands in base64: UTF-8, or UTF-16 as encoded commands are.
struct InnerText {
    let utf8: [UInt8]
    private let isWide: Bool

    /// Nil when the bytes are no text, or when nobody can say that they are written here at all.
    init?(_ run: ByteRun) {
        guard run.form == .base64, run.bytes.count >= (run.isCertain ? 3 : 12) else { return nil }
        let bytes = run.bytes
        if Self.isText(bytes) {
            utf8 = bytes
            isWide = false
            return
        }
        guard bytes.count >= 16, bytes.count.isMultiple(of: 2) else { return nil }
        let zeros = stride(from: 1, to: bytes.count, by: 2).count { bytes[$0] == 0 }
        guard zeros * 4 >= bytes.count else { return nil }
        let units = stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
        utf8 = Array(String(decoding: units, as: UTF16.self).utf8)
        isWide = true
        guard Self.isText(utf8) else { return nil }
    }

    /// The bytes that say a redacted text in the same way.
    func bytes(of text: [UInt8]) -> [UInt8] {
        guard isWide else { return text }
        return String(decoding: text, as: UTF8.self).utf16.flatMap {
            [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
        }
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        for byte in bytes where byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 || byte == 0x7F {
            return false
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return !text.unicodeScalars.contains("\u{FFFD}") && bytes.contains { $0 >= 0x30 }
    }
}
