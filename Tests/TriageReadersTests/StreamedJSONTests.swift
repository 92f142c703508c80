import Testing
import TriageBytes
import TriageModel
import TriageTestSupport

@testable import TriageReaders

/// Fields are taken straight out of the text of large JSON, and come to the same as those of the parser's objects.
struct StreamedJSONTests {
    /// Members as tools write them, and as nobody does.
    private static let members = [
        "\"mail\":\"anna@contoso.example\"", "\"EmailAddress\": \"anna@contoso.example\"", "\"mail\" : \"\"",
        "\"mail\":\"a\\u0026b@contoso.example\"", "\"mail\":\"  blanks \"", "\"mail\":null", "\"mail\":5",
        "\"mail\":1.50", "\"mail\":-3e2", "\"mail\":true", "\"mail\":\"\\\"quoted\\\" \\\\\"",
        "\"mail\":[\"a@contoso.example\",\"b@contoso.example\"]", "\"mail\":{\"a\":\"b\"}", "\"mail\":{}",
        "\"mail\":[]",
        "\"m\\u0061il\":\"escaped\"",
        "\"MAIL\":\"ANNA@CONTOSO.EXAMPLE\"", "\"DisplayName\":\"J\u{F6}rg  \u{1F600}\"",
        "\"DisplayName\":\"tab\\tand \\n line\"", "\"DisplayName\":\"a\u{A0}b\"", "\"DisplayName\":\"a\tb\"",
        "\"DisplayName\":\"anna@contoso.example\"", "\"ObjectGUID\":\"5754577E-3007-8cc8-080a-1ee990e7b52a\"",
        "\"ObjectGUID\":\"none\"", "\"ObjectGUID\":\"fldUVwcwyIwICh7pkOe1Kg==\"",
        "\"ObjectGUID\":[126,87,84,87,7,48,200,140,8,10,30,233,144,231,181,42]",
        "\"whenChanged\":\"2026-11-20T09:14:00+00:00\"", "\"whenChanged\":\"\\/Date(1763629200000)\\/\"",
        "\"whenChanged\":{\"value\":\"\\/Date(1763629200000)\\/\",\"DateTime\":\"yesterday\"}",
        "\"Modified\":\"2026-11-21T09:14:00Z\"", "\"Enabled\":true", "\"Enabled\":\"False\"", "\"Enabled\":\"maybe\"",
        "\"adminCount\":1", "\"adminCount\":\"0x10\"", "\"adminCount\":99999999999999999999",
        "\"thumbnailPhoto\":null", "\"thumbnailPhoto\":\"\"", "\"thumbnailPhoto\":0", "\"thumbnailPhoto\":14532",
        "\"thumbnailPhoto\":\"System.Byte[]\"", "\"thumbnailPhoto\":\"/9j/4AAQSkZJRgABAQ==\"",
        "\"thumbnailPhoto\":[255,216,255,224,0,16,74,70,73,70,0,1,1,0,0,1,0,1]", "\"thumbnailPhoto\":[255, 216]",
        "\"thumbnailPhoto\":{\"value\":[255,216,255,224,0,16,74,70,73,70,0,1,1,0,0,1,0,1],\"Count\":18}",
        "\"thumbnailPhoto.Length\":14532", "\"a_b\":\"x\"", "\"a.b\":\"x\"", "\"proxyAddresses\":[]",
        "\"proxyAddresses\":[\"SMTP:a@contoso.example\", \"smtp:b@contoso.example\"]",
        "\"extra\":\"@{mail=x@contoso.example; a=; b=@{c=1; d=2}}\"", "\"mail\":\"@{a=b}\"", "\"mail\":\"@{\"",
        "\"proxyAddresses\":{\"value\":[\"SMTP:a@contoso.example\"],\"Count\":1}", "\"extra\":\"nobody asks\"",
        "\"extra\":\"line\\nend \\\" quote\"", "\"extra\":[1,\"x\",null]", "\"extra\":[1,[2]]", "\"extra\":[{\"a\":1}]",
        "\"extra\":{\"mail\":\"inner@contoso.example\",\"b\":[1,2]}", "\"extra\":1.5e3", "\"extra\":\"\\u00e9\"",
        "\"objectClass\":\"user\"", "\"objectClass\":\"contact\"", "\"objectClass\":[\"top\",\"user\"]",
        "\"value\":\"x\"", "\"value\":[1,2]", "\"@odata.type\":\"#admin/people/settings\"", "\"@odata.etag\":\"x\"",
        "\"\":\"no name\"",
    ]

    private static let vocabulary = Vocabulary(kinds: [
        .init(
            name: "directory-user", label: "AD user", about: .person, objectClasses: ["user"],
            signatures: [["DistinguishedName", "SamAccountName"]],
            fields: StreamedPropertyTests.fields + [
                .init(name: "DistinguishedName", type: .text, identity: .distinguishedName)
            ]),
        .init(
            name: "contact", label: "contact", about: .thing, objectClasses: ["contact"],
            fields: [.init(name: "mail", type: .list), .init(name: "adminCount", type: .boolean)]),
        .init(
            name: "settings", label: "settings", about: .tenant, types: ["#admin/people/settings"],
            fields: [.init(name: "mail", type: .text)]),
    ])

    /// Text of which nothing is kept any more, so that what follows is read as most of a dump is.
    private static func filler(_ index: Int) -> String {
        "{\"SamAccountName\":\"f\(index)\",\"DistinguishedName\":\"CN=f\",\"extra\":\""
            + String(repeating: "filler ", count: 200) + "\"}"
    }

