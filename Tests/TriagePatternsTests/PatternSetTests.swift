import Testing

@testable import TriagePatterns

/// What is found, where, and in which order.
struct PatternSetTests {
    private func scan(_ patterns: [Pattern], _ text: String, limit: Int = 1000) throws -> PatternScan {
        try PatternScanner(PatternSet(patterns)).scan(Array(text.utf8), limit: limit)
    }

    private func found(_ patterns: [Pattern], _ text: String) throws -> [String] {
        try scan(patterns, text).matches.map { "\($0.id) \($0.start)-\($0.end)" }
    }

    @Test func findsLiteralsAsTheyAre() throws {
        let patterns = [
            Pattern(id: 1, text: "photo", kind: .literal),
            Pattern(id: 2, text: "Photo", kind: .literal, ignoresCase: true),
            Pattern(id: 3, text: "(413)", kind: .literal),
            Pattern(id: 4, text: "ü.", kind: .literal),
        ]
        #expect(try found(patterns, "a photo (413) PHOTO für. x") == ["1 2-7", "2 2-7", "3 8-13", "2 14-19"])
        #expect(try found(patterns, "ü. photos") == ["4 0-3", "1 4-9", "2 4-9"])
        #expect(try found(patterns, "").isEmpty)
        #expect(try found([], "text").isEmpty)
    }

    @Test func findsALiteralWithNULInIt() throws {
        #expect(try found([Pattern(id: 1, text: "a\u{0}b", kind: .literal)], "xa\u{0}b\u{0}") == ["1 1-4"])
    }

