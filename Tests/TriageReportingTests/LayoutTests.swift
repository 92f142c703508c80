import Testing
import TriageModel

@testable import TriageReporting

@Suite struct LayoutTests {
    @Test func countsColumnsOfATerminal() {
        #expect(DisplayWidth.of("abc") == 3)
        #expect(DisplayWidth.of("日本語") == 6)
        #expect(DisplayWidth.of("e\u{301}") == 1)
        #expect(DisplayWidth.of("\u{1F600}") == 2)
        #expect(DisplayWidth.of("\u{FF21}") == 2)
        #expect(DisplayWidth.of("\u{1100}\u{1161}") == 2)
        #expect(DisplayWidth.of("│✓…") == 3)
        #expect(DisplayWidth.of("\u{200D}\u{FE0F}") == 0)
    }

    static func wrapped(_ text: String, _ room: Int) -> [String] {
        var wrapper = Wrapper(room: room)
        wrapper.add(text, .plain)
        return wrapper.finish().map { $0.map(\.text).joined() }
    }

    @Test func breaksAtBlanksAndLongWordsInside() {
        #expect(Self.wrapped("one two three", 7) == ["one two", "three"])
        #expect(Self.wrapped("abcdefghij", 4) == ["abcd", "efgh", "ij"])
        #expect(Self.wrapped("a abcdefghij b", 4) == ["a", "abcd", "efgh", "ij b"])
        #expect(Self.wrapped("  many   blanks  ", 20) == ["many blanks"])
        #expect(Self.wrapped("", 10) == [""])
    }

    @Test func breaksBesideWideCharacters() {
        #expect(Self.wrapped("写真が表示されない", 6) == ["写真が", "表示さ", "れない"])
        #expect(Self.wrapped("写真", 1) == ["写", "真"])
    }

    @Test func keepsAMarkWithItsCharacter() {
        #expect(Self.wrapped("aaae\u{301}b", 4) == ["aaae\u{301}", "b"])
    }

    @Test func changesRolesWithinALine() {
        var wrapper = Wrapper(room: 11)
        wrapper.add("one ", .strong)
        wrapper.add("two three", .plain)
        #expect(wrapper.finish() == [[Piece("one", .strong), Piece(" two", .plain)], [Piece("three", .plain)]])
        var comma = Wrapper(room: 8)
        comma.add("one two", .strong)
        comma.add(", three", .plain)
        #expect(comma.finish().map { $0.map(\.text).joined() } == ["one two,", "three"])
        var tight = Wrapper(room: 7)
        tight.add("one two", .strong)
        tight.add(", three", .plain)
        #expect(tight.finish().map { $0.map(\.text).joined() } == ["one", "two,", "three"])
    }

    @Test func startsANewRowAtALineBreak() {
        var page = TextPage(options: .init())
        page.prose("one\ntwo\r\nthree", indent: 2, lead: Piece("1. "))
        #expect(page.text(color: false) == "  1. one\n     two\n     three\n")
    }

    @Test func groupsDigits() {
        #expect(Numbers.grouped(0) == "0")
        #expect(Numbers.grouped(999) == "999")
        #expect(Numbers.grouped(14_532) == "14,532")
        #expect(Numbers.grouped(-1_234_567) == "-1,234,567")
        #expect(Numbers.grouped(Int64.min) == "-9,223,372,036,854,775,808")
        #expect(Numbers.bytes(1) == "1 byte")
    }

    @Test func saysDurationsAndDistances() {
        #expect(Numbers.duration(59) == "59 s")
        #expect(Numbers.duration(9000) == "2 h 30 min")
        #expect(Numbers.duration(90_061) == "1 d 1 h 1 min")
        #expect(
            Numbers.distance(.init(value: 9840, limit: 10_240, unit: "B")) == "9,840 bytes, limit 10,240: 400 under")
        #expect(Numbers.distance(.init(value: 5, limit: 5, unit: "")) == "5, exactly the limit")
        #expect(Numbers.distance(.init(value: .max, limit: .min, unit: "B")).hasPrefix("9,223,372"))
    }

    @Test func cutsTextToColumns() {
        let glyphs = Glyphs(ascii: false)
        #expect(TextFit.start("abcdef", columns: 4, glyphs: glyphs) == "abc…")
        #expect(TextFit.end("abcdef", columns: 4, glyphs: glyphs) == "…def")
        #expect(TextFit.start("写真写真", columns: 4, glyphs: glyphs) == "写…")
        #expect(TextFit.start("abc", columns: 3, glyphs: glyphs) == "abc")
        #expect(TextFit.end("abcdef", columns: 4, glyphs: Glyphs(ascii: true)) == "...f")
    }

    @Test func takesTheFirstSentence() {
        #expect(TextReport.first("Do this. Then that.") == "Do this.")
        #expect(TextReport.first("Version 2.0 is fine") == "Version 2.0 is fine")
        #expect(TextReport.first("One\nTwo") == "One")
    }

    @Test func usesOnlyColoursThatCanBeReadOnDarkAndOnLight() {
        let roles: [Role] = [.plain, .heading, .strong, .dim, .gutter, .caret, .command, .bad, .good, .open, .change]
        for role in roles {
            let codes = (role.code ?? "").split(separator: ";").compactMap { Int($0) }
            #expect(codes.allSatisfy { [1, 2, 31, 32, 35, 36].contains($0) })
        }
    }

    @Test func decodesAnyBytes() {
        for bytes: [UInt8] in [
            [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80], [0xFF],
        ] {
            var index = 0
            while index < bytes.count {
                let (scalar, length) = UTF8Text.scalar(bytes, at: index, end: bytes.count)
                #expect(scalar == "\u{FFFD}" && length == 1)
                index += length
            }
            index = bytes.count
            while index > 0 { index = UTF8Text.before(bytes, index: index, start: 0) }
            #expect(index == 0)
        }
        let text = Array("aé写😀".utf8)
        #expect(UTF8Text.before(text, index: text.count, start: 0) == text.count - 4)
        #expect(UTF8Text.scalar(text, at: 3, end: text.count).0 == "写")
        #expect(UTF8Text.text(text, 0..<text.count, limit: 5).text == "aé")
    }
}
