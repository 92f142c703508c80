/// What speaks for Shift JIS: characters of two bytes that stand together in runs, with kana among them.
struct ShiftJISEvidence {
    /// Assigned characters of two bytes.
    private var pairs = 0
    /// Those that stand beside another one.
    private var inRuns = 0
    /// Hiragana and katakana.
    private var kana = 0
    /// Kana, punctuation, full-width letters and the kanji of JIS level 1: what texts consist of.
    private var common = 0
    private var halfWidth = 0
    private var bad = 0

    init(_ bytes: Span<UInt8>) {
        var run = 0
        var i = 0
        while i < bytes.count {
            let byte = bytes[i]
            if byte >= 0x80, i + 1 < bytes.count, ShiftJIS.scalar(lead: byte, trail: bytes[i + 1]) != nil {
                count(byte, bytes[i + 1])
                run += 1
                i += 2
                continue
            }
            if run >= 2 { inRuns += run }
            run = 0
            if byte < 0x80 {
                i = UTF8Scan.firstNonASCII(in: bytes, from: i)
                continue
            }
            if ShiftJIS.halfWidth(byte) != nil { halfWidth += 1 } else { bad += 1 }
            i += 1
        }
        if run >= 2 { inRuns += run }
    }

    /// True when hardly anything contradicts. Text of kanji alone must be longer, and without any contradiction.
    var isConvincing: Bool {
        guard pairs >= 2, bad * 20 <= pairs, halfWidth * 2 <= pairs, inRuns * 5 >= pairs * 4, common * 10 >= pairs * 9
        else { return false }
        return kana > 0 || common >= 4 && common == pairs && bad == 0 && halfWidth == 0
    }

    var why: String {
        "likely: \(pairs) Japanese characters of two bytes, \(kana) of them kana, \(bad) bytes that do not fit"
    }

    private mutating func count(_ lead: UInt8, _ trail: UInt8) {
        pairs += 1
        switch (lead, trail) {
        case (0x82, 0x9F...0xF1), (0x83, 0x40...0x96):
            kana += 1
            common += 1
        case (0x81, 0x40...0xAC), (0x82, 0x4F...0x9A), (0x88, 0x9F...0xFC), (0x89...0x97, _), (0x98, 0x40...0x72):
            common += 1
        default: break
        }
    }
}
