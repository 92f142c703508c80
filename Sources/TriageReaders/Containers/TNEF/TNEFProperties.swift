/// Reads a list of properties as `winmail.dat` holds them ([MS-OXTNEF], section 2.1.3.4).
///
/// The reading ends where something does not fit; what was read before it counts.
struct TNEFProperties {
    private let bytes: [UInt8]
    private var index: Int
    private let end: Int
    private(set) var isDamaged = false

    /// Properties a list may have; Outlook writes about a hundred.
    private static let maximumCount = 8_192

    /// Reads the bytes of a range from its beginning.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        index = range.lowerBound
        end = min(range.upperBound, bytes.count)
    }

    /// Whether everything was read.
    var isAtEnd: Bool { index >= end }

    /// The number in front of a list: how many rows or properties follow.
    mutating func count() -> Int { Int(number()) }

    /// The next list, with the code page of its texts.
    mutating func list(codePage: Int) -> MessageProperties {
        var fixed: [UInt32: UInt64] = [:]
        var listed: [UInt32: [UInt8]] = [:]
        var names = NamedProperties()
        let count = min(self.count(), Self.maximumCount)
        for _ in 0..<count {
            guard !isDamaged, !isAtEnd else { break }
            let tag = number()
            let (type, property) = (UInt16(truncatingIfNeeded: tag), UInt16(truncatingIfNeeded: tag >> 16))
            if property >= 0x8000 { name(of: property, &names) }
            // Bit 12: several values. None of them is asked for; they are passed over.
            let single = type & 0x0FFF
            let values = type & 0x1000 != 0 || Self.isVariable(single) ? self.count() : 1
            let tagged = UInt32(property) << 16 | UInt32(type)
            var position = 0
            while position < values, !isDamaged, !isAtEnd {
                if Self.isVariable(single) {
                    let value = self.value()
                    if position == 0, let value { listed[tagged] = Array(bytes[value]) }
                } else {
                    guard let size = Self.size(of: single) else {
                        isDamaged = true
                        break
                    }
                    let value = size == 8 ? bytes.little64(index) : UInt64(bytes.little32(index))
                    skip(size)
                    if position == 0, !isDamaged { fixed[tagged] = value }
                }
                position += 1
            }
        }
        return MessageProperties(fixed: fixed, listed: listed, names: names, codePage: codePage)
    }

    /// The name of a property: a set and a number, or a text.
    private mutating func name(of property: UInt16, _ names: inout NamedProperties) {
        let start = index
        skip(16)
        let kind = number()
        if kind == 0 {
            let identifier = number()
            if !isDamaged { names.add(Array(bytes[start..<(start + 16)]), identifier, property) }
        } else {
            _ = value()
        }
    }

    /// The place of a value of variable size: its length, its bytes, and what fills them up to four.
    private mutating func value() -> Range<Int>? {
        let length = count()
        let start = index
        guard length <= end - start else {
            isDamaged = true
            return nil
        }
        skip(min((length + 3) & ~3, end - start))
        return start..<(start + length)
    }

    private mutating func number() -> UInt32 {
        guard index + 4 <= end else {
            isDamaged = true
            return 0
        }
        defer { index += 4 }
        return bytes.little32(index)
    }

    private mutating func skip(_ count: Int) {
        guard count <= end - index else {
            isDamaged = true
            return
        }
        index += count
    }

    /// Texts, objects and bytes say how many values there are even when it is one.
    private static func isVariable(_ type: UInt16) -> Bool {
        type == 0x001E || type == 0x001F || type == 0x000D || type == 0x0102
    }

    /// Bytes of a value of fixed size, filled up to four.
    private static func size(of type: UInt16) -> Int? {
        switch type {
        case 0x0001, 0x0002, 0x0003, 0x0004, 0x000A, 0x000B: 4
        case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040: 8
        case 0x0048: 16
        default: nil
        }
    }
}
