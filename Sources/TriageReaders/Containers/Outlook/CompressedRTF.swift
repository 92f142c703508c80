/// Undoes the compression of a message's rich text ([MS-OXRTFCP]).
enum CompressedRTF {
    /// What the dictionary holds before the first byte ([MS-OXRTFCP], section 2.1.2.1).
    private static let dictionary = Array(
        ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
            + "\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
            + "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx").utf8)

    /// The text; nil when the bytes are none. At most `limit` bytes come out, whatever the header says.
    static func decompress(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        guard bytes.count >= 16 else { return nil }
        let end = min(bytes.count, Int(bytes.little32(0)).advanced(by: 4))
        let rawSize = min(Int(bytes.little32(4)), limit)
        switch bytes.little32(8) {
        case 0x414C_454D: return Array(bytes[16..<min(bytes.count, 16 + rawSize)])
        case 0x7546_5A4C: return inflate(bytes, from: 16, to: max(16, end), limit: limit)
        default: return nil
        }
    }

    private static func inflate(_ bytes: [UInt8], from start: Int, to end: Int, limit: Int) -> [UInt8] {
        var window = [UInt8](repeating: 0, count: 4096)
        for (index, byte) in dictionary.enumerated() { window[index] = byte }
        var write = dictionary.count
        var text: [UInt8] = []
        var index = start
        func put(_ byte: UInt8) {
            text.append(byte)
            window[write] = byte
            write = (write + 1) & 0xFFF
        }
        while index < end, text.count < limit {
            let control = bytes[index]
            index += 1
            for bit in 0..<8 {
                guard index < end, text.count < limit else { return text }
                if control & (1 << bit) == 0 {
                    put(bytes[index])
                    index += 1
                    continue
                }
                guard index + 1 < end else { return text }
                let token = Int(bytes[index]) << 8 | Int(bytes[index + 1])
                index += 2
                let offset = token >> 4
                // A reference to the place that is written next ends the text.
                if offset == write { return text }
                for step in 0..<((token & 0xF) + 2) { put(window[(offset + step) & 0xFFF]) }
            }
        }
        return text
    }
}
