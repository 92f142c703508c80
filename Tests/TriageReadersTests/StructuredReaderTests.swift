import Testing
import TriageModel

@testable import TriageReaders

@Suite struct StructuredReaderTests {
    @Test func readsAGraphError() throws {
        let text =
            #"Answer: see below\#n{"error":{"code":"ErrorAccessDenied","message":"Denied","innerError":{"request-id":"b23fa5d6-9141-4393-aba2-99d0b40cbe2d","date":"2016-08-26T20:48:03"}}}"#
        let evidence = read(text)
        let error = try #require(evidence.records("error").first)
        #expect(error["code"]?.short == "ErrorAccessDenied")
        #expect(error["requestId"]?.short == "b23fa5d6-9141-4393-aba2-99d0b40cbe2d")
        #expect(evidence.text(under: error["code"]) == "ErrorAccessDenied")
    }

    @Test func readsACollectionAndItsType() throws {
        let text =
            ##"{"@odata.context":"https://graph.microsoft.com/beta/$metadata#admin/people/settings","value":[{"source":"cloud"},{"source":"onPremises"}]}"##
        #expect(read(text).records("settings").map { $0["source"]?.short } == ["cloud", "onPremises"])
    }

    @Test func readsBatchAnswers() {
        let text =
            #"{"responses":[{"id":"1","status":404,"body":{"error":{"code":"ImageNotFound","message":"x"}}},{"id":"2","status":200,"body":{"source":"cloud","allowedRoles":[]}}]}"#
        let evidence = read(text)
        #expect(evidence.records("error").first?["httpStatus"]?.short == "404")
        #expect(evidence.records("settings").count == 1)
    }

    @Test func readsAPictureInABatchAnswer() throws {
        let picture = "/9j/4AAQSkZJRgABAQAAAQABAAD/wAARCABgAGADASIAAhEBAxEB/9k="
        let text =
            "{\"responses\":[{\"id\":\"1\",\"status\":200,\"headers\":{\"Content-Type\":\"image/jpeg\"},"
            + "\"body\":\"\(picture)\"},{\"id\":\"2\",\"status\":200,\"body\":{\"a\":\"b\"}}]}"
        let evidence = read(text)
        #expect(evidence.records.count == 2)
        let photo = try #require(evidence.records.first)
        #expect(photo["content"]?.short == "jpeg 41")
        #expect(photo["width"]?.short == "96")
        #expect(evidence.text(under: photo["content"]) == picture)
    }

    @Test(arguments: [
        ("users/$entity", "#users"), ("users(id,mail)", "#users"), ("users('a@b')/photo/$entity", "#users/photo"),
        ("users(id,manager())/$entity", "#users"),
        ("admin/people/photoUpdateSettings", "#admin/people/photoUpdateSettings"),
    ])
    func namesATypeByThePathOfTheContext(path: String, type: String) {
        let text = "{\"@odata.context\":\"https://x/$metadata#\(path)\",\"a\":1}"
        #expect(JSONDrafts.odataTypes(JSONParser.parse(Array(text.utf8)).node) == [type])
    }

    @Test func aDamagedLineAmongOthersIsReported() {
        let user = "{\"SamAccountName\": \"ines\", \"Enabled\": true, \"mail\": \"ines@contoso.example\"}\n"
        let damaged =
            "{\"SamAccountName\": \"bob\", \"Enabled\": true, \"mail\": bob, \"info\": \"\(String(repeating: "x", count: 200))\"}\n"
        let evidence = read(user + damaged + user)
        #expect(evidence.problems.map(\.code) == ["damaged-json"])
        #expect(evidence.records.map { $0["SamAccountName"]?.short } == ["ines", "bob", "ines"])
    }

    @Test func cellsWithoutAValueAtTheEndOfALineAreCells() throws {
        let evidence = read(
            "SamAccountName\tDistinguishedName\tmail\tinfo\nines\tCN=i\t\t\nbob\tCN=b\tb@x.example\t \n")
        #expect(evidence.records("directory-user").map { $0["SamAccountName"]?.short } == ["ines", "bob"])
        #expect(evidence.records.first?["info"]?.short == "(blank)")
        #expect(evidence.records.last?["mail"]?.short == "b@x.example")
    }

