import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

@Suite("Message templates")
struct ErrorTemplateTests {
    private func match(_ template: String, _ text: String) -> [String: String]? {
        let bytes = Array(text.utf8)
        guard let match = TemplateMatcher(.init(kind: "error", text: template)).firstMatch(in: bytes) else {
            return nil
        }
        return Dictionary(
            match.captures.map { ($0.name, String(decoding: bytes[$0.range], as: UTF8.self)) }, uniquingKeysWith: { $1 }
        )
    }

    @Test func holesHoldTheShortestRun() {
        #expect(match("from {x} by {y:word}!", "now from one by two! by three!") == ["x": "one", "y": "two"])
        #expect(match("'{x}' to {y:word}:", "'p 'q' r' to srv:443") == ["x": "p 'q' r", "y": "srv"])
        #expect(match("code {c:digits})", "code 413)") == ["c": "413"])
    }

    @Test func literalsIgnoreCaseAndBlanks() {
        #expect(match("Proxy Method {m:word}:", "proxy\n  method PSWS:") == ["m": "PSWS"])
        #expect(match("Proxy Method {m:word}:", "ProxyMethod RPS:") == ["m": "RPS"])
        #expect(match("Proxy Method {m:word}:", "Proxy-Method RPS:") == nil)
    }

    @Test func aTemplateMatchesAnywhereButNotHalf() {
        #expect(match("({s:digits}) Too Large", "(abc) Too Large (413) Too Large") == ["s": "413"])
        #expect(match("({s:digits}) Too Large", "(413) Too Small") == nil)
        #expect(match("[S={a:word},T={b}]", "[S=x y,T=z] [S=x,T=1 2]") == ["a": "x", "b": "1 2"])
    }

    @Test func aHoleAtTheEndTakesWordOrLine() {
        #expect(match("user {u:word}", "user anna left") == ["u": "anna"])
        #expect(match("text: {t}", "text: one two\nthree") == ["t": "one two"])
        #expect(match("{v:word} is gone", "Anna is gone") == ["v": "Anna"])
        #expect(match("{n:digits} bytes", "size 14532 bytes") == ["n": "14532"])
    }

    @Test func theTimeGrowsNoFasterThanTheText() throws {
        let templates = ["a {x:word} b", "a {x} b {y} c", "({s:digits})z", "{v:word}: {w:word} q", "aa aa aa {x}b"]
        for template in templates {
            let matcher = TemplateMatcher(.init(kind: "error", text: template))
            for unit in ["a", "a ", "a b ", "(1", "a: ", "   ", "aa "] {
                let clock = ContinuousClock()
                let small = Array(String(repeating: unit, count: 8_000).utf8)
                let large = Array(String(repeating: unit, count: 32_000).utf8)
                let once = clock.measure { _ = matcher.firstMatch(in: small) }
                let more = clock.measure { _ = matcher.firstMatch(in: large) }
                #expect(more < once * 10 + .milliseconds(50), "\(template) in \(unit)")
            }
        }
    }

    @Test func capturesPointAtTheirPlaceAndTimeStampsAreTheEvent() throws {
        let text = """
            Set-X : [Server=AM0PR02MB0007,RequestId=8c1f7f54-9f3e-4b1a-8a57-2f0b7c1f2a55,TimeStamp=5/3/2021
            10:12:44 AM] .
                + CategoryInfo          : NotSpecified: (:) [Set-X], XException
                + FullyQualifiedErrorId : x,Y

            """
        let (regions, info) = ErrorReading.regions(Array(text.utf8))
        let draft = try #require(regions.first?.records.first)
        let server = try #require(draft["server"])
        #expect(server.content == .text("AM0PR02MB0007"))
        #expect(
            String(decoding: info.text[server.spans[0].start..<server.spans[0].end], as: UTF8.self) == "AM0PR02MB0007")
        #expect(draft.eventTime?.content == .text("5/3/2021 10:12:44 AM"))
        #expect(draft.eventTime?.spans.count == 2)
    }

    @Test func whatTheReaderKnowsIsKept() throws {
        let vocabulary = Vocabulary(templates: [
            .init(kind: "error", text: "failed for {target:word}", sets: ["reason": "other", "innerKind": "inner"])
        ])
        let error = try #require(
            ErrorReading.errors(
                "NotSpecified: (anna:String) [Set-X], XException\n", vocabulary: vocabulary
            ).first)
        #expect(error["target"] == "anna")
        let other = try #require(
            ErrorReading.errors(
                "Set-Photo : failed for bert\nAt line:1 char:1\n+ Set-Photo\n+ CategoryInfo : NotSpecified: (:) [Set-Photo], R\n",
                vocabulary: vocabulary
            ).first)
        #expect(other["target"] == "bert")
        #expect(other["reason"] == "R")
        #expect(other["innerKind"] == "inner")
    }
}
