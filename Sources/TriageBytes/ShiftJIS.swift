#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Code page 932. The table comes from the C library's iconv, asked once when the first such text is read; where it
/// has no such converter every pair stays unknown.
enum ShiftJIS {
    /// The scalar of a half-width katakana byte (0xA1 to 0xDF).
    static func halfWidth(_ byte: UInt8) -> UInt32? {
        byte >= 0xA1 && byte <= 0xDF ? 0xFF61 + UInt32(byte - 0xA1) : nil
    }

    /// True when the bytes have the form of a character of two bytes, assigned or not.
    static func isPair(_ lead: UInt8, _ trail: UInt8) -> Bool {
        (lead >= 0x81 && lead <= 0x9F || lead >= 0xE0 && lead <= 0xFC) && trail >= 0x40 && trail <= 0xFC
            && trail != 0x7F
    }

    /// The scalar of a pair; nil when it has none.
    static func scalar(lead: UInt8, trail: UInt8) -> UInt32? {
        guard isPair(lead, trail) else { return nil }
        let scalar = table[index(lead, trail)]
        return scalar == 0 ? nil : UInt32(scalar)
    }

    /// 60 leads of 192 places each (trail 0x40 to 0xFF; the last ones are never used).
    private static func index(_ lead: UInt8, _ trail: UInt8) -> Int {
        Int(lead < 0xE0 ? lead - 0x81 : lead - 0xE0 + 31) * 192 + Int(trail - 0x40)
    }

    /// Scalars by ``index(_:_:)``; 0 where there is none.
    private static let table: [UInt16] = makeTable()

    private static func makeTable() -> [UInt16] {
        var table = [UInt16](repeating: 0, count: 60 * 192)
        // SAFETY: the strings are literals; the handle is closed below and used nowhere else.
        let converter = unsafe iconv_open("UTF-16LE", "CP932")
        guard unsafe converter != iconv_t(bitPattern: -1) else { return table }
        for lead in UInt8(0x81)...0xFC where lead <= 0x9F || lead >= 0xE0 {
            for trail in UInt8(0x40)...0xFC where trail != 0x7F {
                var input: [CChar] = [CChar(bitPattern: lead), CChar(bitPattern: trail)]
                var output: [CChar] = [0, 0, 0, 0]
                var inputLeft = 2
                var outputLeft = 4
                // SAFETY: both arrays live through the call, and the lengths given are theirs.
                let result = unsafe input.withUnsafeMutableBufferPointer { input in
                    unsafe output.withUnsafeMutableBufferPointer { output in
                        var from = input.baseAddress
                        var to = output.baseAddress
                        return unsafe iconv(converter, &from, &inputLeft, &to, &outputLeft)
                    }
                }
                if result == 0, inputLeft == 0, outputLeft == 2 {
                    let low = UInt16(UInt8(bitPattern: output[0]))
                    let high = UInt16(UInt8(bitPattern: output[1]))
                    table[index(lead, trail)] = high << 8 | low
                } else {
                    // SAFETY: nil buffers put the converter back into its first state.
                    _ = unsafe iconv(converter, nil, nil, nil, nil)
                }
            }
        }
        // SAFETY: opened above, not used again.
        _ = unsafe iconv_close(converter)
        return table
    }
}
