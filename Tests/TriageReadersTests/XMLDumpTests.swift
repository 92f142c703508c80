import Testing
import TriageModel

@Suite struct XMLDumpTests {
    @Test func readsConvertedObjects() throws {
        let text = """
            <?xml version="1.0" encoding="utf-8"?>
            <Objects>
              <Object Type="Microsoft.ActiveDirectory.Management.ADUser">
                <Property Name="SamAccountName" Type="System.String">ines</Property>
                <Property Name="Enabled" Type="System.Boolean">True</Property>
                <Property Name="proxyAddresses" Type="System.Collections.ArrayList">
                  <Property Type="System.String">SMTP:a@contoso.example</Property>
                  <Property Type="System.String">smtp:b@contoso.example</Property>
                </Property>
                <Property Name="thumbnailPhoto" Type="System.Byte[]">
                  <Property Type="System.Byte">255</Property><Property Type="System.Byte">216</Property>
                  <Property Type="System.Byte">255</Property><Property Type="System.Byte">224</Property>
                </Property>
                <Property Name="mail" Type="System.Object" />
              </Object>
            </Objects>
            """
        let evidence = read("From the export:\n" + text + "\nThat is all.")
        let user = try #require(evidence.records("directory-user").first)
        #expect(user["thumbnailPhoto"]?.short == "jpeg 4")
        #expect(user["proxyAddresses"]?.short == "[SMTP:a@contoso.example, smtp:b@contoso.example]")
        #expect(user["mail"]?.short == "(blank)")
        #expect(evidence.text(under: user["SamAccountName"]) == "ines")
        #expect(evidence.regions.map(\.format) == ["prose", "convertto-xml", "prose"])
    }

    @Test(arguments: [
        ("dsml:", "http://www.dsml.org/DSML"), ("", "urn:oasis:names:tc:DSML:2:0:core"),
        ("d:", "urn:oasis:names:tc:DSML:2.0:core"),
    ])
    func readsEntriesOfEveryNamespace(prefix: String, namespace: String) throws {
        let declaration = prefix.isEmpty ? "xmlns" : "xmlns:" + prefix.dropLast()
        let isOld = namespace.hasPrefix("http")
        let (root, entry) = isOld ? ("dsml", "entry") : ("batchResponse", "searchResultEntry")
        let mark = isOld ? "encoding=\"base64\"" : "xsi:type=\"xsd:base64Binary\""
        let text = """
            <\(prefix)\(root) \(declaration)="\(namespace)" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
            <\(prefix)\(entry) dn="CN=ines,DC=contoso"><\(prefix)attr name="objectClass"><\(prefix)value>top</\(prefix)value>
            <\(prefix)value>user</\(prefix)value></\(prefix)attr>
            <\(prefix)attr name="thumbnailPhoto"><\(prefix)value \(mark)>/9j/4AAQSkZJRg==</\(prefix)value></\(prefix)attr>
            </\(prefix)\(entry)></\(prefix)\(root)>
            """
        let user = try #require(read(text).records("directory-user").first)
        #expect(user["thumbnailPhoto"]?.short == "jpeg 10")
        #expect(user["DistinguishedName"]?.short == "CN=ines,DC=contoso")
    }

    @Test func readsErrorsAndChanges() throws {
        let text = """
            <batchResponse xmlns="urn:oasis:names:tc:DSML:2:0:core"><searchResponse><searchResultDone>
            <resultCode code="32" descr="noSuchObject"/><errorMessage>no such entry</errorMessage></searchResultDone></searchResponse>
            <errorResponse type="couldNotConnect"><message>refused</message></errorResponse>
            <searchResponse><searchResultDone><resultCode code="0" descr="success"/></searchResultDone></searchResponse></batchResponse>
            """
        let errors = read(text).records("error")
        #expect(errors.map { $0["code"]?.short } == ["noSuchObject", "couldNotConnect"])
        #expect(errors.map { $0["message"]?.short } == ["no such entry", "refused"])
        let change =
            "<batchRequest xmlns=\"urn:oasis:names:tc:DSML:2:0:core\"><addRequest dn=\"CN=a,DC=b\"><attr name=\"objectClass\"><value>user</value></attr></addRequest></batchRequest>"
        #expect(read(change).records.map(\.kind) == ["directory-change"])
    }

