import Testing
import TriageBytes
import TriageModel
import TriageTestSupport

@testable import TriageReaders

/// A dump read in one pass gives what the same dump gives when it is read as a whole.
@Suite("Dumps read in one pass") struct StreamingTests {
    static let users: [UInt8] = {
        var text = CLIXMLFormTests.open + "\r\n"
        for number in 0..<3 {
            text += "  <Obj RefId=\"\(number)\">\r\n"
            text +=
                number == 0
                ? "    <TN RefId=\"0\">\r\n      <T>Microsoft.ActiveDirectory.Management.ADUser</T>\r\n      <T>System.Object</T>\r\n    </TN>\r\n"
                : "    <TNRef RefId=\"0\" />\r\n"
            text += """
                    <ToString>CN=Zo\u{EB} &amp; \(number)</ToString>\r
                    <Props>\r
                      <S N="DistinguishedName">CN=Zo\u{EB} &amp; \(number),DC=contoso,DC=example</S>\r
                      <S N="SamAccountName">zoe\(number)</S>\r
                      <S N="two_x0020_words">a_x000D__x000A_b &lt;c&gt; &#233;</S>\r
                      <S N="empty"></S><S N="info" /><Nil N="nothing" />\r
                      <B N="Enabled">true</B>\r
                      <G N="ObjectGUID">5754a341-9c5c-41a1-a5f1-5ae16a8a5c0\(number)</G>\r
                      <DT N="whenChanged">2026-11-20T09:14:00+00:00</DT>\r
                      <BA N="thumbnailPhoto">/9j/4AAQSkZJRgABAQAAAQABAAD/wAARCABgAGADAREAAhEBAxEB</BA>\r
                      <Obj N="proxyAddresses" RefId="\(number + 10)"><LST><S>SMTP:zoe@contoso.example</S><S>x500:z</S></LST></Obj>\r
                      <Ref N="again" RefId="\(number + 10)" />\r
                      <SS N="secret">0123abcd</SS>\r
                    </Props>\r
                  </Obj>\r

                """
        }
        return Array((text + "</Objs>\r\n").utf8)
    }()

    /// What a whole reading gives.
    static func whole(_ bytes: [UInt8]) -> Evidence {
        var reader = CaseReader(vocabulary: testVocabulary)
        reader.add(TextDecoder.decode(bytes).sourceInfo(name: "dump"))
        return reader.finish()
    }

    /// What one pass gives; nil when the file is not for it.
    static func streamed(
        _ bytes: [UInt8], keepsAll: Bool = true, piece: Int = 7, _ check: (Evidence) -> Void = { _ in }
    ) throws -> Evidence? {
        try TemporaryFile.with(bytes) { path in
            guard let file = TextFile(path) else { return nil }
            var reader = CaseReader(vocabulary: testVocabulary)
            guard reader.add(file, name: "dump", keepsAll: keepsAll, piece: piece) == nil else { return nil }
            let evidence = reader.finish()
            check(evidence)
            return evidence
        }
    }

    static func expectSame(_ streamed: Evidence, _ whole: Evidence, _ comment: Comment = "") {
        #expect(streamed.records == whole.records, comment)
        #expect(streamed.regions == whole.regions, comment)
        #expect(streamed.problems == whole.problems, comment)
        #expect(streamed.texts.map(\.bytes) == whole.texts.map(\.bytes), comment)
        #expect(streamed.texts.map(\.map) == whole.texts.map(\.map), comment)
        #expect(streamed.sources.map(\.encoding) == whole.sources.map(\.encoding), comment)
        for (left, right) in zip(streamed.sources, whole.sources) {
            #expect(left.byteCount == right.byteCount, comment)
            for offset in stride(from: 0, through: right.text.count, by: max(1, right.text.count / 97)) {
                #expect(left.position(of: offset) == right.position(of: offset), comment)
            }
        }
    }

    /// Parts can be read again as long as the file is there.
    static func expectReadable(_ streamed: Evidence, _ whole: Evidence, _ comment: Comment = "") {
        for (left, right) in zip(streamed.sources, whole.sources) {
            for start in stride(from: 0, to: right.text.count, by: max(1, right.text.count / 7)) {
                let end = min(start + 50, right.text.count)
                #expect(left.bytes(start..<end) == right.bytes(start..<end), comment)
            }
        }
    }