    private static func object(_ members: [String], separator: String = ",") -> String {
        "{"
            + (["\"SamAccountName\":\"anna\"", "\"DistinguishedName\":\"CN=a\""] + members).joined(separator: separator)
            + "}"
    }

    private static func expectSame(_ text: String, asked: Set<String>? = nil, piece: Int, _ comment: Comment) throws {
        let bytes = Array(text.utf8)
        var reader = CaseReader(vocabulary: vocabulary)
        reader.add(TextDecoder.decode(bytes).sourceInfo(name: "dump"))
        let whole = reader.finish()
        let streamed: Evidence? = try TemporaryFile.with(bytes) { path in
            let file = try #require(TextFile(path))
            var reader = CaseReader(vocabulary: vocabulary)
            reader.asked = asked
            return reader.add(file, name: "dump", keepsAll: false, piece: piece) == nil ? reader.finish() : nil
        }
        let evidence = try #require(streamed, comment)
        #expect(evidence.records.count == whole.records.count, comment)
        #expect(evidence.regions == whole.regions, comment)
        #expect(evidence.texts.map(\.bytes) == whole.texts.map(\.bytes), comment)
        for (left, right) in zip(evidence.records, whole.records) {
            let kept = vocabulary.kind(right.kind).map { KeptNames($0, asked: asked) }
            // The length of a field nobody asks for is not asked for either.
            func isShown(_ field: Record.Field) -> Bool {
                (kept?.keeps(field.name) ?? true) && (asked == nil || !field.name.hasSuffix(".Length"))
            }
            let fields = right.fields.filter(isShown)
            #expect(shown(left.fields.filter(isShown)) == shown(fields), comment)
            #expect(left.fields.filter(isShown) == fields, comment)
            #expect(left.kind == right.kind, comment)
            #expect(left.span == right.span, comment)
            #expect(left.types == right.types, comment)
            #expect(left.eventTime == right.eventTime, comment)
            #expect(left.place == right.place, comment)
        }
    }

    private static func shown(_ fields: [Record.Field]) -> [String] {
        fields.map { "\($0.name)=\($0.value.short) \($0.value.spans.map { "\($0.start)-\($0.end)" })" }
    }

    private static let fillers = (0..<800).map { filler($0) }

    private static func objects(seed: UInt64) -> [String] {
        var random = Numbers(state: seed)
        return (0..<60).map { _ in
            let some = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                members.randomElement(using: &random) ?? ""
            }
            return object(some, separator: [",", ", "].randomElement(using: &random) ?? ",")
        }
    }

    /// Objects a line; what a line is not allowed to hold is left out.
    @Test(arguments: 1...12 as ClosedRange<UInt64>) func aLine(seed: UInt64) throws {
        let lines = (seed == 1 ? Self.members.map { Self.object([$0]) } : Self.objects(seed: seed))
            .filter { !$0.contains("\u{A0}") }
        let text = (Self.fillers + lines).joined(separator: "\n") + "\n"
        try Self.expectSame(text, piece: 1 << 16, "seed \(seed)")
        try Self.expectSame(text, asked: ["admincount", "thumbnailphoto"], piece: 3001, "seed \(seed)")
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>, ["[%]", "{\"@odata.context\":\"x#users\",\"value\":[%]}"])
    func inArraysAndCollections(seed: UInt64, frame: String) throws {
        let objects = seed == 1 ? Self.members.map { Self.object([$0]) } : Self.objects(seed: seed)
        for separator in [",", ",\r\n  "] {
            let text = frame.replacing("%", with: (Self.fillers + objects).joined(separator: separator))
            try Self.expectSame(text, piece: 1 << 16, "seed \(seed)")
            try Self.expectSame(text, asked: ["enabled"], piece: 2999, "seed \(seed)")
        }
    }

    /// Indented, as ConvertTo-Json and Graph Explorer print it.
    @Test func indented() throws {
        let objects = Self.members.map { Self.object([$0], separator: ",\r\n    ") }
            .map { $0.replacing(",\"", with: ",\r\n      \"") }
        let text = "[\r\n  " + (Self.fillers + objects).joined(separator: ",\r\n  ") + "\r\n]\r\n"
        try Self.expectSame(text, piece: 1 << 16, "indented")
        let broken = "[\r\n  " + Self.object(["\"ma\r\nil\":\"x\"", "\"adminCo\nunt\":1"]) + "\r\n]\r\n"
        try Self.expectSame(broken, piece: 1 << 16, "broken by a console")
    }

    @Test(arguments: [
        "{\"mail\":1} x", "{\"mail\":1},", "{\"mail\":1 \"b\":2}", "{\"mail\":tru}", "{\"mail\":1]",
        "{\"mail\":\"x\",\"b\":nul}", "{\"mail\":\"x\",}",
    ])
    func whatIsNoObjectALineIsLeftToTheParser(line: String) throws {
        let text = (Self.fillers + [line]).joined(separator: "\n") + "\n"
        let bytes = Array(text.utf8)
        let streamed: Evidence? = try TemporaryFile.with(bytes) { path in
            let file = try #require(TextFile(path))
            var reader = CaseReader(vocabulary: Self.vocabulary)
            return reader.add(file, name: "dump", keepsAll: false) == nil ? reader.finish() : nil
        }
        guard let streamed else { return }
        var reader = CaseReader(vocabulary: Self.vocabulary)
        reader.add(TextDecoder.decode(bytes).sourceInfo(name: "dump"))
        let whole = reader.finish()
        #expect(streamed.regions == whole.regions)
        #expect(streamed.records.count == whole.records.count)
    }
}

/// The same numbers for the same seed.
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
