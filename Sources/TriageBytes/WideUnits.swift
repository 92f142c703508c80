/// Tells UTF-16 without a byte order mark from its NUL bytes: in text with some ASCII in it they all stand on one side
/// of the pairs.
enum WideUnits {
    /// The encoding, when the pairs say so; nil for text of single bytes, NULs in it or not. O(size).
    static func judge(_ bytes: Span<UInt8>) -> EncodingGuess? {
        guard bytes.count >= 2, ByteSearch.first(0, in: bytes, to: 1 << 16) != nil else { return nil }
        let little = Side(bytes, highByteFirst: false)
        let big = Side(bytes, highByteFirst: true)
        if little.isText, !big.isText { return little.guess(.utf16LE, "second") }
        if big.isText, !little.isText { return big.guess(.utf16BE, "first") }
        return nil
    }

    /// The pairs read one way.
    private struct Side {
        var units = 0
        /// ASCII characters and line ends.
        var ascii = 0
        /// Units of scripts and signs one meets, and that are not two ASCII letters side by side.
        var plausible = 0
        /// NUL characters and lone bytes that no text has.
        var nul = 0

        init(_ bytes: Span<UInt8>, highByteFirst: Bool) {
            var i = 0
            while i + 1 < bytes.count {
                let high = bytes[highByteFirst ? i : i + 1]
                let low = bytes[highByteFirst ? i + 1 : i]
                i += 2
                units += 1
                switch high {
                case 0:
                    if low == 0 {
                        nul += 1
                    } else if low >= 0x20 && low != 0x7F || low >= 0x09 && low <= 0x0D || low == 0x1B {
                        if low < 0x80 { ascii += 1 }
                        plausible += 1
                    }
                case 0x01...0x06, 0x20...0x27, 0x30, 0x4E...0x9F, 0xAC...0xD7, 0xFF:
                    let isTwoASCII = high != 0x30 && high >= 0x20 && high < 0x7F && low >= 0x20 && low < 0x7F
                    if !isTwoASCII { plausible += 1 }
                case 0xD8...0xDF: plausible += 1
                default: break
                }
            }
        }

        /// A quarter of ASCII is proof enough when next to nothing contradicts; less needs every unit to be plausible.
        var isText: Bool {
            guard ascii > 0, nul <= 1 + units / 20 else { return false }
            if ascii * 4 >= units { return plausible * 10 >= (units - nul) * 9 }
            return ascii * 50 >= units && plausible * 100 >= units * 97
        }

        func guess(_ encoding: TextEncoding, _ which: String) -> EncodingGuess {
            EncodingGuess(
                encoding: encoding,
                why: "likely: the \(which) byte of \(ascii) of \(units) pairs is NUL beside an ASCII character",
                isWellFormed: false)
        }
    }
}
