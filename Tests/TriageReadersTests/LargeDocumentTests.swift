import Testing
import TriageBytes
import TriageModel
import TriageTestSupport

@testable import TriageReaders

/// Several documents in one file, and documents that are one large array, are read in one pass as well.
@Suite("Large documents read in one pass") struct LargeDocumentTests {
    private static let user = String(decoding: StreamingTests.users, as: UTF8.self)

    /// Several CLIXML documents in one file, as they are written one behind the other.
    static let documents: [(String, count: Int)] = [
        (user + user, 6),
        (user.replacing("\r\n", with: "") + " " + user.replacing("\r\n", with: "") + "\n", 6),
        ("#< CLIXML\r\n" + user + "#< CLIXML\r\n" + user, 6),
        (user + "\r\n\r\n  \r\n<?xml version=\"1.0\"?>\r\n\r\n" + user, 6),
        ("<Objs Version=\"1.1\" xmlns=\"x\"/>\n" + user + "\t " + CLIXMLFormTests.open + "<S>a</S></Objs>  ", 3),
        (
            "#< CLIXML\n" + CLIXMLFormTests.open
                + "<Obj S=\"Output\" RefId=\"0\"><MS><S N=\"SamAccountName\">a</S><S N=\"DistinguishedName\">CN=a</S></MS></Obj></Objs>",
            1
        ),
    ]

    static let objects = """
        {
          "SamAccountName": "ines",  
          "DistinguishedName": "CN=ines, \\"x\\"",
          "proxyAddresses": [
            "SMTP:ines@contoso.example",
            "smtp:i@contoso.example"
          ],
          "thumbnailPhoto": [255, 216, 255, 224, 0, 16, 74, 70, 73, 70, 0, 1, 1, 0, 0, 1, 0, 1],
          "deep": {"a": {"b": [1, {"c": null}]}}
        }
        """

    /// Documents of JSON, and how many records they are.
    static let json: [(String, count: Int)] = [
        ("[\n\(objects),\n\(objects)\n]\n", 2), ("[\(objects), \(objects)]", 2),
        ("[ {\"SamAccountName\":\"a\",\"DistinguishedName\":\"CN=a\"} , {}, 5, \"x\", null, [{\"a\":1}] ]  \n\n", 2),
        (
            "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#users(id)\",\"@odata.count\":2,\n \"value\":[\n\(objects),{\"Id\":\"1\",\"UserPrincipalName\":\"b@contoso.example\"}],\n\"@odata.nextLink\":\"https://x\"}\n",
            2
        ),
        ("{\"value\":[\(objects)],\"Count\":1}\n{\"value\":[\(objects),\n\(objects)],\"Count\":2}\n", 3),
        ("\(objects)\n\(objects)\n\n  \(objects)\n", 3),
        ("{\n\"value\":[1,2],\n\"Count\":2,\"SamAccountName\":\"a\"}\n[{\"b\":1}]\n", 2),
        ("[{\"name\":\"a\u{A0}b\\\\+c\",\n\"other\":\"\u{1B}[31mred\"}]\n[{\"a\":\"ü日本\"}]", 2),
        (
            "[{\"out\":\"x\"},\n{\"out\":\"<Objs Version=\\\"1.1.0.1\\\" xmlns=\\\"x\\\"><Obj RefId=\\\"0\\\"><MS><S N=\\\"SamAccountName\\\">a</S></MS></Obj></Objs>\"}]",
            3
        ),
    ]

