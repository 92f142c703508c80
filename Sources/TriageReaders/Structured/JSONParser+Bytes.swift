import TriageModel

extension JSONParser {
    /// The bytes of an array of plain numbers from 0 to 255, 16 and more; nil, and nothing read, for any other.
    ///
    /// - Parameter start: its bracket.
    static func byteArray(_ span: Span<UInt8>, _ start: Int, _ end: Int) -> (bytes: [UInt8], end: Int)? {
        var result: [UInt8] = []
        var next = start + 1
        while next < end {
            var value = 0
            let first = next
            while next < end, span[next].isDigit, next - first < 4 {
                value = value * 10 + Int(span[next] - 0x30)
                next += 1
            }
            guard next > first, value < 256, next - first == 1 || span[first] != 0x30, next < end else {
                guard next == first, span[first].isBlankByte else { return nil }
                next += 1
                continue
            }
            result.append(UInt8(truncatingIfNeeded: value))
            while next < end, span[next].isBlankByte { next += 1 }
            guard next < end else { return nil }
            if span[next] == 0x5D {
                guard result.count >= 16 else { return nil }
                return (result, next + 1)
            }
            guard span[next] == 0x2C else { return nil }
            next += 1
        }
        return nil
    }
}