    @Test(arguments: [
        ("<batchRequest><searchRequest dn=\"DC=b\"><filter/></searchRequest></batchRequest>", "only asks"),
        (
            "<batchResponse><searchResponse><searchResultDone><resultCode code=\"0\"/></searchResultDone></searchResponse></batchResponse>",
            "found nobody"
        ), ("<batchResponse/>", "no entry"),
    ])
    func saysWhyADocumentThatWasUnderstoodTellsNothing(text: String, why: String) {
        let problems = read(text).problems
        #expect(problems.map(\.code) == ["nothing-read"])
        #expect(problems.first?.message.contains(why) == true)
    }

    @Test func saysThatNobodyKnowsARootElement() {
        let text =
            "<?xml version=\"1.0\"?>\n<configuration>\nSet-UserPhoto: Some words\n</configuration>\n"
        let evidence = read(text)
        #expect(evidence.problems.map(\.code) == ["unknown-xml"])
        #expect(evidence.problems.first?.message.contains("configuration") == true)
        #expect(evidence.records("error").first?["cmdlet"]?.short == "Set-UserPhoto")
        let bytes = Array(text.utf8)
        for end in bytes.indices { ConformanceTests.checkSpans(read(Array(bytes[..<end])), "cut at \(end)") }
        #expect(read("see\n<configuration>\n</configuration>\n").problems.isEmpty)
    }

    @Test func readsWhatAConnectorLooksAt() throws {
        let text = """
            <ma-data><name>contoso.example</name><attribute-inclusion><attribute>mail</attribute></attribute-inclusion>
            <ma-partition-data><partition><name>DC=contoso</name><selected>1</selected><filter><object-classes>
            <object-class>user</object-class></object-classes><containers><inclusions><inclusion>OU=Staff</inclusion>
            </inclusions><exclusions><exclusion>OU=Left</exclusion></exclusions></containers></filter></partition>
            <partition><name>DC=other</name><selected>0</selected></partition></ma-partition-data></ma-data>
            """
        let connector = try #require(read(text).records.first)
        #expect(connector["partitions"]?.short == "[DC=contoso]")
        #expect(connector["object-classes"]?.short == "[user]")
        #expect(connector["inclusions"]?.short == "[OU=Staff]")
        #expect(connector["exclusions"]?.short == "[OU=Left]")
    }

    @Test func saysWhatIsDamaged() {
        let text =
            "<batchResponse xmlns=\"urn:oasis:names:tc:DSML:2:0:core\"><searchResponse><searchResultEntry><attr name=\"mail\"><value>a</value></attr></searchResultEntry></searchResponse></batchResponse>"
        let evidence = read(text)
        #expect(evidence.records.isEmpty)
        #expect(evidence.problems.map(\.code) == ["damaged-dsml"])
    }

    @Test(arguments: ["Objects", "Objs", "dsml:dsml", "synchronizationRule"])
    func refusesADoctype(root: String) {
        let text =
            "<?xml version=\"1.0\"?>\n<!DOCTYPE \(root) [<!ENTITY b \"c\">]>\n<\(root)><S>&b;</S></\(root)>\nRegards\n"
        let evidence = read(text)
        #expect(evidence.problems.map(\.code) == ["xml-doctype-refused"])
        #expect(evidence.records.isEmpty)
        #expect(evidence.regions.last?.format == "prose")
    }

    @Test(arguments: [
        "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]>\n<Objs><S>&lol2;</S></Objs>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><Objs><S>a</S></Objs>",
    ])
    func refusesADoctypeThatNamesAnotherRoot(text: String) {
        let evidence = read(text + "\n\nAnna's new photo is missing\n")
        #expect(evidence.problems.map(\.code) == ["xml-doctype-refused"])
        #expect(evidence.regions.map(\.format).contains("prose"))
    }

    @Test func keepsWhatStandsBeforeACut() throws {
        let text =
            "<Objects><Object Type=\"Microsoft.ActiveDirectory.Management.ADUser\"><Property Name=\"SamAccountName\">ines</Property><Property Name=\"mail\">in"
        let evidence = read(text)
        #expect(evidence.records("directory-user").first?["SamAccountName"]?.short == "ines")
        #expect(evidence.problems.map(\.code) == ["xml-truncated"])
    }

