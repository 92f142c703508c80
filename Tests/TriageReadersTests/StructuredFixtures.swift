import TriageModel

/// One small input of each structured format: what every reader is held to.
struct StructuredFixture: Sendable, CustomStringConvertible {
    /// Format its region must have.
    var format: String
    /// Number of records in it.
    var records: Int
    var text: String
    /// True for formats whose values keep blanks and line ends that a change of line ends would touch.
    var name: String

    var description: String { name }

    init(_ name: String, format: String, records: Int, _ text: String) {
        self.name = name
        self.format = format
        self.records = records
        self.text = text
    }

    static let namespace = "xmlns=\"http://schemas.microsoft.com/powershell/2004/04\""

    static let all: [StructuredFixture] = [
        .init(
            "export.clixml", format: "clixml", records: 2,
            """
            <Objs Version="1.1.0.1" \(namespace)>
              <Obj RefId="0"><TN RefId="0"><T>Microsoft.ActiveDirectory.Management.ADUser</T></TN><MS>
                <S N="SamAccountName">ines</S><BA N="thumbnailPhoto">/9j/4AAQ</BA><Nil N="mail" /></MS></Obj>
              <Obj RefId="1"><TNRef RefId="0" /><MS><S N="SamAccountName">b_x00F6_b</S></MS></Obj>
            </Objs>
            """),
        .init(
            "fragment.clixml", format: "clixml", records: 1,
            "<Obj RefId=\"0\"><MS><S N=\"SamAccountName\">ines</S>\n<S N=\"DistinguishedName\">CN=ines</S></MS></Obj>"),
        .init(
            "export.json", format: "json", records: 2,
            "[\n  {\"SamAccountName\": \"ines\", \"DistinguishedName\": \"CN=ines,DC=contoso\"},\n  {\"SamAccountName\": \"b\\u00f6b\", \"Enabled\": false}\n]"
        ),
        .init(
            "entries.ldif", format: "ldif", records: 2,
            """
            version: 1
            dn: CN=ines,DC=contoso
            objectClass: top
            objectClass: user
            thumbnailPhoto:: /9j/4AAQ
             SkZJRg==

            # a remark
            dn:: Q049Ym9iLERDPWNvbnRvc28=
            objectClass: user
            description: a text that was
              folded
            """),
        .init(
            "table.md", format: "markdown-table", records: 2,
            "| SamAccountName | DistinguishedName | thumbnailPhoto |\n|---|:---|---|\n| ines | CN=ines,DC=contoso | {255, 216…} |\n| b\u{F6}b | CN=b | |"
        ),
        .init(
            "export.csv", format: "csv", records: 2,
            "#TYPE Microsoft.ActiveDirectory.Management.ADUser\n\"SamAccountName\",\"Enabled\"\n\"ines\",\"True\"\n\"b\u{F6}b\",\"\""
        ),
        .init("export.tsv", format: "tsv", records: 1, "SamAccountName\tDistinguishedName\nines\tCN=ines,DC=contoso"),
        .init("list.html", format: "html-list", records: 2, HTMLTests.list),
        .init("table.html", format: "html-table", records: 2, HTMLTests.table),
        .init(
            "convertto.xml", format: "convertto-xml", records: 1,
            "<?xml version=\"1.0\"?>\n<Objects>\n  <Object Type=\"Microsoft.ActiveDirectory.Management.ADUser\">\n    <Property Name=\"SamAccountName\" Type=\"System.String\">ines</Property>\n    <Property Name=\"Enabled\">True</Property>\n  </Object>\n</Objects>"
        ),
        .init(
            "entries.dsml", format: "dsml", records: 1,
            "<dsml:dsml xmlns:dsml='http://www.dsml.org/DSML'>\n<dsml:directory-entries>\n<dsml:entry dn='CN=ines,DC=contoso'>\n<dsml:attr name='thumbnailPhoto'>\n<dsml:value encoding='base64'>/9j/4AAQ</dsml:value>\n</dsml:attr>\n</dsml:entry></dsml:directory-entries></dsml:dsml>"
        ),
        .init(
            "rule.xml", format: "sync-xml", records: 1,
            "<synchronizationRule>\n  <name>Out to AAD</name>\n  <precedence>128</precedence>\n  <attribute-mappings><mapping><dest>city</dest><src><attr>l</attr></src></mapping></attribute-mappings>\n</synchronizationRule>"
        ),
        .init(
            "event.xml", format: "event-xml", records: 1,
            "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='ADSync'/>\n<EventID>6941</EventID></System>\n<EventData><Data>text</Data></EventData></Event>"
        ),
        .init(
            "event.txt", format: "event-text", records: 1,
            "Log Name:      Application\nSource:        Directory Synchronization\nEvent ID:      6941\nDescription:\nThe export failed."
        ),
        .init(
            "query.txt", format: "registry", records: 1,
            "HKEY_CURRENT_USER\\Software\\Contoso\n    ShowPictures    REG_DWORD    0x1"),
        .init(
            "list.txt", format: "format-list", records: 1,
            "SamAccountName    : ines\nDistinguishedName : CN=ines,DC=contoso\nEnabled           : True"),
        .init(
            "table.txt", format: "format-table", records: 2,
            "DistinguishedName  Enabled SamAccoun\n                           tName\n-----------------  ------- ---------\nCN=ines,DC=contoso    True ines\nCN=bob,DC=contoso    False bob"
        ),
    ]
}
