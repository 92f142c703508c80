import Testing
import TriageModel

@Suite struct StructuredReaderTests {
    @Test func readsAGraphError() throws {
        let text = #"Answer: see below\#n{"error":{"code":"ErrorAccessDenied","message":"Denied","innerError":{"request-id":"b23fa5d6-9141-4393-aba2-99d0b40cbe2d","date":"2016-08-26T20:48:03"}}}"#
        let evidence = read(text)
        let error = try #require(evidence.records("error").first)
        #expect(error["code"]?.short == "ErrorAccessDenied")
        #expect(error["requestId"]?.short == "b23fa5d6-9141-4393-aba2-99d0b40cbe2d")
        #expect(evidence.text(under: error["code"]) == "ErrorAccessDenied")
    }

    @Test func readsACollectionAndItsType() throws {
        let text = ##"{"@odata.context":"https://graph.microsoft.com/beta/$metadata#admin/people/settings","value":[{"source":"cloud"},{"source":"onPremises"}]}"##
        #expect(read(text).records("settings").map { $0["source"]?.short } == ["cloud", "onPremises"])
    }

    @Test func readsBatchAnswers() {
        let text = #"{"responses":[{"id":"1","status":404,"body":{"error":{"code":"ImageNotFound","message":"x"}}},{"id":"2","status":200,"body":{"source":"cloud","allowedRoles":[]}}]}"#
        let evidence = read(text)
        #expect(evidence.records("error").first?["httpStatus"]?.short == "404")
        #expect(evidence.records("settings").count == 1)
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
        for end in stride(from: 0, through: bytes.count, by: 1) { #expect(read(Array(bytes[..<end])).sources.count == 1) }
    }

    @Test func refusesADoctype() {
        let evidence = read("<Objs>\n<!DOCTYPE a [<!ENTITY b \"c\">]>\n<S>&b;</S></Objs>")
        #expect(!evidence.problems.isEmpty)
        #expect(evidence.records.isEmpty)
    }
}