    @Test(arguments: documents.map(\.0), [1, 2, 3, 64, 1 << 16])
    func severalDocumentsAreReadAsAWhole(text: String, piece: Int) throws {
        let bytes = Array(text.utf8)
        let whole = StreamingTests.whole(bytes)
        let evidence = try #require(
            try StreamingTests.streamed(bytes, piece: piece) { StreamingTests.expectReadable($0, whole) })
        #expect(evidence.records.count == Self.documents.first { $0.0 == text }?.count)
        StreamingTests.expectSame(evidence, whole)
    }

    @Test(arguments: json.map(\.0), [1, 2, 3, 64, 1 << 16])
    func documentsOfObjectsAreReadAsAWhole(text: String, piece: Int) throws {
        for lineEnd in ["\n", "\r\n"] {
            let text = text.replacing("\n", with: lineEnd)
            let bytes = Array(text.utf8)
            let whole = StreamingTests.whole(bytes)
            let evidence = try #require(
                try StreamingTests.streamed(bytes, piece: piece) { StreamingTests.expectReadable($0, whole) })
            #expect(evidence.records.count == Self.json.first { $0.0.replacing("\n", with: lineEnd) == text }?.count)
            StreamingTests.expectSame(evidence, whole)
            let wide = Self.wide(text)
            StreamingTests.expectSame(
                try #require(try StreamingTests.streamed(wide, piece: piece)), StreamingTests.whole(wide))
        }
    }

    /// UTF-16 with its mark.
    static func wide(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        return bytes
    }

    @Test(arguments: json.map(\.0)) func aDocumentCutAnywhereSaysTheSameInOnePass(text: String) throws {
        let bytes = Array(text.utf8)
        var told = 0
        for length in 1..<bytes.count {
            let cut = Array(bytes[..<length])
            guard let evidence = try StreamingTests.streamed(cut, piece: 16) else { continue }
            StreamingTests.expectSame(evidence, StreamingTests.whole(cut), "cut at \(length)")
            if evidence.problems.map(\.code) == ["truncated-json"] { told += 1 }
        }
        #expect(told > 0)
    }

    @Test(arguments: documents.map(\.0)) func documentsCutAnywhereSayTheSameOrAreNoneOfItsBusiness(text: String) throws
    {
        let bytes = Array(text.utf8)
        for length in stride(from: 1, to: bytes.count, by: 7) {
            let cut = Array(bytes[..<length])
            guard let evidence = try StreamingTests.streamed(cut, piece: 512) else { continue }
            StreamingTests.expectSame(evidence, StreamingTests.whole(cut), "cut at \(length)")
        }
    }

    @Test(arguments: [
        "[{\"a\":1} {\"b\":2}]", "[{\"a\":1},,{\"b\":2}]", "[{\"a\":1}] and text", "[{\"a\":tru}]",
        "[{\"a\":1}]\nwords\n",
        "[1,2]", "{\"value\":[{\"a\":1}],\"other\":5}", "{\"value\":[{\"a\":1}],\"@odata.context\":\"x#y\"}",
        "[{\"CategoryInfo\":\"x\"}]", "[{\"error\":{\"code\":\"x\",\"message\":\"y\"}}]", "[{\"a\":1}]\r[{\"a\":1}]",
    ]) func leavesUnusualDocumentsToTheOtherReader(text: String) throws {
        #expect(try StreamingTests.streamed(Array(text.utf8)) == nil)
    }

    @Test func manyDocumentsKeepNoMoreTextThanOne() throws {
        let note = String(repeating: "words ", count: 30_000)
        let one =
            CLIXMLFormTests.open
            + "<S>a</S><Obj RefId=\"1\"><MS><S N=\"note\">\(note)</S><S N=\"SamAccountName\">a</S></MS></Obj></Objs>\n"
        let bytes = Array(String(repeating: one, count: 40).utf8)
        let evidence = try #require(try StreamingTests.streamed(bytes, piece: 1 << 16))
        #expect(evidence.records.count == 40)
        #expect(evidence.texts.reduce(0) { $0 + $1.bytes.count } < 6 << 20)
        StreamingTests.expectSame(evidence, StreamingTests.whole(bytes))
        let array =
            "[" + repeatElement("{\"note\":\"\(note)\",\"SamAccountName\":\"a\"}", count: 12).joined(separator: ",\n")
            + "]"
        let objects = try #require(try StreamingTests.streamed(Array(array.utf8), piece: 1 << 16))
        #expect(objects.texts.map(\.bytes.count) == [1 << 20])
        StreamingTests.expectSame(objects, StreamingTests.whole(Array(array.utf8)))
    }

    // MARK: What only a part can be read of

    private static func part(_ text: String, piece: Int = 32) throws -> Evidence? {
        try TemporaryFile.with(Array(text.utf8)) { path in
            guard let file = TextFile(path) else { return nil }
            var reader = CaseReader(vocabulary: testVocabulary)
            guard reader.add(file, name: "dump", keepsPart: true, piece: piece) == nil else { return nil }
            return reader.finish()
        }
    }

    @Test(arguments: [
        (user + "text\n" + user, 3, 55), (user.replacing("</Objs>", with: "<!-- x -->"), 3, 55),
        ("[\(objects),\n\(objects),\nwords]", 2, 20),
        ("{\"SamAccountName\":\"a\",\"DistinguishedName\":\"CN=a\"}\nwords\n", 1, 1),
        ("dn: CN=a,DC=b\nobjectClass: user\nsAMAccountName: a\n\nand a remark\n", 1, 3),
    ]) func whatIsTooLargeForOthersKeepsWhatWasReadAndSaysWhere(text: String, records: Int, line: Int) throws {
        let evidence = try #require(try Self.part(text))
        #expect(evidence.records.count == records)
        #expect(evidence.problems.map(\.code) == ["partly-read"])
        #expect(
            evidence.problems.allSatisfy {
                $0.isFatal && $0.file == "dump" && $0.message.contains("up to line \(line) only")
            })
        #expect(evidence.regions.map(\.recordCount).reduce(0, +) == records)
        for region in evidence.regions { #expect(region.span.start < region.span.end) }
        // Whatever the pieces are.
        for piece in [1, 7, 4096] {
            #expect(try Self.part(text, piece: piece)?.records == evidence.records)
        }
    }

    @Test func whatHasNothingInFrontIsNotReadInPart() throws {
        #expect(try Self.part(CLIXMLFormTests.open + "<!-- x -->") == nil)
    }
}
