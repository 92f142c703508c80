import Testing

@testable import TriagePatterns

/// Looking for an expression near its literals only finds what looking everywhere finds.
struct StartWindowTests {
    private static let expressions = [
        "(?:password|passwd|kennwort|contraseña|пароль|密码)\\\\?[\"']?[ ]{0,12}[:=]>?[ ]{0,4}",
        "-(?:[a-z]{0,16}password|secret)[ :]{1,4}", "\\b(?:pw|pass)[ ]{0,2}[:=][ ]{0,4}",
        "[a-z]{0,5}secret[a-z]{0,5}", "(?:aba|bab)+c?", "a{1,3}ba", "x?(?:ab){2,}y", "[ab]{0,3}pass", "\\bpass\\b",
        "(?:a|secret){2}", "(?m)^[ab ]{0,4}pw$", "aa", "[a-z]+pass", "\\Apass", "secret.{0,8}pass",
    ]
    private static let fragments = [
        "a", "b", "c", "x", "y", " ", "\n", ":", "=", "-", "pass", "word", "pw", "secret", "aba", "ПАРОЛЬ", "пароль",
        "密码", "ñ", "CONTRASEÑA", "Kenn", "wort", "\"", "é",
    ]

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func findsTheSameAsEverywhere(seed: UInt64) throws {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        let text = Array((0..<(20 + next(400))).map { _ in Self.fragments[next(Self.fragments.count)] }.joined().utf8)
        let patterns = Self.expressions.enumerated().map {
            Pattern(id: $0.offset, text: $0.element, kind: .regularExpression, ignoresCase: true)
        }
        let set = try PatternSet(patterns)
        let found = try PatternScanner(set).scan(text).matches
        for expression in set.expressions {
            var matcher = ExpressionMatcher(try expression.program.get())
            let expected = matcher.matches(in: text.span, limit: 100_000).0
            let near = found.filter { $0.id == expression.id }.map { $0.start..<$0.end }
            #expect(near == expected, "\(Self.expressions[expression.id])")
        }
    }

    @Test func knowsHowFarBeforeItsLiteralAMatchBegins() throws {
        let set = try PatternSet(
            ["[ab]{0,3}pass", "(?:xy|z)-secret", "[a-z]+pass", "a.{0,2}(?:bb|[0-9]cc)"].enumerated().map {
                Pattern(id: $0.offset, text: $0.element, kind: .regularExpression)
            })
        #expect(set.leads == [12, 2, nil, 13])
    }
}
