import Testing
import TriagePatterns

/// White space goes, case goes, the way back stays.
struct SqueezedTextTests {
    @Test func dropsEveryKindOfWhiteSpace() {
        let text = "A b\tC\r\nD\u{A0}e\u{3000}F\u{200B}g\u{FEFF}H\u{2009}i\u{202F}j\u{2060}k\u{85}l\u{1680}m\u{0B}n"
        #expect(String(decoding: SqueezedText(Array(text.utf8)).bytes, as: UTF8.self) == "abcdefghijklmn")
        #expect(SqueezedText.squeezing(" \n ").isEmpty)
        #expect(SqueezedText.squeezing("Ä É") == Array("ÄÉ".utf8))
        #expect(SqueezedText.squeezing("\u{0}\u{1B}…–‰") == Array("\u{0}\u{1B}…–‰".utf8))
    }

    @Test func leadsEveryByteBack() {
        var generator = Numbers(state: 2)
        let pieces = ["a", "B", " ", "\n", "\u{3000}", "ü", "写", "\u{200B}", "        ", "word", "\u{FEFF}"]
        for _ in 0..<200 {
            let text = Array(
                (0..<Int.random(in: 0...300, using: &generator))
                    .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined().utf8)
            let squeezed = SqueezedText(text)
            var last = -1
            for (offset, byte) in squeezed.bytes.enumerated() {
                let original = squeezed.originalOffset(of: offset)
                #expect(original > last)
                let source = text[original]
                #expect(byte == source || byte == source | 0x20)
                last = original
            }
            #expect(squeezed.originalOffset(of: squeezed.bytes.count) == text.count)
            #expect(squeezed.originalOffset(of: -1) == 0)
        }
    }

    @Test func givesRangesWithoutTheWhiteSpaceAroundThem() {
        let squeezed = SqueezedText(Array("x  a \n b  y".utf8))
        #expect(squeezed.originalRange(of: 1..<3) == 3..<8)
        #expect(squeezed.originalRange(of: 1..<1) == 3..<3)
        #expect(squeezed.originalRange(of: 0..<4) == 0..<11)
    }

    @Test func survivesTextThatIsNotUTF8() {
        for text in [[0xC2], [0xE2, 0x80], [0xE3, 0x80, 0x20], [0xEF, 0xBB, 0x41], [0xC2, 0x20]] as [[UInt8]] {
            let squeezed = SqueezedText(text)
            #expect(squeezed.bytes.count <= text.count)
            #expect(squeezed.bytes.first == text.first)
        }
    }

    @Test func takesAMegabyteOfBlanks() {
        let squeezed = SqueezedText([UInt8](repeating: 0x20, count: 1_000_000) + [0x58])
        #expect(squeezed.bytes == [0x78])
        #expect(squeezed.originalOffset(of: 0) == 1_000_000)
    }
}
