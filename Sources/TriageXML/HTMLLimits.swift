/// What an HTML page may cost.
public struct HTMLLimits: Sendable, Hashable {
    /// Nesting of elements; below it nothing is read.
    public var depth: Int
    /// Attributes of one tag: libxml2 compares each with all before it.
    public var attributes: Int
    /// Bytes of the page.
    public var totalBytes: Int

    /// Makes limits; the defaults suit mails and saved pages from strangers.
    public init(depth: Int = 256, attributes: Int = 256, totalBytes: Int = 67_108_864) {
        self.depth = depth
        self.attributes = attributes
        self.totalBytes = totalBytes
    }

    /// The offset of the first tag with more attributes than allowed; nil when there is none. Linear.
    func excess(in bytes: [UInt8]) -> Int? {
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x3C, index + 1 < bytes.count,
                bytes[index + 1] | 0x20 &- 0x61 < 26 || bytes[index + 1] == 0x2F
            else {
                index += 1
                continue
            }
            let start = index
            var words = 0
            var isWord = true
            index += 1
            while index < bytes.count, bytes[index] != 0x3E {
                let byte = bytes[index]
                if byte == 0x3D {
                    index = Self.behindValue(bytes, index + 1)
                    isWord = false
                    continue
                }
                let isBlank = byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0x2F
                if isBlank {
                    isWord = false
                } else if !isWord {
                    isWord = true
                    words += 1
                }
                if words > attributes { return start }
                index += 1
            }
        }
        return nil
    }

    /// Behind the value that starts, perhaps behind blanks, at `index`.
    private static func behindValue(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index]) { index += 1 }
        guard index < bytes.count else { return index }
        let quote = bytes[index]
        if quote == 0x22 || quote == 0x27 {
            index += 1
            while index < bytes.count, bytes[index] != quote { index += 1 }
            return min(index + 1, bytes.count)
        }
        while index < bytes.count, bytes[index] != 0x3E, bytes[index] != 0x20, !(0x09...0x0D).contains(bytes[index]) {
            index += 1
        }
        return index
    }
}
