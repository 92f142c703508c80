/// FNV-1a with 64 bits: tells what was damaged by chance from what was not. No help against anybody who means it.
public enum Checksum {
    private static let start: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3

    /// Bytes of a sum.
    public static let byteCount = 8

    /// The sum of bytes. One byte after the other: a millisecond a megabyte.
    public static func of(_ bytes: Span<UInt8>) -> UInt64 {
        var sum = start
        for index in bytes.indices { sum = (sum ^ UInt64(bytes[index])) &* prime }
        return sum
    }

    /// Adds the sum of what stands there, the lowest byte first.
    public static func append(to bytes: inout [UInt8]) {
        let sum = of(bytes.span)
        for index in 0..<byteCount { bytes.append(UInt8(truncatingIfNeeded: sum >> UInt64(index * 8))) }
    }

    /// True when bytes end with the sum of what stands before it.
    public static func ends(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= byteCount else { return false }
        let count = bytes.count - byteCount
        var sum: UInt64 = 0
        for index in 0..<byteCount { sum |= UInt64(bytes[count + index]) << UInt64(index * 8) }
        return sum == of(bytes.extracting(0..<count))
    }

    /// Another sum, for much: of words of eight bytes, the lowest first, then of the bytes left, then of their number.
    public static func fast(_ bytes: Span<UInt8>) -> UInt64 {
        var sum = start
        var place = 0
        while place &+ 8 <= bytes.count {
            var word: UInt64 = 0
            for index in 0..<8 { word |= UInt64(bytes[place &+ index]) &<< UInt64(index &* 8) }
            // The multiplication moves bits up only: they are brought down again, or the highest byte would tell little.
            sum = (sum ^ word) &* prime
            sum ^= sum >> 32
            place &+= 8
        }
        while place < bytes.count {
            sum = (sum ^ UInt64(bytes[place])) &* prime
            place &+= 1
        }
        return (sum ^ UInt64(bytes.count)) &* prime
    }
}
