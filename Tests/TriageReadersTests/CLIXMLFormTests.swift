import Testing
import TriageBytes
import TriageModel
@testable import TriageReaders

@Suite("CLIXML wherever it stands") struct CLIXMLFormTests {
    static let open = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">"

    private func raw(_ text: String) -> [String] {
        let info = TextDecoder.decode(Array(text.utf8)).sourceInfo(name: "x")
        return RawReader(vocabulary: testVocabulary).leaves(of: info).leaves.map { leaf in
            switch leaf.value {
            case .null: "\(leaf.path) \(leaf.type)"
            case .text(let text): "\(leaf.path) \(leaf.type) \(text)"
            case .count(let count): "\(leaf.path) \(leaf.type) \(count)"
            case .bytes(let count, _): "\(leaf.path) \(leaf.type) \(count)"
            }
        }
    }

    @Test func aPictureInACollectionOfOneIsThePicture() throws {
        let text =
            "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><Obj RefId=\"0\"><TN RefId=\"0\"><T>Deserialized.Microsoft.ActiveDirectory.Management.ADUser</T></TN><Props><Obj N=\"thumbnailPhoto\" RefId=\"1\"><TN RefId=\"1\"><T>Deserialized.Microsoft.ActiveDirectory.Management.ADPropertyValueCollection</T></TN><LST><BA>/9j/4AAQSkZJRgABAQAAAQABAAD/wAARCABgAGADASIAAhEBAxEB/9k=</BA></LST></Obj></Props></Obj></Objs>"
        let user = try #require(read(text).records("directory-user").first)
        #expect(user["thumbnailPhoto"]?.short == "jpeg 41")
    }

    @Test func readsSeveralDocumentsAndWhatStandsAround() {
        let text =
            "log: \(Self.open)<S>one</S></Objs>\(Self.open)<I32>2</I32></Objs> end\n\n\(Self.open)\n<B>true</B></Objs>\n"
        #expect(raw(text) == ["$ String one", "$ Int32 2", "$ Boolean True"])
        #expect(read(text).texts.contains { String(decoding: $0.bytes, as: UTF8.self).contains("log:") })
    }

