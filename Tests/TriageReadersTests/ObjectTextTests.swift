import Testing
import TriageModel

@testable import TriageReaders

@Suite("Objects printed inside of others") struct ObjectTextTests {
    private func fields(_ text: String) -> [String]? {
        let span = SourceSpan(source: SourceID(0), start: 0, end: text.utf8.count)
        let field = Record.Field("outer", Value(.text(text), spans: [span]))
        return ObjectText.fields(of: field)?.map { field in
            let spans = field.value.spans.map { "\($0.start)-\($0.end)" }.joined()
            return "\(field.name)=\(field.value.short) \(spans)"
        }
    }

    @Test func namesAndValuesAreTakenApart() {
        #expect(fields("@{a=b}") == ["outer.a=b 4-5"])
        #expect(fields("@{a=b; cd=e f; g=}") == ["outer.a=b 4-5", "outer.cd=e f 10-13", "outer.g=(blank) 0-18"])
        #expect(fields("@{a=@{b=1; c=2}; d=x; y}") == ["outer.a.b=1 8-9", "outer.a.c=2 13-14", "outer.d=x; y 19-23"])
        #expect(fields("@{u=https://x/?a=1; n={1, 2}}") == ["outer.u=https://x/?a=1 4-18", "outer.n={1, 2} 22-28"])
    }

    @Test(arguments: ["@{}", "@{a}", "@{a=b", "a=b", "@{ a = $b }", "@{a=b}}", "@{a={b}", "x @{a=b}", "@{=b}"])
    func anythingElseStaysAText(text: String) { #expect(fields(text) == nil) }

    @Test func anObjectOnALineOfItsOwnIsARecord() throws {
        let evidence = read("The setting is\n@{source=cloud; allowedRoles=System.Object[]}\nas you see.\n")
        let settings = try #require(evidence.records("settings").first)
        #expect(settings["source"]?.short == "cloud")
        #expect(evidence.text(under: settings["source"]) == "cloud")
    }

    @Test(arguments: ["@{source='cloud'; allowedRoles=$null}", "@{source=cloud; other=x}", "@{n='a';e={$_.b}}"])
    func aTypedDictionaryIsNone(text: String) { #expect(read("so\n\(text)\nit is\n").records.isEmpty) }

    @Test func aListingShowsThem() throws {
        let evidence = read(
            "id       : x\nsettings : @{source=cloud; allowedRoles=System.Object[]}\nname     : y\n")
        let outer = try #require(evidence.records.first)
        #expect(outer.fields.map(\.name) == ["id", "settings.source", "settings.allowedRoles", "name"])
        #expect(evidence.text(under: outer["settings.source"]) == "cloud")
        // An object of a known kind is a record.
        let settings = try #require(evidence.records("settings").first)
        #expect(settings["source"]?.short == "cloud")
        #expect(settings["allowedRoles"]?.partial != nil)
    }

    @Test func jsonThatWasNotGoneIntoShowsThem() throws {
        let evidence = read("{\"a\": 1, \"deep\": \"@{source=cloud; b=}\"}\n")
        #expect(evidence.records.first?.fields.map(\.name) == ["a", "deep.source", "deep.b"])
    }
}