    @Test(arguments: [1, 2, 64, 4096, 1 << 18]) func givesTheSameInPiecesOfAnySize(piece: Int) throws {
        let whole = Self.whole(Self.users)
        let streamed = try Self.streamed(Self.users, piece: piece) { Self.expectReadable($0, whole) }
        let evidence = try #require(streamed)
        #expect(evidence.records.count == 3)
        Self.expectSame(evidence, whole)
    }

    @Test func givesTheSameInEveryEncoding() throws {
        let text = String(decoding: Self.users, as: UTF8.self)
        let wide = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        let high = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        let forms: [[UInt8]] = [
            [0xEF, 0xBB, 0xBF] + Self.users, [0xFF, 0xFE] + wide, [0xFE, 0xFF] + high,
            Self.users.filter { $0 != 0x0D }, Self.users.filter { $0 != 0x0A },
            Array("<?xml version=\"1.0\"?>\r\n".utf8) + Self.users,
        ]
        for (number, form) in forms.enumerated() {
            let whole = Self.whole(form)
            for piece in [1, 1000, 1 << 18] {
                let comment: Comment = "form \(number), pieces of \(piece)"
                let streamed = try Self.streamed(form, piece: piece) { Self.expectReadable($0, whole, comment) }
                let evidence = try #require(streamed, comment)
                #expect(evidence.records.count == 3)
                Self.expectSame(evidence, whole, comment)
            }
        }
    }

    @Test func isNoneOfItsBusinessOrTheSameWhenCutAnywhere() throws {
        for length in 0..<Self.users.count where length % 11 == 0 || length + 80 > Self.users.count {
            let cut = Array(Self.users[..<length])
            guard let evidence = try Self.streamed(cut, piece: 512) else { continue }
            Self.expectSame(evidence, Self.whole(cut), "cut at \(length)")
        }
    }

    @Test func keepsOnlyWhatCanBeAskedForOnceItsTextIsFull() throws {
        var text = CLIXMLFormTests.open + "\n"
        let filler = String(repeating: "filler & more ", count: 40).replacing("&", with: "&amp;")
        for number in 0..<3000 {
            text +=
                "<Obj RefId=\"\(number)\"><TN RefId=\"0\"><T>Microsoft.ActiveDirectory.Management.ADUser</T></TN><Props>"
            text += "<S N=\"extra\">\(filler)</S><S N=\"SamAccountName\">u\(number)</S><I32 N=\"number\">5</I32>"
            text += "<S N=\"thumbnailPhoto.Length\">\(number)</S></Props></Obj>\n"
        }
        text += "</Objs>"
        let bytes = Array(text.utf8)
        let whole = Self.whole(bytes)
        let all = try #require(try Self.streamed(bytes, piece: 1 << 16))
        Self.expectSame(all, whole)
        let known = try #require(try Self.streamed(bytes, keepsAll: false, piece: 1 << 16))
        #expect(known.records.count == 3000)
        #expect(known.texts.map(\.bytes) == whole.texts.map(\.bytes))
        for (left, right) in zip(known.records, whole.records) {
            #expect(left.fields == right.fields.filter { !["extra", "number"].contains($0.name) })
            #expect(left.span == right.span)
        }
    }

    @Test(arguments: [
        "<!-- a comment -->", "<![CDATA[x]]>", "<?pi?>", "&undefined;", "&#1;", "\u{1}", "]]>", "<ps:S>x</ps:S>",
        "</S>",
        "<S N=\"a\" N=\"b\">x</S>", "<S S=\"Error\">x</S>",
    ])
    func leavesToTheOtherReaderWhatIsUnusual(piece: String) throws {
        let text = CLIXMLFormTests.open + "<S>\(piece)</S></Objs>"
        #expect(try Self.streamed(Array(text.utf8)) == nil)
        let more = String(decoding: Self.users, as: UTF8.self) + "and text behind it"
        #expect(try Self.streamed(Array(more.utf8)) == nil)
    }

