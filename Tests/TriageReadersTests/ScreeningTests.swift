import Testing
import TriageTestSupport

@testable import TriageBytes
@testable import TriageReaders

/// What a text is reduced to before it is told that nothing can fire in it.
@Suite struct ScreeningTests {
    private static let pieces: [String] = [
        "\\", "\\n", "\\u0041", "\\u003c", "<", "-", "--", "---- ----", "{", "[", "|", "\"", "'", " ", "\t", "\n",
        "\r\n",
        "\r", "> ", "# ", "n", "Obj", "S S=", "7", ":", "Exception:", "::", ",", "=", ".", "\u{E9}", "\u{A0}",
        "\u{3000}", "word",
        "\u{1B}[31m",
    ]

    /// The reduction stops at fewer signs than it once did: at none of the others is anything to be seen.
    @Test func signsThatArePassedOverMeanNothing() {
        var random = SeededRandom(seed: 11)
        var passed = 0
        for _ in 0..<4_000 {
            let text = Array(
                (0..<Int.random(in: 1...30, using: &random)).map { _ in
                    Self.pieces.randomElement(using: &random) ?? ""
                }.joined().utf8)
            for (place, byte) in text.enumerated() {
                let isLast = place + 1 == text.count
                let before = place > 0 ? text[place - 1] : 0x0A
                let behind = isLast ? 0x0A : text[place + 1]
                let reader = SignReader(text: text, place: place)
                let signs: TextSigns
                switch byte {
                case 0x5C: signs = reader.backslash()
                case 0x3C: signs = reader.angle()
                case 0x2D: signs = reader.dash()
                case 0x7B, 0x5B: signs = reader.bracket()
                case 0x7C: signs = reader.bar()
                case 0x3A: signs = reader.isDoubled || reader.ends(Array("Exception".utf8)) ? .unclear : []
                default: continue
                }
                guard !BareText.isSign(byte, before, behind, isLast: isLast) else { continue }
                passed += 1
                #expect(signs == [], "\(String(decoding: text, as: UTF8.self)) at \(place)")
            }
        }
        #expect(passed > 10_000)
    }

    @Test func aCarriageReturnAloneIsASign() {
        #expect(BareText.isSign(0x0D, 0x41, 0x41, isLast: false))
        #expect(BareText.isSign(0x0D, 0x41, 0x0A, isLast: true))
        #expect(!BareText.isSign(0x0D, 0x41, 0x0A, isLast: false))
    }

    /// What a reader of JSON makes of a string, stands in the text with its escapes undone.
    @Test func stringsOfJSONStandInTheTextWithoutEscapes() throws {
        let parts = [
            "\\n", "\\t", "\\r", "\\b", "\\f", "\\/", "\\\"", "\\\\", "\\u0041", "\\u00e4", "\\u0010", "\\ud83d\\ude00",
            "photo",
            "x", " ", "7", "\u{E4}", "\n", ":", "{", "}",
        ]
        var random = SeededRandom(seed: 12)
        var checked = 0
        for _ in 0..<3_000 {
            let inside = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }
            .joined()
            let text = Array("C:\\temp said:\n{\"a\": \"\(inside)\", \"b\": 1}\n".utf8)
            let start = try #require(text.firstIndex(of: 0x7B))
            let (node, _, stopped) = JSONParser.parse(Array(text[start...]))
            guard stopped == nil, let value = node["a"]?.string else { continue }
            var bare = BareText()
            guard let undone = JSONEscapes.undone(text) else { continue }
            _ = TextSigns.gather(undone, into: &bare)
            let seen = Array(bare.bytes[..<bare.count])
            guard let wanted = BareText.of(value), !wanted.isEmpty else { continue }
            // Beyond a sign that makes the text unclear nothing was reduced.
            if TextSigns.gather(undone, into: &bare).contains(.unclear) { continue }
            checked += 1
            #expect(ByteNeedle(wanted).first(in: seen.span) != nil, "\(inside)")
        }
        #expect(checked > 1_500)
    }

    @Test(arguments: [
        "a\\", "a\\\nn", "a\\ n", "\\u00", "\\u00 41", "\\users", "\\ud83d", "\\ud83d\\u0041", "\\\u{E4}",
    ])
    func anEscapeThatIsCutOrWrongIsNotUndone(text: String) {
        #expect(JSONEscapes.undone(Array(text.utf8)) == nil)
    }

    @Test func escapesOfJSONAreASignOnlyWhereJSONMayBe() {
        func signs(_ text: String) -> TextSigns {
            var bare = BareText()
            return TextSigns.gather(Array(text.utf8), into: &bare)
        }
        #expect(signs("C:\\new\\table").isEmpty)
        #expect(signs("{\"a\": \"b\\n\"}").contains(.escaped))
        #expect(!signs("{\"a\": \"b\"}").contains(.escaped))
        #expect(signs("{\"a\": \"\\u003cObjs\"}") == .unclear)
    }

    /// A backslash in front of a bracket hides it from nobody: the name of a folder may stand before JSON.
    @Test func depthOfJSONCountsBracketsBehindBackslashes() {
        for count in (JSONParser.maximumDepth - 3)...(JSONParser.maximumDepth + 3) {
            let brackets = Array(repeating: UInt8(ascii: "["), count: count)
            guard JSONParser.parse(brackets).stopped?.code == "limit-depth" else { continue }
            let text = Array("C:\\".utf8) + brackets
            let behind = Array("C:\\new\\".utf8) + brackets
            #expect(!JSONDepth.isBounded(text.span) && !JSONDepth.isBounded(behind.span), "\(count)")
        }
    }

    /// Whatever the parser makes of any part of a text: it comes to its limit only where that was said before.
    @Test func depthOfJSONIsNeverUnderstated() {
        var random = SeededRandom(seed: 23)
        let tokens = [
            "[", "{\"a\":", "[[[[", "]", "}", "\"", "\"b}]\"", "\\\"", "\\", " ", "\n", ",", "1", "\"c\":", "x",
        ]
        var deep = 0
        var bounded = 0
        for round in 0..<600 {
            let openers = round % 3 == 0 ? 3 : 9
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 50...400, using: &random) {
                let opens = Int.random(in: 0..<10, using: &random) < openers
                let token = opens ? tokens[Int.random(in: 0...2, using: &random)] : tokens.randomElement(using: &random)
                text += Array((token ?? "").utf8)
            }
            let isBounded = JSONDepth.isBounded(text.span)
            if isBounded { bounded += 1 }
            for start in text.indices where text[start] == 0x7B || text[start] == 0x5B {
                guard JSONParser.parse(Array(text[start...])).stopped?.code == "limit-depth" else { continue }
                deep += 1
                #expect(!isBounded, "\(String(decoding: text, as: UTF8.self))")
                break
            }
        }
        #expect(deep > 50 && bounded > 50, "\(deep), \(bounded)")
    }
}
