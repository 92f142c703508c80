import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReporting

@Suite struct FactsReporterTests {
    static let vocabulary = Vocabulary(kinds: [
        .init(
            name: "directory-user", label: "on-premises AD user", about: .person,
            fields: [
                .init(name: "objectGUID", type: .guid, identity: .objectGUID),
                .init(name: "mail", type: .text, identity: .smtpAddress),
                .init(name: "proxyAddresses", type: .list, identity: .smtpAddress),
                .init(name: "userPrincipalName", type: .text, identity: .userPrincipalName),
                .init(name: "thumbnailPhoto", type: .binary),
            ])
    ])

    /// One record with every form a value can take.
    static func evidence() -> Evidence {
        var input = Input()
        let text = """
            dn: CN=anna
            thumbnailPhoto: {255, 216, 255,
             224…}
            size: 10.1 KB
            """
        let source = input.add("dump.txt", text)
        let span = { (text: String) in [input.span(source, text)] }
        let photo = BinaryValue(
            byteCount: 14532...14532, format: .jpeg, width: 96, height: 96, sha256: String(repeating: "a1", count: 32))
        let cut = BinaryValue(byteCount: 5...Int64.max, format: .jpeg)
        let when = DateValue(local: 1_795_166_070, zoneMinutes: nil, text: "11/20/2026 9:14:30 AM")
        let ambiguous = DateValue(
            local: 1_646_265_600, otherLocal: 1_648_944_000, dateOnly: true, zoneMinutes: 120, text: "03/04/2022")
        let fields: [Record.Field] = [
            .init("objectGUID", Value(.guid("5754577e-3007-8cc8-080a-1ee990e7b52a"), spans: span("anna"))),
            .init(
                "proxyAddresses",
                Value(
                    .list([
                        Value(.text("X500:/o=x"), spans: []), Value(.text("SMTP:anna@contoso.example"), spans: []),
                    ]), spans: span("dn"))),
            .init("mail", Value(.text("second@contoso.example"), spans: span("dn"))),
            .init("userPrincipalName", Value(.text("anna@con"), spans: span("anna"), partial: "cut by the console")),
            .init("thumbnailPhoto", Value(.binary(photo), spans: span("{255"))),
            .init("THUMBNAILPHOTO", Value(.text("the second of the same name does not count"), spans: span("{255"))),
            .init(
                "jpegPhoto",
                Value(
                    .binary(cut), spans: [input.span(source, "{255, 216, 255,"), input.span(source, " 224…}")],
                    partial: "list cut by the console")),
            .init("whenChanged", Value(.date(when), spans: span("dn"))),
            .init("whenCreated", Value(.date(ambiguous), spans: span("dn"))),
            .init("enabled", Value(.boolean(true), spans: span("dn"))),
            .init("adminCount", Value(.integer(-12_345), spans: span("dn"))),
            .init("ratio", Value(.real(0.5), spans: span("dn"))),
            .init("nothing", Value(.real(.nan), spans: span("dn"))),
            .init("interval", Value(.duration(seconds: 5400), spans: span("dn"))),
            .init("size", Value(.size(10_291...10_394), spans: span("10.1 KB"))),
            .init("exactSize", Value(.size(14_532...14_532), spans: span("dn"))),
            .init("quota", Value(.size(0...Int64.max), spans: span("dn"))),
            .init(
                "uri",
                Value(
                    .uri(
                        .init(text: "https://a.example/?x=1", scheme: "https", host: "a.example", path: "/", query: [])),
                    spans: span("dn"))),
            .init("info", Value(.blank, spans: span("dn"))),
            .init(
                "nested",
                Value(
                    .list([Value(.list([Value(.integer(1), spans: []), Value(.blank, spans: [])]), spans: [])]),
                    spans: span("dn"), partial: "cut")),
            .init("environment", Value(.text("cloud"), spans: [])),
        ]
        let whole = SourceSpan(source: SourceID(0), start: 0, end: text.utf8.count)
        return Evidence(
            sources: input.sources,
            records: [
                Record(kind: "directory-user", fields: fields, span: whole, format: "format-list"),
                Record(
                    kind: "property-list", fields: [], span: SourceSpan(source: SourceID(0), start: 3, end: 3),
                    format: "format-list"),
                Record(
                    kind: "directory-user",
                    fields: [.init("mail", Value(.text("zoe@contoso.example"), spans: span("size")))], span: whole,
                    format: "format-list"),
                Record(
                    kind: "observation", fields: [.init("teams", Value(.text("old"), spans: []))],
                    span: SourceSpan(source: SourceID(9), start: 0, end: 0), format: "stated", isAsserted: true),
            ])
    }