    @Test func handsOverTheElementsOfACollectionOneByOne() throws {
        let user = "<Obj RefId=\"2\"><MS><S N=\"SamAccountName\">a</S><S N=\"DistinguishedName\">CN=a</S></MS></Obj>"
        let list =
            CLIXMLFormTests.open + "<Obj RefId=\"1\"><TN RefId=\"0\"><T>System.Object[]</T></TN><LST>\(user)\(user)"
        let plain = Array((list + "<S>x</S></LST></Obj></Objs>").utf8)
        let evidence = try #require(try Self.streamed(plain))
        #expect(evidence.records.count == 2)
        Self.expectSame(evidence, Self.whole(plain))
        // With properties of its own it is an object that has a list.
        let mixed = Array((list + "</LST><MS><S N=\"note\">x</S></MS></Obj></Objs>").utf8)
        #expect(try Self.streamed(mixed) == nil)
    }

    // MARK: LDIF and NDJSON

    static let ldif = """
        version: 1
        # exported yesterday

        dn: CN=Zoe,OU=Staff,DC=contoso,DC=example
        objectClass: top
        objectClass: person
        objectClass: user
        sAMAccountName: zoe
        description: a long line that was
          folded, and  once
         more
        info: a word
         and two  
          words   
         at the end  
        # a remark inside
        empty:
        objectGUID:: QaNUV1ycoUGl8VrhaopcBA==
        jpeg;binary:: /9j/4AAQSkZJRgAB
        whenChanged: 20261120091400.0Z
        thumbnailPhoto:: /9j/4AAQSkZJRgABAQAAAQABAAD/wAAR
         CABgAGADAREAAhEBAxEB
        proxyAddresses: SMTP:zoe@contoso.example
        proxyAddresses: smtp:z@contoso.example
        info:: WsO2ZQ==
        url:< file:///etc/passwd

        dn:: Q049WsO2ZSxEQz1jb250b3NvLERDPWV4YW1wbGU=
        changetype: add
        objectClass: user
        sAMAccountName: zoe2
        objectGUID:: QaNUV1ycoUGl8VrhaopcBQ==
        -


        """

    static let ndjson = """
        {"SamAccountName":"a","DistinguishedName":"CN=a","number":5,"text":"x \\"y\\" \\\\","other":[1,2,{"a":"b"}]}
        {"SamAccountName":"b","DistinguishedName":"CN=b","thumbnailPhoto":[255,216,255,224,0,16,74,70,73,70,0,1,1,0,0,1,0,1]}

        {"@odata.type":"#admin/people/settings","source":"x","allowedRoles":["a","b"],"inner":{"a":1,"b":{"c":null}}}
        {"value":[{"SamAccountName":"c","DistinguishedName":"CN=c"}],"Count":1}

        """

    @Test(arguments: [1, 3, 50, 1 << 16], ["\n", "\r\n"])
    func readsLDIFAndObjectsALineAsAWhole(piece: Int, lineEnd: String) throws {
        for text in [Self.ldif, Self.ndjson] {
            let bytes = Array(text.replacing("\n", with: lineEnd).utf8)
            let whole = Self.whole(bytes)
            let evidence = try #require(try Self.streamed(bytes, piece: piece), "\(text.prefix(20))")
            #expect(evidence.records.count >= 2)
            Self.expectSame(evidence, whole)
        }
    }

    @Test func isTheSameOrNoneOfItsBusinessForOtherFormatsCutAnywhere() throws {
        for text in [Self.ldif, Self.ndjson] {
            let bytes = Array(text.utf8)
            for length in 1..<bytes.count where length % 5 == 0 || length + 60 > bytes.count {
                let cut = Array(bytes[..<length])
                guard let evidence = try Self.streamed(cut, piece: 64) else { continue }
                Self.expectSame(evidence, Self.whole(cut), "cut at \(length): \(text.prefix(12))")
            }
        }
    }

    @Test(arguments: [
        "dn: CN=a,DC=b\nsn: x\n\nsearch: 2\nresult: 0 Success\n", "dn: CN=a,DC=b\nchangetype: delete\n",
        "dn: CN=a,DC=b\nsn: x\n\nand a remark\n", "dn: CN=a,DC=b\nsn: a\\+b\n", "dn: CN=a,DC=b\nsn: a\n > b\n",
        "dn: CN=a,DC=b\n\nref: ldap://x\n", "{\"a\":1}\n{\"a\":\n1}\n", "{\"a\":1}\ntext\n",
        "{\"error\":{\"code\":\"x\",\"message\":\"y\"}}\n",
    ]) func leavesUnusualDumpsToTheOtherReaders(text: String) throws {
        #expect(try Self.streamed(Array(text.utf8)) == nil)
    }
}
