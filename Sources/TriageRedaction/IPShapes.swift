/// Which numbers may stand for those of an address: as many digits, and private ones stay private.
enum IPShapes {
    /// Nil for addresses that are nobody's: loopback, none, all.
    static func bounds(_ bytes: [UInt8]) -> [ClosedRange<UInt8>]? {
        guard bytes.count == 4 else { return nil }
        if bytes[0] == 127 || bytes[0] == 0 || bytes == [255, 255, 255, 255] || bytes[0] == 255 { return nil }
        var bounds = bytes.map(length)
        switch (bytes[0], bytes[1]) {
        case (10, _): bounds[0] = 10...10
        case (192, 168), (169, 254):
            bounds[0] = bytes[0]...bytes[0]
            bounds[1] = bytes[1]...bytes[1]
        case (172, 16...31):
            bounds[0] = 172...172
            bounds[1] = 16...31
        default:
            // No private network begins so.
            bounds[0] = bytes[0] > 99 ? 193...223 : bytes[0] > 9 ? 11...99 : 1...9
        }
        return bounds
    }

    private static func length(_ byte: UInt8) -> ClosedRange<UInt8> {
        byte > 99 ? 100...254 : byte > 9 ? 10...99 : 0...9
    }

    static func text(_ bytes: [UInt8]) -> String { bytes.map { "\($0)" }.joined(separator: ".") }

    /// For a digit of an address of version 6; the first two tell its kind.
    static func bounds(digit: UInt8, at place: Int, of digits: [UInt8]) -> ClosedRange<UInt8> {
        if place < 2, digits.first == 15 { return digit...digit }
        if place == 0, digit < 10 { return 1...9 }
        return digit > 9 ? 10...14 : 0...9
    }
}
