/// Base64 as mail programs write it, for tests.
public enum Base64Text {
    /// The bytes in lines of 76 signs.
    public static func encode(_ bytes: [UInt8], lineBreak: String = "\r\n") -> String {
        let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        var width = 0
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
            let bits = group[0] << 16 | group[1] << 8 | group[2]
            for position in 0..<4 {
                text.append(start + position <= bytes.count ? signs[bits >> (18 - 6 * position) & 63] : "=")
            }
            width += 4
            if width == 76 {
                text += lineBreak
                width = 0
            }
        }
        return text
    }
}