    @Test func keepsMatchesOfOnePatternApart() throws {
        #expect(try found([Pattern(id: 1, text: "aa", kind: .literal)], "aaaaa") == ["1 0-2", "1 2-4"])
        #expect(try found([Pattern(id: 1, text: "a+", kind: .regularExpression)], "aaa baa") == ["1 0-3", "1 5-7"])
        #expect(
            try found([Pattern(id: 1, text: "ab|bcd|abcde", kind: .regularExpression)], "xabcdeab bcd")
                == ["1 1-6", "1 6-8", "1 9-12"])
    }

    @Test func reportsOneTextForEveryPatternThatHasIt() throws {
        let patterns = (1...3).map { Pattern(id: $0, text: "error", kind: .literal) }
        #expect(try found(patterns, "an error") == ["1 3-8", "2 3-8", "3 3-8"])
    }

    @Test func findsSqueezedLiteralsWhateverTheWrap() throws {
        let sentence = "The remote server returned an error: (413) Request Entity Too Large"
        let patterns = [Pattern(id: 1, text: "(413) request entity too large", kind: .squeezedLiteral)]
        for width in 3...70 {
            for gap in ["\n", "\r\n", "\n   ", "\r\n    ", "\u{A0}\n", "  \n\u{3000}", "\u{200B}", "\u{FEFF}\n"] {
                var wrapped = ""
                for (place, character) in sentence.enumerated() {
                    if place > 0, place.isMultiple(of: width) { wrapped += gap }
                    wrapped.append(character)
                }
                let matches = try scan(patterns, wrapped).matches
                try #require(matches.count == 1, "width \(width)")
                let text = Array(wrapped.utf8)
                #expect(text[matches[0].range].first == UInt8(ascii: "("))
                #expect(matches[0].end == text.count)
            }
        }
    }

    @Test(arguments: [
        ("(?i)\\.(?:jpe?g|png)$", "A.JPG", "9 1-5"), ("^a", "a a", "9 0-1"), ("(?m)^b$", "a\nb\nc", "9 2-3"),
        ("a.c", "a\nc abc", "9 4-7"), ("(?s)a.c", "a\nc", "9 0-3"), ("\\b6941\\b", "16941 ü6941 写6941.", "9 16-20"),
        ("ä.", "xäö", "9 1-5"), ("x.", "xä", "9 0-3"), ("[^a]$", "aä", "9 1-3"), ("^.{2}$", "äö", "9 0-4"),
        ("(?i)Ä[ö-ü]", "äÜ", "9 0-4"), ("a$", "b\na\r\n", "9 2-3"), ("(?m)^b$", "a\r\nb\r\nc", "9 3-4"),
        ("(?m)b$", "b\rc", "9 0-1"), ("a.b", "a\rb a b", "9 4-7"), ("\\Qa.b\\E+", "xa.bb", "9 1-5"),
        ("(\\Q)|*\\E)", "a)|*", "9 1-4"), ("(?x) a b # c", "ab", "9 0-2"), ("\\x41\\x{42}", "AB", "9 0-2"),
        ("[[:upper:]\\-_]+", "aA-_b", "9 1-4"),
        ("(?<n>a)(?'m'b)(?P<o>c)", "abc", "9 0-3"), ("a(?#x)b", "ab", "9 0-2"), ("a{,2}", "a{,2}", "9 0-5"),
        ("(?:a(?i)b|c)d", "Cd", "9 0-2"), ("[\\]]\\[", "][", "9 0-2"), ("\\Bb", "ab b", "9 1-2"),
        ("a\\z", "aa", "9 1-2"), ("a\u{0}b", "xa\u{0}b", "9 1-4"), ("a+?b*?c", "aabc", "9 0-4"),
        ("x{2,3}", "xxxx", "9 0-3"),
        ("PSVersion\\s*:?\\s*5\\.1", "PSVersion :  5.1", "9 0-16"),
    ])
    func runsRegularExpressions(expression: String, text: String, expected: String) throws {
        #expect(try found([Pattern(id: 9, text: expression, kind: .regularExpression)], text) == [expected])
    }

    @Test func findsTheEndsOfALargeGap() throws {
        let pattern = Pattern(id: 5, text: "(?i)\\bset-foo\\b.{0,400}\\b413\\b", kind: .regularExpression)
        #expect(try found([pattern], "x Set-Foo -A b and then 413 came") == ["5 2-27"])
        #expect(try found([pattern], "x Set-Foo\n413").isEmpty)
    }

    @Test func runsAnExpressionOnlyWhereItsLiteralsStand() throws {
        let set = try PatternSet([
            Pattern(id: 1, text: "(?i)foo\\d+", kind: .regularExpression),
            Pattern(id: 2, text: "bar\\d+|baz\\d+", kind: .regularExpression),
            Pattern(id: 3, text: "\\d+", kind: .regularExpression),
        ])
        #expect(set.expressions.map(\.isAlwaysRun) == [false, false, true])
        #expect(set.literalDatabase?.isMade == false)
        let scanner = PatternScanner(set)
        #expect(try scanner.scan(Array("FOO12 ba 3".utf8)).matches.map(\.id) == [1, 3, 3])
        #expect(try scanner.scan(Array("baz7".utf8)).matches.map(\.id) == [2, 3])
    }

    @Test(
        arguments: [
            ("(a)\\1b", PatternError.Code.invalid, nil), ("(?=x)a", .invalid, nil), ("(?<!b)a", .invalid, nil),
            ("ab(", .invalid, 2), ("[a", .invalid, 0), ("a{5,2}", .invalid, 1), ("a++", .invalid, nil),
            ("\\p{Foo}a", .invalid, 3), ("\\p{L}a", .invalid, 0), ("a(?>b)", .invalid, nil), ("(?R)", .invalid, 0),
            ("a\\Gb", .invalid, 1),
            ("a)", .invalid, 1), ("*a", .invalid, 0), ("[b-a]", .invalid, 3), ("(?:a{1000}){1000}", .tooLarge, nil),
            ("(?:(?:(?:(?:){1000}){1000}){1000}){1000}a", .tooLarge, nil), ("a{1001}", .tooLarge, 1),
            ("a\\", .invalid, 1),
            ("(a)(?(1)b)", .invalid, nil), ("a**", .invalid, 2), ("a*", .empty, nil), ("", .empty, nil),
        ] as [(String, PatternError.Code, Int?)])
    func refusesWhatCannotBeRun(expression: String, code: PatternError.Code, offset: Int?) throws {
        let pattern = Pattern(id: 4, text: expression, kind: .regularExpression)
        let error = try #require(PatternSet.check(pattern))
        #expect(error.code == code)
        #expect(error.offset == offset)
        #expect(error.id == 4)
        #expect(error.pattern == expression)
        #expect(!error.message.isEmpty)
        // What the check refuses no set takes either.
        #expect(throws: PatternError.self) { try PatternSet([pattern]) }
    }

    @Test func acceptsWhatCanBeRun() {
        for kind in [Pattern.Kind.literal, .squeezedLiteral, .regularExpression] {
            #expect(PatternSet.check(Pattern(id: 1, text: "Foo", kind: kind)) == nil)
        }
        #expect(PatternSet.check(Pattern(id: 1, text: "", kind: .literal))?.code == .empty)
        #expect(PatternSet.check(Pattern(id: 1, text: " \n", kind: .squeezedLiteral))?.code == .empty)
        #expect(throws: PatternError.self) { try PatternSet([Pattern(id: 1, text: " ", kind: .squeezedLiteral)]) }
        #expect(throws: PatternError.self) { try PatternSet([Pattern(id: 1, text: "", kind: .literal)]) }
    }

    @Test func runsWordsOfOtherAlphabetsOnlyWhereTheyStand() throws {
        let patterns = [
            Pattern(id: 1, text: "(?:password|contraseña|пароль|密码)=", kind: .regularExpression, ignoresCase: true)
        ]
        #expect(try PatternSet(patterns).expressions.map(\.isAlwaysRun) == [false])
        for word in ["PassWord", "CONTRASEÑA", "contraseÑa", "ПАРОЛЬ", "пАРоль", "Пароль", "密码"] {
            #expect(try found(patterns, "x \(word)=") == ["1 2-\(3 + word.utf8.count)"], "\(word)")
        }
        #expect(try found(patterns, "слово= 碼=").isEmpty)
    }

    @Test func saysWhichPatternsOverflow() throws {
        let patterns = [
            Pattern(id: 1, text: "a", kind: .literal), Pattern(id: 2, text: "b", kind: .literal),
            Pattern(id: 3, text: "[ac]", kind: .regularExpression), Pattern(id: 4, text: "a", kind: .squeezedLiteral),
        ]
        let result = try scan(patterns, "aaaab", limit: 2)
        #expect(result.overflowing == [1, 3, 4])
        #expect(result.matches.map(\.id) == [1, 3, 4, 1, 3, 4, 2])
    }

    @Test func asksForOnePattern() throws {
        let set = try PatternSet([
            Pattern(id: 1, text: "(?i)\\.png$", kind: .regularExpression), Pattern(id: 2, text: "png", kind: .literal),
            Pattern(id: 3, text: "P N G", kind: .squeezedLiteral),
            Pattern(id: 4, text: "ä.$", kind: .regularExpression),
        ])
        let scanner = PatternScanner(set)
        #expect(try scanner.contains(1, in: Array("a.PNG".utf8)))
        #expect(try !scanner.contains(2, in: Array("a.PNG".utf8)))
        #expect(try scanner.contains(3, in: Array("a.PNG".utf8)))
        #expect(try !scanner.contains(1, in: Array("a.PNG.".utf8)))
        #expect(try !scanner.contains(9, in: Array("a.PNG.".utf8)))
        #expect(try scanner.contains(4, in: Array("äb".utf8)))
        #expect(try !scanner.contains(1, in: []))
    }

    @Test func givesEveryThreadTheSameResult() async throws {
        let set = try PatternSet(
            (0..<20).map { Pattern(id: $0, text: "w\($0)\\w*", kind: .regularExpression) }
                + [Pattern(id: 99, text: "w1", kind: .squeezedLiteral)])
        let text = Array((0..<2000).map { "w\($0 % 25)x" }.joined(separator: " ").utf8)
        let results = try await withThrowingTaskGroup(of: PatternScan.self) { group in
            for _ in 0..<8 { group.addTask { try PatternScanner(set).scan(text) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count == 8)
        #expect(results.allSatisfy { $0 == results[0] })
        #expect(results[0].matches.count > 2000)
    }
}