    @Test(arguments: ["Photo (bytes)", "Info (as of today)"]) func headingsMayHaveRemarks(heading: String) throws {
        let evidence = read("SamAccountName,DistinguishedName,\(heading)\nines,CN=i,5\nbob,CN=b,6\n")
        #expect(evidence.records("directory-user").map { $0[heading]?.short } == ["5", "6"])
    }

    @Test func aRowOfValuesIsNoHeading() {
        #expect(
            read("What (is: it,Number\nines@contoso.example,14532\nbob@contoso.example,9000\n").records.allSatisfy {
                $0["ines@contoso.example"] == nil
            })
        #expect(read("1,2\n3,4\n5,6\n").records.isEmpty)
    }

    @Test func keepsWhatStandsBeforeACut() {
        let text = #"{"source":"cloud","allowedRoles":[],"rest":"unfin"#
        let evidence = read(text)
        #expect(evidence.records("settings").first?["source"]?.short == "cloud")
        #expect(evidence.problems.map(\.code) == ["truncated-json"])
    }

    @Test func survivesTruncationAtEveryByte() {
        let text = Array(#"{"a":[1,{"b":"\u00e9\n"}],"c":{"d":null,"e":true}}"#.utf8)
        for end in 0...text.count { #expect(read(Array(text[..<end])).sources.count == 1) }
    }

    @Test func doesNotTakeBracketsForJSON() {
        #expect(read("[Server=X,RequestId=1] .\n{ a script block }\n[PS] C:\\>\n").records("property-list").isEmpty)
    }

    @Test func readsDeepNestingWithoutHarm() {
        let deep = String(repeating: #"{"a":"#, count: 100_000)
        #expect(read(deep).problems.contains { $0.code == "limit-depth" || $0.code == "truncated-json" })
    }

    static let clixml = """
        <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
          <Obj RefId="0"><TN RefId="0"><T>Deserialized.Microsoft.ActiveDirectory.Management.ADUser</T><T>System.Object</T></TN>
            <ToString>CN=Ines</ToString><Props><S N="SamAccountName">ines</S><B N="Enabled">true</B>
            <BA N="thumbnailPhoto">/9j/4AAQ</BA><Nil N="mail" /><DT N="whenChanged">2026-11-20T08:14:30Z</DT>
            <S N="Name">_x0041_nna</S></Props></Obj>
          <Obj RefId="1"><TNRef RefId="0" /><Props><S N="SamAccountName">bob</S></Props></Obj>
        </Objs>
        """

    @Test func readsCLIXMLObjects() throws {
        let evidence = read("Here it is:\n" + Self.clixml + "\nThanks")
        let users = evidence.records("directory-user")
        #expect(users.count == 2)
        #expect(users.first?["thumbnailPhoto"]?.short == "jpeg 6")
        #expect(users.first?["Enabled"]?.short == "true")
        #expect(users.first?["mail"]?.short == "(blank)")
        #expect(users.first?["Name"]?.short == "Anna")
        #expect(evidence.text(under: users.first?["SamAccountName"]) == "ines")
        #expect(users.last?["SamAccountName"]?.short == "bob")
    }

    @Test func survivesCLIXMLCutAtEveryByte() {
        let bytes = Array(Self.clixml.utf8)
        for end in stride(from: 0, through: bytes.count, by: 1) {
            #expect(read(Array(bytes[..<end])).sources.count == 1)
        }
    }

    @Test func refusesADoctype() {
        let evidence = read("<Objs>\n<!DOCTYPE a [<!ENTITY b \"c\">]>\n<S>&b;</S></Objs>")
        #expect(!evidence.problems.isEmpty)
        #expect(evidence.records.isEmpty)
    }
}

@Suite struct DirectoryDumpTests {
    static let ldif = """
        # extended LDIF
        version: 1

        dn: CN=Ines Duarte,OU=Staff,DC=contoso,DC=example
        objectClass: top
        objectClass: user
        sAMAccountName: ines.duarte
        thumbnailPhoto:: /9j/4AAQ
         SkZJRg==
        objectGUID:: d1dUVwcwyIwICh7pkOe1Kg==
        description: a text that was
          folded

        # numEntries: 1
        dn:: Q049Ym9iLERDPWNvbnRvc28=
        objectClass: user
        thumbnailPhoto: no picture at all

        search: 2
        result: 0 Success
        """

    @Test func readsEntriesOfRealTools() throws {
        let evidence = read(Self.ldif)
        let users = evidence.records("directory-user")
        #expect(users.count == 2)
        let ines = try #require(users.first)
        #expect(ines["thumbnailPhoto"]?.short == "jpeg 10")
        #expect(ines["DistinguishedName"]?.short == "CN=Ines Duarte,OU=Staff,DC=contoso,DC=example")
        #expect(ines["objectGUID"]?.short == "57545777-3007-8cc8-080a-1ee990e7b52a")
        #expect(ines["description"]?.short == "a text that was folded")
        #expect(users.last?["DistinguishedName"]?.short == "CN=bob,DC=contoso")
        #expect(users.last?["thumbnailPhoto"]?.short == "other 17")
    }

    @Test func doesNotTakeAChangeForAState() {
        let text =
            "dn: CN=a,DC=contoso\nchangetype: modify\nreplace: thumbnailPhoto\nthumbnailPhoto:: /9j/4AAQSkZJRg==\n-\n"
        #expect(read(text).records("directory-user").isEmpty)
        #expect(read(text).records("directory-change").count == 1)
    }

    @Test func survivesLDIFCutAtEveryByte() {
        let bytes = Array(Self.ldif.utf8)
        for end in 0...bytes.count { #expect(read(Array(bytes[..<end])).sources.count == 1) }
    }

    @Test(arguments: [(",", "\""), (";", "\""), ("\t", "")])
    func readsExports(_ style: (String, String)) throws {
        let (mark, quote) = style
        func row(_ cells: [String]) -> String { cells.map { quote + $0 + quote }.joined(separator: mark) }
        let text =
            "#TYPE Microsoft.ActiveDirectory.Management.ADUser\n"
            + row(["SamAccountName", "DistinguishedName", "thumbnailPhoto", "Enabled"]) + "\n"
            + row(["ines", "CN=ines", "System.Byte[]", "True"]) + "\n" + row(["bob", "CN=bob", "", "False"]) + "\n"
        let users = read(text).records("directory-user")
        #expect(users.map { $0["SamAccountName"]?.short } == ["ines", "bob"])
        #expect(users.first?["thumbnailPhoto"]?.partial == "the bytes are not shown")
        #expect(users.first?["Enabled"]?.short == "true")
        #expect(users.last?["thumbnailPhoto"]?.short == "(blank)")
    }

    @Test func keepsQuotedBreaksAndQuotes() throws {
        let text =
            "\"SamAccountName\",\"DistinguishedName\",\"info\"\n\"ines\",\"CN=a,DC=b\",\"two\nlines and \"\"quotes\"\"\"\n"
        let user = try #require(read(text).records("directory-user").first)
        #expect(user["DistinguishedName"]?.short == "CN=a,DC=b")
        #expect(user["info"]?.short == "two\nlines and \"quotes\"")
    }

    @Test func doesNotTakeProseForCells() {
        #expect(read("Hello,\nanna,bob and carl wrote,\nso we wait.\n").records.isEmpty)
    }

    @Test func keepsTheEscapesAndBlanksOfLDIF() throws {
        let text =
            "dn: CN=a,DC=b\nmember: OU=Sales\\; Data\\+More,DC=b\ndescription: a text that \n was folded\n  twice \n"
        let entry = try #require(read(text).records.first)
        #expect(entry["member"]?.short == "OU=Sales\\; Data\\+More,DC=b")
        #expect(entry["description"]?.short == "a text that was folded twice")
        // What a screen fills its lines with is not the value's.
        let padded = "dn: CN=a,DC=b\ndescription: a text          \n that\n"
        #expect(read(padded).records.first?["description"]?.short == "a textthat")
    }

    @Test func readsOnBehindAFoldedComment() {
        let text = "dn: CN=a,DC=b\n# a remark\n that goes on\nsn: x\n\n# between\n entries\ndn: CN=b,DC=b\nsn: y\n"
        #expect(read(text).records.map { $0["sn"]?.short } == ["x", "y"])
    }
}
