import Foundation
import Testing

@testable import TriagePatterns

/// What holds for every text, compared with another engine or with a plain search.
struct PatternConformanceTests {
    private static let expressions = [
        "(?i)photo|thumbnail|picture|jpe?g|foto", "(?i)MgUserPhoto|/photo(?:/|\\b)|ProfilePhoto",
        "ab+c?(?:de|fg){1,2}h",
        "a(?:b|cd)*e", "(?:foo|bar)(?:baz)?qux", "x\\.y\\*z", "[ab]c[^d]", "a{2}b{1,3}", "(a|b|)(cd)",
        "\\bab\\b|\\d{3}",
        "ab(?i)cd", "^ab|cd$", "(?:(?:ab)+c)?d(?:e(?:f(?:g)))", "a\\sb", "[[:digit:]]ab", "a[]]b",
        "(?m)^ab$",
    ]

    private func random(_ generator: inout some RandomNumberGenerator, _ pieces: [String], _ count: Int) -> String {
        (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
    }

    @Test func agreesWithAnotherEngineOnWhetherAnExpressionMatches() throws {
        var generator = Numbers(state: 11)
        let set = try PatternSet(
            Self.expressions.enumerated().map { Pattern(id: $0.offset, text: $0.element, kind: .regularExpression) })
        let scanner = PatternScanner(set)
        let others = try Self.expressions.map { try NSRegularExpression(pattern: $0) }
        let pieces = [
            "a", "b", "c", "d", "e", "f", "g", "h", "ab", "cd", "foo", "bar", "baz", "qux", "x.y*z", " ", "\n", "123",
            "Photo", "thumbnail", "jpg", "jpeg", "/photo/", "MgUserPhoto", "]", "B", "CD", "ü", "defgh", "0ab", ".",
        ]
        var positive = 0
        for _ in 0..<4000 {
            // `$` of the other engine also matches before other line ends at the end of the text; it is given none.
            let text = random(&generator, pieces, Int.random(in: 0...14, using: &generator)) + "."
            let ids = Set(try scanner.scan(Array(text.utf8)).matches.map(\.id))
            for (id, other) in others.enumerated() {
                let wanted = other.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
                positive += wanted ? 1 : 0
                if ids.contains(id) != wanted {
                    Issue.record("/\(Self.expressions[id])/ on \(text.debugDescription): wanted \(wanted)")
                }
                let one = try scanner.contains(id, in: Array(text.utf8))
                if one != wanted { Issue.record("contains /\(Self.expressions[id])/ on \(text.debugDescription)") }
            }
        }
        #expect(positive > 1000)
    }

    @Test(
        arguments: [
            ("foo\\d+", ["foo"]), ("(?i)Foo", ["foo"]), ("a(?:bcd|efg)h", ["bcd", "efg"]), ("foo|bar", ["foo", "bar"]),
            ("foo|\\d", nil), ("fo*bar?", ["ba"]), ("x(?:foo)?y", nil), ("(?:foo)+", ["foo"]), ("foo{0,3}", ["fo"]),
            ("a\\.b\\/c", ["a.b/c"]), ("foo\\x41bar", nil), ("\\Qfoo\\E", nil), ("(?x)f o o", nil), ("(?#foo)bar", nil),
            ("[abc]def[ghi]", ["def"]), ("äfoo", ["foo"]), ("foo(?=bar)", nil), ("(?<name>foo)", ["foo"]), ("", nil),
            ("foo|", nil), ("(foo", nil), ("foo)", nil), ("a", nil), ("(?:foo|barbaz)quux", ["quux"]),
            ("foo{", ["foo"]),
            ("[[:alpha:]foo]bar", ["bar"]), ("f(?:oo|(?:bar|baz)x)", ["oo", "bar", "baz"]), ("\\d{3}foo{2}", ["foo"]),
        ] as [(String, [String]?)])
    func namesLiteralsThatEveryMatchMustHold(expression: String, literals: [String]?) {
        let required = RequiredLiterals(of: expression, ignoringCase: false)
        #expect(required.literals.map { Set($0.map { String(decoding: $0, as: UTF8.self) }) } == literals.map(Set.init))
    }

    @Test func readsADeeplyNestedExpressionWithoutRecursion() {
        let depth = 200_000
        let expression = String(repeating: "(", count: depth) + "foo" + String(repeating: ")", count: depth)
        #expect(RequiredLiterals(of: expression, ignoringCase: false).literals == [Array("foo".utf8)])
    }

    @Test func findsTheSameInPiecesAsInOne() throws {
        var generator = Numbers(state: 5)
        let set = try PatternSet([
            Pattern(id: 1, text: "abc", kind: .literal),
            Pattern(id: 2, text: "bcab", kind: .literal, ignoresCase: true),
            Pattern(id: 3, text: "c a b", kind: .squeezedLiteral),
            Pattern(id: 4, text: "b[ac]+", kind: .regularExpression),
        ])
        let whole = PatternScanner(set)
        for round in 0..<400 {
            let lines = (0..<6).map { _ in
                random(&generator, ["a", "b", "c", "C", " "], Int.random(in: 0...9, using: &generator))
            }
            let text = Array(lines.joined(separator: "\n").utf8)
            // No line is longer than the smallest piece, so that no expression is cut.
            let pieces = PatternScanner(set, pieceLimit: 10 + round % 30)
            #expect(try pieces.scan(text) == whole.scan(text))
        }
    }

    @Test func survivesTextThatIsNotUTF8() throws {
        let set = try PatternSet([
            Pattern(id: 1, text: "ä.", kind: .regularExpression), Pattern(id: 2, text: "x.", kind: .regularExpression),
            Pattern(id: 3, text: "x y", kind: .squeezedLiteral),
        ])
        var generator = Numbers(state: 9)
        let scanner = PatternScanner(set)
        for _ in 0..<500 {
            var noise = (0..<200).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            noise += [0xC3, 0xA4, 0x62, 0x78, 0xFF, 0x78, 0xE2, 0x80, 0x79]
            let matches = try scanner.scan(noise).matches
            #expect(matches.contains { $0.id == 1 })
            #expect(matches.allSatisfy { $0.range.lowerBound >= 0 && $0.end <= noise.count })
        }
        // Half a character before and behind a match is not walked over without end.
        let tail = [UInt8](repeating: 0x80, count: 1_000)
        let match = try scanner.scan(tail + [0x78] + tail).matches
        #expect(match == [PatternMatch(id: 2, start: 1000, end: 1004)])
    }

    @Test func searchesFiveMegabytesInOneLine() throws {
        let set = try PatternSet([
            Pattern(id: 1, text: "needle", kind: .literal), Pattern(id: 2, text: "n e e d l e", kind: .squeezedLiteral),
            Pattern(id: 3, text: "need\\w+", kind: .regularExpression),
            Pattern(id: 4, text: "a[^b]*c", kind: .regularExpression),
        ])
        let text = Array(String(repeating: "a + ~~~~ ", count: 600_000).utf8) + Array("needle".utf8)
        let result = try PatternScanner(set).scan(text)
        #expect(result.matches.map(\.id) == [1, 2, 3])
        #expect(result.matches.allSatisfy { $0.range == (text.count - 6)..<text.count })
    }
}

/// The same numbers in every run.
struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        let z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        return (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    }
}
