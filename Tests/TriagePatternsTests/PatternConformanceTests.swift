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
        "ab(?i)cd", "^ab|cd$", "(?:(?:ab)+c)?d(?:e(?:f(?:g)))", "a\\sb", "[[:digit:]]ab", "a[]]b", "ab?cd",
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
        for _ in 0..<1500 {
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
        #expect(positive > 500)
    }

    @Test(
        arguments: [
            ("foo\\d+", ["foo"]), ("(?i)Foo", ["foo"]), ("a(?:bcd|efg)h", ["bcd", "efg"]), ("foo|bar", ["foo", "bar"]),
            ("foo|\\d", nil), ("fo*bar?", ["ba"]), ("x(?:foo)?y", nil), ("(?:foo)+", ["foo"]), ("foo{0,3}", ["fo"]),
            ("a\\.b\\/c", ["a.b/c"]), ("foo\\x41bar", ["fooAbar"]), ("\\Qfoo\\E", ["foo"]), ("(?x)f o o", ["foo"]),
            ("[abc]def[ghi]", ["def"]), ("äfoo", ["äfoo"]), ("(?i)äfoo", ["foo"]), ("(?<name>foo)", ["foo"]), ("", nil),
            ("foo|", nil), ("a", nil), ("(?:foo|barbaz)quux", ["quux"]), ("foo{", ["foo{"]), ("foo(?:bar)", ["foobar"]),
            ("[[:alpha:]foo]bar", ["bar"]), ("f(?:oo|(?:bar|baz)x)", ["oo", "bar", "baz"]), ("\\d{3}foo{2}", ["foo"]),
            ("a?(?:|foo)", nil), ("foo\\bbar", ["foo"]),
        ] as [(String, [String]?)])
    func namesLiteralsThatEveryMatchMustHold(expression: String, literals: [String]?) throws {
        let node = try ExpressionParser.parse(expression, ignoringCase: false)
        let required = RequiredLiterals(of: node).literals
        #expect(required.map { Set($0.map { String(decoding: $0.bytes, as: UTF8.self) }) } == literals.map(Set.init))
    }

    @Test func refusesGroupsNestedTooDeep() {
        for depth in [101, 200_000] {
            let text = String(repeating: "(", count: depth) + "foo" + String(repeating: ")", count: depth)
            let pattern = Pattern(id: 1, text: text, kind: .regularExpression)
            #expect(throws: PatternError.self) { try PatternSet([pattern]) }
        }
        let text = String(repeating: "(", count: 100) + "foo" + String(repeating: ")", count: 100)
        #expect(PatternSet.check(Pattern(id: 1, text: text, kind: .regularExpression)) == nil)
    }

    /// A random expression that any engine reads in one way.
    private func randomExpression(_ generator: inout some RandomNumberGenerator, depth: Int) -> String {
        let atoms = [
            "a", "b", "c", "x", "y", "z", "0", " ", "(?:ab)", "\\d", "\\w", "\\s", ".", "[abc]", "[^a]", "\\b", "\\.",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            var atom = atoms[Int.random(in: 0..<atoms.count, using: &generator)]
            if depth > 0, Int.random(in: 0..<4, using: &generator) == 0 {
                var branches: [String] = []
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    branches.append(randomExpression(&generator, depth: depth - 1))
                }
                atom = "(?:" + branches.joined(separator: "|") + ")"
            }
            if atom != "\\b", Int.random(in: 0..<4, using: &generator) == 0 {
                // No lazy ones: the other engine overlooks matches where one repeats what can be empty.
                let quantifiers = ["*", "+", "?", "{2}", "{1,3}"]
                atom += quantifiers[Int.random(in: 0..<quantifiers.count, using: &generator)]
            }
            text += atom
        }
        return text
    }

    @Test func agreesWithAnotherEngineOnRandomExpressions() throws {
        var generator = Numbers(state: 77)
        // Short texts: the other engine's time doubles with every character.
        let pieces = ["a", "b", "c", "x", "y", "z", "0", " ", ".", "\n", "ab", "_"]
        var positive = 0
        for _ in 0..<1500 {
            let expression = randomExpression(&generator, depth: 2)
            let pattern = Pattern(
                id: 1, text: expression, kind: .regularExpression, ignoresCase: Bool.random(using: &generator))
            guard let set = try? PatternSet([pattern]) else { continue }
            let other = try NSRegularExpression(
                pattern: expression, options: pattern.ignoresCase ? .caseInsensitive : [])
            let scanner = PatternScanner(set)
            for _ in 0..<12 {
                let text = random(&generator, pieces, Int.random(in: 0...12, using: &generator))
                let wanted = other.firstMatch(in: text, range: NSRange(text.startIndex..., in: text))?.range.location
                let matches = try scanner.scan(Array(text.utf8)).matches
                positive += wanted == nil ? 0 : 1
                if matches.first?.start != wanted {
                    Issue.record("/\(expression)/ on \(text.debugDescription): \(matches) wanted \(wanted ?? -1)")
                }
                for (left, right) in zip(matches, matches.dropFirst()) { #expect(left.end <= right.start) }
            }
        }
        #expect(positive > 3000)
    }

    @Test func findsLiteralsAtEveryPlaceOfEveryLength() throws {
        // The engine's own search overlooks some of these where the text ends within 64 bytes.
        let literals = ["_photo ", "_äbc", "x", "aä", "b ", "y_ 0b", "photoäphotoab", "cab0c"]
        for count in 1...literals.count {
            let set = try PatternSet(
                literals.prefix(count).enumerated().map { Pattern(id: $0.offset, text: $0.element, kind: .literal) })
            let scanner = PatternScanner(set)
            for filler in ["Q", "\n", "."] {
                for length in stride(from: 0, through: 200, by: 3) {
                    for tail in [0, 1, 15, 16, 33, 64, 70] {
                        let id = (length + tail) % count
                        let text =
                            String(repeating: filler, count: length) + literals[id]
                            + String(repeating: filler, count: tail)
                        let matches = try scanner.scan(Array(text.utf8)).matches
                        let places = matches.filter { $0.id == id }.map(\.start)
                        if places != [length] {
                            Issue.record("\(literals[id]) behind \(length) before \(tail): \(places)")
                        }
                    }
                }
            }
        }
    }

    @Test func findsTheSameInPiecesAsInOne() throws {
        var generator = Numbers(state: 5)
        let literals = ["abc", "bcab", "c", "abcabcabcaab"].map {
            LiteralDatabase.Literal(bytes: Array($0.utf8), ignoresCase: $0 == "bcab")
        }
        let entries = literals.enumerated().map {
            PatternSet.LiteralEntry(length: $0.element.bytes.count, ids: [$0.offset], expressions: [])
        }
        let database = try LiteralDatabase.compile(literals)
        func hits(_ text: [UInt8], pieceLimit: Int, copyLimit: Int) throws -> [[Int]] {
            let hits = LiteralHits(entries, limit: .max)
            let search = LiteralSearch(
                database: database, scratch: ScanScratch(), longest: 12, pieceLimit: pieceLimit, copyLimit: copyLimit)
            try search.run(over: text, into: hits)
            return hits.hits.map { [$0.entry, $0.start] }.sorted { $0.lexicographicallyPrecedes($1) }
        }
        for round in 0..<200 {
            let text = Array(random(&generator, ["a", "b", "c", "C", "abc", " "], 200 + round * 5).utf8)
            let whole = try hits(text, pieceLimit: 1 << 30, copyLimit: 1 << 30)
            #expect(try hits(text, pieceLimit: 1, copyLimit: 0) == whole)
            #expect(try hits(text, pieceLimit: 300 + round, copyLimit: round) == whole)
            #expect(try hits(text, pieceLimit: 1 << 30, copyLimit: 0) == whole)
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
        // A byte that is part of no character counts as one.
        let tail = [UInt8](repeating: 0x80, count: 1_000)
        let match = try scanner.scan(tail + [0x78] + tail).matches
        #expect(match == [PatternMatch(id: 2, start: 1000, end: 1002)])
    }

    @Test func searchesFiveMegabytesInOneLine() throws {
        let set = try PatternSet([
            Pattern(id: 1, text: "needle", kind: .literal), Pattern(id: 2, text: "n e e d l e", kind: .squeezedLiteral),
            Pattern(id: 3, text: "need\\w+", kind: .regularExpression),
            Pattern(id: 4, text: "X[^b]*Y", kind: .regularExpression),
        ])
        let text = Array(String(repeating: "a + ~~~~ ", count: 600_000).utf8) + Array("needle".utf8)
        let result = try PatternScanner(set).scan(text)
        #expect(result.matches.map(\.id) == [1, 2, 3])
        #expect(result.matches.allSatisfy { $0.range == (text.count - 6)..<text.count })
    }

    @Test func staysLinearWhereLongerMatchesAreLookedForInVain() throws {
        // Each `a` matches alone, and each could be the start of a match that ends at a `b` far away that never comes.
        let set = try PatternSet([Pattern(id: 1, text: "a[^b]*b|a", kind: .regularExpression)])
        let text = [UInt8](repeating: 0x61, count: 50_000)
        let result = try PatternScanner(set).scan(text, limit: 1_000_000)
        #expect(result.matches.count == text.count)
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
