/// Walks over values as X.690 lays them out (BER, and its strict form DER): a tag, a length, the content.
///
/// Nothing is kept but places. A length that leads beyond the bytes around it ends the walk.
struct DERReader {
    /// A value: its tag and the place of its content.
    struct Element {
        var tag: UInt8
        /// True when it holds values.
        var isConstructed: Bool { tag & 0x20 != 0 }
        var content: Range<Int>
        /// False when its end is marked instead of counted; the content then reaches as far as what is around it.
        var hasLength: Bool
    }

    private let bytes: [UInt8]
    /// Where the next value begins.
    private(set) var index: Int
    private let end: Int

    /// Reads the values in a range.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        index = range.lowerBound
        end = min(range.upperBound, bytes.count)
    }

    /// The next value, which the reader stands behind then; behind its tag only where its length is not told. nil at the
    /// end and where nothing fits.
    mutating func next() -> Element? {
        guard index + 2 <= end else { return nil }
        let tag = bytes[index]
        // Tags of several bytes do not occur in these messages.
        guard tag & 0x1F != 0x1F else { return nil }
        let first = bytes[index + 1]
        var start = index + 2
        var length = Int(first)
        if first == 0x80 {
            index = start
            return Element(tag: tag, content: start..<end, hasLength: false)
        }
        if first > 0x80 {
            let count = Int(first & 0x7F)
            guard count <= 7, start + count <= end else { return nil }
            length = bytes[start..<(start + count)].reduce(0) { $0 << 8 | Int($1) }
            start += count
        }
        guard length <= end - start else { return nil }
        index = start + length
        return Element(tag: tag, content: start..<(start + length), hasLength: true)
    }

    /// The next value when it has that tag.
    mutating func next(_ tag: UInt8) -> Element? {
        guard let element = next(), element.tag == tag else { return nil }
        return element
    }
}