    @Test func readsCharactersXMLForbids() {
        #expect(
            raw(Self.open + "<S>a&#1;b&#x1f;c_xD83D__xDE00_\u{1}</S></Objs>") == [
                "$ String a\u{1}b\u{1F}c\u{1F600}\u{1}"
            ])
        #expect(raw(Self.open + "<S>&#xD83D;&#xDE00;&#x41;</S></Objs>") == ["$ String \u{1F600}A"])
    }

    @Test func readsADocumentInsideAJSONString() {
        let text = "\"\(Self.open.replacing("\"", with: "\\\""))<S>a\\u00e9\\n</S></Objs>\""
        #expect(raw(text) == ["$ String a\u{E9}\n"])
        let member =
            "{\"status\": 0, \"output\": \"\(Self.open.replacing("\"", with: "\\\""))<Obj RefId=\\\"0\\\"><MS><S N=\\\"SamAccountName\\\">ines</S><S N=\\\"DistinguishedName\\\">CN=i</S></MS></Obj></Objs>\"}"
        let user = read(member).records("directory-user").first
        #expect(user?["SamAccountName"]?.short == "ines")
        #expect(read(member).text(under: user?["SamAccountName"]) == "ines")
    }

    @Test func readsTheErrorsOfAStream() {
        let text = """
            #< CLIXML
            \(Self.open)<S S="Error">Get-ADUser : Cannot find an object with identity: 'x'_x000D__x000A_</S><S S="Error">    + CategoryInfo          : ObjectNotFound: (x:ADUser) [Get-ADUser], ADIdentityNotFoundException_x000D__x000A_</S><S S="Error">    + FullyQualifiedErrorId : ActiveDirectoryCmdlet:Microsoft.ActiveDirectory.Management.ADIdentityNotFoundException,Microsoft.ActiveDirectory.Management.Commands.GetADUser_x000D__x000A_</S></Objs>
            """
        let error = read(text).records("error").first
        #expect(error?["cmdlet"]?.short == "Get-ADUser")
        #expect(error?["reason"]?.short == "ADIdentityNotFoundException")
    }

    @Test func keepsNestedDictionariesApart() {
        let text =
            Self.open
            + "<Obj RefId=\"0\"><DCT><En><S N=\"Key\">a</S><Obj N=\"Value\" RefId=\"1\"><DCT><En><S N=\"Key\">n</S><Nil N=\"Value\"/></En></DCT></Obj></En><En><I32 N=\"Key\">7</I32><S N=\"Value\">x</S></En></DCT></Obj></Objs>"
        #expect(raw(text) == ["$ dictionary 2", "${a} dictionary 1", "${a}{n} null", "${7} String x"])
    }

    @Test(arguments: [
        ("<Db>1E+15</Db>", "1E+15"), ("<Db>100000000000000</Db>", "100000000000000"), ("<Db>0.0001</Db>", "0.0001"),
        ("<Db>0.00001</Db>", "1E-05"), ("<Db>1234567890123456</Db>", "1234567890123456"), ("<Db>INF</Db>", "Infinity"),
        ("<Db>-INF</Db>", "-Infinity"), ("<Db>5E-324</Db>", "5E-324"), ("<Sg>16777216</Sg>", "16777216"),
        ("<Sg>0.1</Sg>", "0.1"), ("<D>10.10</D>", "10.10"), ("<D>-0.5</D>", "-0.5"),
        ("<TS>P1DT2H3M4.567S</TS>", "1.02:03:04.5670000"), ("<TS>-PT1S</TS>", "-00:00:01"),
        ("<TS>PT0S</TS>", "00:00:00"),
        ("<TS>P10675199DT2H48M5.4775807S</TS>", "10675199.02:48:05.4775807"),
        ("<DT>2026-11-20T08:14:30.1234567+01:00</DT>", "2026-11-20T08:14:30.1234567+01:00"),
        ("<DT>2026-11-20T08:14:30.5</DT>", "2026-11-20T08:14:30.5000000"),
        ("<G>3127F6F0-3CBC-3027-B4A5-81CDC58F3883</G>", "3127f6f0-3cbc-3027-b4a5-81cdc58f3883"),
        ("<Version>1.2.3.4</Version>", "1.2.3.4"), ("<C>65</C>", "A"), ("<C>55357</C>", "\u{FFFD}"),
        ("<U64>18446744073709551615</U64>", "18446744073709551615"), ("<SBK>{ 1 }</SBK>", "{ 1 }"),
        ("<URI>HTTPS://Contoso.example</URI>", "https://contoso.example/"), ("<URI>a/b</URI>", "a/b"),
        ("<URI>https://contoso.example:443/a%20b?x=%26</URI>", "https://contoso.example/a b?x=%26"),
    ])
    func printsPrimitivesAsDotNetDoes(element: String, value: String) {
        #expect(
            raw(Self.open + element + "</Objs>").first?.split(separator: " ", maxSplits: 2).last.map(String.init)
                == value)
    }

    @Test func stopsWherePowerShellStops() {
        #expect(raw(Self.open + "<S>a</S><I32>x</I32><S>b</S></Objs>") == ["$ String a"])
        #expect(raw(Self.open + "<S>a</S><S>") == ["$ String a"])
    }

    @Test func keepsTheWholePropertiesOfACutObject() throws {
        let text =
            Self.open
            + "<Obj RefId=\"0\"><TN RefId=\"0\"><T>System.Object[]</T></TN><LST><Obj RefId=\"1\"><MS><S N=\"SamAccountName\">ines</S><S N=\"DistinguishedName\">CN=i</S><BA N=\"thumbnailPhoto\">/9j/4AAQSk"
        let user = try #require(read(text).records("directory-user").first)
        #expect(user["SamAccountName"]?.short == "ines")
        #expect(user["thumbnailPhoto"] == nil)
        #expect(raw(text) == [])
    }

    @Test func aCutDocumentLeavesTheRestOfTheMail() {
        let text = "\(Self.open)\n<Obj RefId=\"0\"><MS>\n<S N=\"SamAccountName\">ines</S>\n\nThat is all I have.\n"
        let evidence = read(text)
        #expect(evidence.problems.map(\.code) == ["clixml-truncated"])
        #expect(evidence.regions.map(\.format) == ["clixml", "prose"])
    }
}