    @Test func readsAnEventOfTheCommandLine() throws {
        let text = """
            Event[0]:
              Log Name: Application
              Source: Directory Synchronization
              Date: 2026-11-20T09:14:00.0000000Z
              Event ID: 6941
              Task: N/A
              Level: Error
              Opcode: N/A
              Keyword: Classic
              User: N/A
              User Name: N/A
              Computer: sync01.contoso.example
              Description:
            An export caused an error.
            Error Name: LargeObject

            """
        let event = try #require(read(text).records.first { $0.format == "event-text" })
        #expect(event["eventId"]?.short == "6941")
        #expect(event["computer"]?.short == "sync01.contoso.example")
        #expect(event["description"]?.short.contains("LargeObject") == true)
    }

    @Test func readsAnEvent() throws {
        let text = """
            Log Name:      Application
            Source:        Directory Synchronization
            Date:          11/20/2026 9:14:00 AM
            Event ID:      6941
            Level:         Error
            Description:
            The export failed.
            It will be tried again.

            Regards
            """
        let evidence = read(text)
        let event = try #require(evidence.records.first { $0.format == "event-text" })
        #expect(event["eventId"]?.short == "6941")
        #expect(event["description"]?.short == "The export failed.\nIt will be tried again.")
        #expect(event.types == ["Directory Synchronization/6941"])
        let xml =
            "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='ADSync'/><EventID Qualifiers='0'>6941</EventID><TimeCreated SystemTime='2026-11-20T08:14:30Z'/></System><EventData><Data>one</Data><Data>two</Data></EventData></Event>"
        let same = try #require(read(xml).records.first)
        #expect(same.types == ["ADSync/6941"])
        #expect(same["description"]?.short == "one\ntwo")
    }

    @Test(arguments: [
        "HKEY_CURRENT_USER\\Software\\Contoso\n    ShowPictures    REG_DWORD    0x1\n    Name    REG_SZ    a b\n",
        "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software\\Contoso]\r\n\"ShowPictures\"=dword:00000001\r\n\"Name\"=\"a b\"\r\n",
    ])
    func readsRegistryValues(text: String) {
        let records = read(text).records.filter { $0.format == "registry" }
        #expect(records.map { $0["name"]?.short } == ["ShowPictures", "Name"])
        #expect(records.map { $0["data"]?.short } == ["1", "a b"])
        #expect(records.first?["key"]?.short == "HKEY_CURRENT_USER\\Software\\Contoso")
    }

    @Test func bytesOfTheRegistryGoOnBehindABackslash() {
        let text =
            "[HKEY_CURRENT_USER\\Software\\Contoso]\n\"Bytes\"=hex:01,02,\\\n  03,04\n\"Folder\"=\"c:\\\\\"\n@=\"z\"\n"
        #expect(read(text).records.map { $0["data"]?.short } == ["hex:01,02,03,04", "c:\\\\", "z"])
        let listed =
            "HKEY_CURRENT_USER\\Software\\Contoso\n    Folder    REG_SZ    c:\\\n    Name    REG_SZ    z\n"
        #expect(read(listed).records.map { $0["data"]?.short } == ["c:\\", "z"])
    }

    @Test(arguments: [
        "<!DOCTYPE foo [ <!ENTITY x \"y\"> ]>\n<foo>&x;</foo>", "<!DOCTYPE foo>\n<bar>words</bar>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE foo SYSTEM \"http://x.example/a.dtd\">\n<foo/>",
        "<!-- a note -->\n<!DOCTYPE foo PUBLIC \"-//X\" \"a.dtd\" [\n<!ENTITY % p SYSTEM \"file:///etc/passwd\">\n%p;\n]>\n<foo/>",
        "<!DOCTYPE foo [\n<!ENTITY a \"aaaaaaaaaa\">\n<!ENTITY b \"&a;&a;&a;\">\n]>\n<foo>&b;</foo>", "<!DOCTYPE foo",
    ])
    func aDoctypeInFrontOfAnythingIsRefusedWithItsPlace(text: String) {
        let evidence = read("See below.\n\n" + text + "\n")
        #expect(evidence.records.isEmpty)
        #expect(evidence.problems.map(\.code) == ["xml-doctype-refused"])
        #expect(evidence.problems.first?.isFatal == true)
        let span = evidence.problems.first?.span
        #expect((span?.start ?? 0) >= 12)
        #expect(evidence.regions.map(\.format) == ["prose", "xml"])
    }
}
