import Testing
import TriageModel

@Suite struct HTMLTests {
    static let list = """
        <table>
        <tr><td>SamAccountName:</td><td>ines</td></tr>
        <tr><td>DistinguishedName:</td><td>CN=ines &amp; co,DC=contoso</td></tr>
        <tr><td>Enabled:</td><td>True</td></tr>
        <tr><td><hr></td></tr>
        <tr><td>SamAccountName:</td><td>bob</td></tr>
        <tr><td>DistinguishedName:</td><td></td></tr>
        </table>
        """

    @Test func readsAListOfNamesAndValues() throws {
        let evidence = read("Here:\n" + Self.list + "\nThanks")
        let users = evidence.records("directory-user")
        #expect(users.map { $0["SamAccountName"]?.short } == ["ines", "bob"])
        #expect(users.first?["DistinguishedName"]?.short == "CN=ines & co,DC=contoso")
        #expect(users.last?["DistinguishedName"]?.short == "(blank)")
        #expect(evidence.text(under: users.first?["SamAccountName"]) == "ines")
        #expect(users.first?.format == "html-list")
        #expect(evidence.regions.map(\.format) == ["prose", "html-list", "prose"])
    }

    @Test(arguments: ["th", "td"]) func readsNamesWithoutColons(cell: String) throws {
        let rows = [("SamAccountName", "ines"), ("DistinguishedName", "CN=ines, DC=contoso"), ("Enabled", "True")]
            .map { "<tr><\(cell)>\($0)</\(cell)><td>\($1)</td></tr>" }
        let order = cell == "th" ? rows : [rows[1], rows[0], rows[2]]
        let user = try #require(read("<table>\(order.joined())</table>").records("directory-user").first)
        #expect(user["SamAccountName"]?.short == "ines")
        #expect(user["DistinguishedName"]?.short == "CN=ines, DC=contoso")
    }

    static let table = """
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml"><head><title>Export</title>
        <style>td { color: red } </style><script>document.write("<p>Enabled : False</p>")</script></head><body>
        <table><colgroup><col/><col/><col/></colgroup>
        <tr><th>SamAccountName</th><th>DistinguishedName</th><th>Enabled</th></tr>
        <tr><td>ines</td><td>CN=ines,DC=contoso</td><td>True</td></tr>
        <tr><td>bob</td><td>CN=bob,DC=contoso</td><td></td></tr>
        </table></body></html>
        """

    @Test func readsRowsUnderHeadings() throws {
        let evidence = read(Self.table)
        let users = evidence.records("directory-user")
        #expect(users.map { $0["SamAccountName"]?.short } == ["ines", "bob"])
        #expect(users.map { $0["Enabled"]?.short } == ["true", "(blank)"])
        #expect(evidence.text(under: users.last?["DistinguishedName"]) == "CN=bob,DC=contoso")
        #expect(!evidence.texts.contains { String(decoding: $0.bytes, as: UTF8.self).contains("color") })
        #expect(!evidence.texts.contains { String(decoding: $0.bytes, as: UTF8.self).contains("False") })
        #expect(evidence.problems.isEmpty)
    }

    @Test func readsAListingInAMailOfOutlook() throws {
        let text = """
            <html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=EN-US link="#0563C1"><div class=WordSection1>
            <p class=MsoNormal>Hello,<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
            <p class=MsoNormal><span style='font-family:"Courier New"'>SamAccountName&nbsp;&nbsp;&nbsp; : ines<o:p></o:p></span></p>
            <p class=MsoNormal><span style='font-family:"Courier New"'>DistinguishedName : CN=ines,DC=contoso<o:p></o:p></span></p>
            <p class=MsoNormal><o:p>&nbsp;</o:p></p>
            <p class=MsoNormal>Her old photo
            still shows in Outlook &#8211; why?<o:p></o:p></p></div></body></html>
            """
        let evidence = read(text)
        let user = try #require(evidence.records("directory-user").first)
        #expect(user["SamAccountName"]?.short == "ines")
        #expect(user["DistinguishedName"]?.short == "CN=ines,DC=contoso")
        #expect(evidence.regions.map(\.format) == ["prose", "html-list", "prose"])
        #expect(
            evidence.texts.contains {
                String(decoding: $0.bytes, as: UTF8.self).contains("Her old photo still shows in Outlook \u{2013} why?")
            })
    }

    @Test func keepsTheLinesOfPreformattedText() throws {
        let text =
            "<p>Log:</p><pre>SamAccountName    : ines\r\nDistinguishedName : CN=a,\r\n                    DC=b\r\n</pre>"
        #expect(read(text).records("directory-user").first?["SamAccountName"]?.short == "ines")
    }

    @Test func layoutTablesAreText() {
        let text =
            "<table><tr><td><table><tr><td>Kind regards</td></tr></table></td><td>Contoso<br>Support</td></tr></table>"
        let evidence = read(text)
        #expect(evidence.records.isEmpty)
        #expect(evidence.texts.map { String(decoding: $0.bytes, as: UTF8.self) }.joined().contains("Contoso Support"))
    }

    @Test func surviveACutAtEveryByte() {
        for text in [Self.list, Self.table] {
            let bytes = Array(text.utf8)
            for end in 0...bytes.count { #expect(read(Array(bytes[..<end])).sources.count == 1) }
        }
    }

    @Test func refusesWhatWouldCostTooMuch() {
        let deep = "<html>" + String(repeating: "<div>", count: 100_000) + "x"
        #expect(read(deep).problems.map(\.code) == ["html-limit-depth"])
        let wide = "<html><p " + (0..<10_000).map { "a\($0)" }.joined(separator: " ") + ">x</p></html>"
        #expect(read(wide).problems.map(\.code) == ["html-limit-attributes"])
    }

    @Test func comparisonsInProseAreNoPage() {
        let evidence = read("<table of contents>\n<p> is what we saw\nsize < 10 KB\n")
        #expect(evidence.regions.allSatisfy { $0.format == "prose" })
    }

    @Test func whatOnlyLooksLikeAReferenceStaysAsItIs() {
        let list = """
            <html><body><table><tr><td>SamAccountName:</td><td>a</td></tr><tr><td>Uri:</td>
            <td>https://x.example/?a=1&proxyMethod=RPS&b=R&D; &amp;c &#38;d &lt;e&gt; &ampersand end</td></tr></table></body></html>
            """
        let record = read(list, name: "page.html").records.first
        #expect(
            record?["Uri"]?.short
                == "https://x.example/?a=1&proxyMethod=RPS&b=R&D; &c &d <e> &ampersand end")
    }
}