    @Test func writesOneLineAValue() {
        Golden.check(FactsReporter.text(Self.evidence(), vocabulary: Self.vocabulary), named: "facts.txt")
    }

    @Test func writesOneObjectARecord() {
        let bytes = FactsReporter.json(Self.evidence(), vocabulary: Self.vocabulary)
        Golden.check(String(decoding: bytes, as: UTF8.self), named: "facts.jsonl")
    }

    @Test func fitsItsSchema() throws {
        let schema = try JSONSchema(named: "facts.schema.json")
        let lines = FactsReporter.json(Self.evidence(), vocabulary: Self.vocabulary).split(separator: 0x0A)
        #expect(lines.count == 4)
        for line in lines { #expect(schema.problems(try JSON.parse(line)) == []) }
    }

    @Test func takesIdentitiesFromTheVocabularyAndNeverFromACutValue() throws {
        let line = FactsReporter.json(Self.evidence(), vocabulary: Self.vocabulary).prefix { $0 != 0x0A }
        let identity = try #require(try JSON.parse(line)["identity"])
        #expect(identity["objectGUID"] == .string("5754577e-3007-8cc8-080a-1ee990e7b52a"))
        #expect(identity["smtpAddress"] == .string("anna@contoso.example"))
        #expect(identity["userPrincipalName"] == nil)
    }

    @Test func tellsBlankFromAbsent() throws {
        let line = FactsReporter.json(Self.evidence(), vocabulary: Self.vocabulary).prefix { $0 != 0x0A }
        let fields = try #require(try JSON.parse(line)["fields"])
        #expect(fields["info"] == .null)
        #expect(fields["neverAsked"] == nil)
    }

    @Test(arguments: Hostile.texts) func isHarmless(_ text: String) throws {
        let source = Input.source(text, Array(text.utf8))
        let span = SourceSpan(source: SourceID(0), start: 0, end: text.utf8.count)
        let record = Record(
            kind: text, fields: [.init(text, Value(.text(text), spans: [span], partial: text))], span: span,
            format: text)
        let evidence = Evidence(sources: [source], records: [record, record])
        let lines = FactsReporter.text(evidence)
        #expect(lines.utf8.filter { $0 == 0x0A }.count == 2)
        #expect(!lines.unicodeScalars.contains { Hostile.isForbidden($0) })
        let json = FactsReporter.json(evidence)
        #expect(json.filter { $0 == 0x0A }.count == 2)
        let first = try JSON.parse(json.prefix { $0 != 0x0A })
        #expect(first["kind"] == .string(text) && first["fields"]?[text]?["partial"] == .string(text))
    }

    @Test func isLinearInTheNumberOfFieldsAndElements() throws {
        let span = SourceSpan(source: SourceID(0), start: 0, end: 1)
        let many = (0..<20_000).map { Record.Field("field\($0)", Value(.integer(Int64($0)), spans: [span])) }
        var nested = Value(.integer(1), spans: [])
        for _ in 0..<1000 { nested = Value(.list([nested]), spans: []) }
        let evidence = Evidence(
            sources: [Input.source("a", [0x61])],
            records: [
                Record(kind: "x", fields: many + [.init("deep", nested)], span: span, format: "f")
            ])
        #expect(try JSON.parse(FactsReporter.json(evidence))["fields"]?.keys.count == 20_001)
        #expect(FactsReporter.text(evidence).utf8.filter { $0 == 0x0A }.count == 20_001)
    }
}
