/// One small input of each format of mixed text, for what holds for every reader.
enum TextFixtures {
    private static let labels =
        "    + CategoryInfo          : NotSpecified: (ines:String) [Set-UserPhoto], CmdletProxyException\n    + FullyQualifiedErrorId : Microsoft.Exchange.CmdletProxyException,SetUserPhoto\n"

    /// Readers of mixed text and their fixtures; the format a region of it has.
    static let all: [(reader: String, format: String, text: String)] = [
        (
            "NormalViewReader", "error.normal-view",
            "Set-UserPhoto : Some words\nAt line:1 char:1\n+ Set-UserPhoto -Identity ines\n+ ~~~~~~~~~~~~~\n" + labels
        ),
        (
            "ConciseViewReader", "error.concise-view",
            "Set-UserPhoto: C:\\Scripts\\a.ps1:2\nLine |\n   2 |  Set-UserPhoto -Identity ines\n     |  ~~~~~~~~~~~~~~~~~~~~\n     | Some words\n"
        ),
        (
            "CategoryViewReader", "error.category-view",
            "NotSpecified: (ines:String) [Set-UserPhoto], CmdletProxyException\n"
        ),
        (
            "TerminatingErrorReader", "error.transcript-line",
            "TerminatingError(Set-UserPhoto): \"Some words\"\n"
        ),
        (
            "ErrorListReader", "error.format-list",
            "Exception             : CmdletProxyException: Some words\nTargetObject          : ines\nCategoryInfo          : NotSpecified: (ines:String) [Set-UserPhoto], CmdletProxyException\nFullyQualifiedErrorId : Microsoft.Exchange.CmdletProxyException,SetUserPhoto\nErrorDetails          : \nInvocationInfo        : System.Management.Automation.InvocationInfo\n"
        ),
        (
            "ExceptionTextReader", "error.exception-text",
            "System.Net.WebException: The remote server returned an error: (413) Request Entity Too Large.\n   at System.Net.HttpWebRequest.GetResponse()\n"
        ),
        ("ShortErrorReader", "error.message", "Set-UserPhoto: Some words\n"),
        (
            "CutCollapsedReader", "error.collapsed",
            "Set-UserPhoto : Some words At line:1 char:1 + Set-UserPhoto -Identity ines + ~~~~~~~~~~~~~ + CategoryInfo : NotSpec\nified: (ines:String) [Set-UserPhoto], CmdletProxyException + FullyQualifiedErrorId : Microsoft.Exchange.CmdletProxy\nException,SetUserPhoto\n"
        ),
        (
            "TranscriptReader", "transcript",
            "**********************\nWindows PowerShell transcript start\nStart time: 20210312091400\nUsername: CONTOSO\\ines\nMachine: PC (Microsoft Windows NT 10.0.19045.0)\n**********************\n"
        ),
        (
            "MailHeaderReader", "mail-header",
            "From: ines@contoso.example\nDate: Fri, 12 Mar 2021 09:14:00 +0100\nSubject: photo\n"
        ),
        ("ObjectTextReader", "object-text", "@{source=cloud; allowedRoles=System.Object[]}\n"),
        ("CommandReader", "command", "PS C:\\> Get-ADUser ines -Properties thumbnailPhoto\n"),
        (
            "CutTableReader", "format-table",
            "DistinguishedName          SamAccountName  Descri\nption\n-----------------          --------------  ------\n-----\nCN=ines,DC=contoso         ines            first\n"
        ),
    ]

    /// Readers of structured formats, by the fixtures of ``StructuredFixture``.
    static let structured: [String: [String]] = [
        "LDIFReader": ["entries.ldif"], "EventTextReader": ["event.txt"], "RegistryReader": ["query.txt"],
        "XMLDumpReader": ["convertto.xml", "entries.dsml", "rule.xml", "event.xml"],
        "CLIXMLReader": ["export.clixml", "fragment.clixml"], "JSONReader": ["export.json"],
        "MarkdownTableReader": ["table.md"], "TableReader": ["table.txt"], "ListReader": ["list.txt"],
        "DelimitedReader": ["export.csv", "export.tsv"],
    ]

    /// Readers that are another one asked in another way, and are tested with it.
    static let wrappers: Set<String> = ["ForcedReader"]

    /// Readers that make no records but report something, and where they are tested.
    static let reporters: [String: String] = ["UnknownXMLReader": "XMLDumpTests"]

    /// Readers of large dumps and what they read: split everywhere, in every encoding, cut anywhere.
    static let streams: [(reader: String, text: String)] = [
        ("CLIXMLStream", StructuredFixture.all[0].text + "\n" + StructuredFixture.all[0].text + "\n"),
        ("LDIFStream", StreamingTests.ldif), ("JSONLineStream", StreamingTests.ndjson),
        ("JSONDocumentStream", "[\(LargeDocumentTests.objects),\n{\"a\": \"ü日\"}\n]\n\(LargeDocumentTests.objects)\n"),
        (
            "JSONDocumentStream",
            "{\"@odata.context\":\"https://x/$metadata#users\",\"value\":[{\"a\":1},\n{\"SamAccountName\":\"b\"}], \"@odata.count\" : 2}\n"
        ),
    ]

    /// Readers of containers and where each is under truncation at every byte.
    static let containers: [String: String] = [
        "ArchiveContainer": "ArchiveContainerTests", "MailContainer": "MailContainerTests",
        "MailboxContainer": "MailContainerTests", "OutlookContainer": "OutlookContainerTests",
        "RichTextContainer": "OutlookContainerTests", "TNEFContainer": "TNEFContainerTests",
        "SMIMEContainer": "SMIMEContainerTests",
    ]
}
