import TriageBytes
import TriageModel

/// The first part of a text that is too large to be read as a whole: better than nothing, and said.
struct LargeText {
    /// The bytes up to the end of a line.
    let bytes: [UInt8]
    /// Says how much was read.
    let problem: Evidence.Problem

    /// Bytes of the part.
    static let maximumBytes = 64 << 20

    /// Reads the part; nil for what is no text by its first bytes, whatever its name.
    init?(_ file: TextFile, name: String, maximumBytes: Int = maximumBytes) {
        let wide = Self.firstByteOfUnit(file.head)
        // Archives, pictures and programs have control bytes in front.
        guard wide != nil || file.head.allSatisfy({ $0 > 0x08 }) else { return nil }
        var bytes = file.prefix(maximumBytes)
        guard !bytes.isEmpty else { return nil }
        var lines = 0
        var end = 0
        for index in bytes.indices where bytes[index] == 0x0A {
            if let wide {
                guard index % 2 == wide, index + 1 - wide < bytes.count, bytes[index + 1 - 2 * wide] == 0 else {
                    continue
                }
                end = index + 2 - wide
            } else {
                end = index + 1
            }
            lines += 1
        }
        if end > 0 { bytes.removeLast(bytes.count - end) }
        self.bytes = bytes
        problem = Evidence.Problem(
            code: "partly-read",
            message:
                "has \(file.byteCount) bytes, which is too large to be read as a whole; its first \(bytes.count) bytes (\(lines) lines) were read; cut out the part that matters",
            file: name, isFatal: true)
    }

    /// The place of the lower byte in a unit of UTF-16, as a mark says; nil for other texts.
    private static func firstByteOfUnit(_ head: [UInt8]) -> Int? {
        if head.starts(with: [0xFF, 0xFE]) { return 0 }
        return head.starts(with: [0xFE, 0xFF]) ? 1 : nil
    }
}
