import Testing
import TriageModel

@Suite("Tables of Markdown") struct MarkdownTableTests {
    private static let users = """
        | SamAccountName | DistinguishedName | thumbnailPhoto | Enabled |
        |---|:---|:---:|---:|
        | ines | CN=ines,DC=contoso | {255, 216, 255, 224…} | True |
        | `bob` | **CN=bob\\|x,DC=contoso** |  | False |
        | | CN=none,DC=contoso | | |
        """

    @Test(arguments: ["", "> ", "    "]) func aRowIsARecord(dress: String) throws {
        let table = Self.users.split(separator: "\n").map { dress + $0 }.joined(separator: "\n")
        let evidence = read("Hello, here they are:\n\n\(table)\n\nRegards\n")
        let users = evidence.records("directory-user")
        #expect(users.map { $0["SamAccountName"]?.short } == ["ines", "bob", "(blank)"])
        #expect(
            users.map { $0["DistinguishedName"]?.short } == [
                "CN=ines,DC=contoso", "CN=bob|x,DC=contoso", "CN=none,DC=contoso",
            ])
        #expect(users.map { $0["Enabled"]?.short } == ["true", "false", "(blank)"])
        #expect(users.first?["thumbnailPhoto"]?.partial != nil)
        #expect(evidence.text(under: users.first?["SamAccountName"]) == "ines")
        #expect(evidence.text(under: users[1]["SamAccountName"]) == "bob")
        #expect(evidence.regions.map(\.format) == ["prose", "markdown-table", "prose"])
        ConformanceTests.checkSpans(evidence)
    }

    @Test func namesAndValuesAreOneRecord() throws {
        let evidence = read("| Property | Value |\n| --- | --- |\n| source | cloud |\n| allowedRoles | {a, b} |\n")
        let settings = try #require(evidence.records("settings").first)
        #expect(settings["source"]?.short == "cloud")
        #expect(evidence.records.count == 1)
    }

    @Test func withoutOuterBars() throws {
        let evidence = read("SamAccountName | DistinguishedName\n--- | ---\nines | CN=ines\n\ntext\n")
        #expect(evidence.records("directory-user").first?["SamAccountName"]?.short == "ines")
    }

    @Test(arguments: [
        "|---|---|\n| a | b |\n", "text\n|---|---|\n", "a | b | c\n---|---\n1 | 2\n", "| a | b |\n|---|---|\n\n1 | 2\n",
        "a | b\n--|--\n",
    ]) func whatIsNoTableIsText(text: String) {
        let evidence = read(text)
        #expect(!evidence.regions.contains { $0.format == "markdown-table" })
    }

    /// A row that does not fit ends the table: no value comes under another name.
    @Test func aRowThatDoesNotFitIsNotGuessed() {
        let evidence = read(
            "| SamAccountName | DistinguishedName |\n|---|---|\n| a | CN=a |\n| b |\n| c | CN=c | x |\n")
        #expect(evidence.records("directory-user").count == 1)
        #expect(evidence.regions.map(\.format) == ["markdown-table", "prose"])
    }

    @Test func survivesACutAtEveryByte() {
        let bytes = Array(Self.users.utf8)
        for end in 0...bytes.count { ConformanceTests.checkSpans(read(Array(bytes[..<end])), "cut at \(end)") }
    }

    /// Four times the rows take no sixteen times the time, rules below rules neither.
    @Test func takesLinearTime() {
        func seconds(_ row: String, _ count: Int) -> Double {
            let text = Array((Self.users + "\n" + String(repeating: row + "\n", count: count)).utf8)
            let clock = ContinuousClock()
            return clock.measure { #expect(read(text).sources.count == 1) } / .seconds(1)
        }
        for row in ["| a | CN=a | | |", "|---|---|---|---|", "| a |"] {
            _ = seconds(row, 10)
            #expect(seconds(row, 8000) < max(seconds(row, 2000) * 11, 0.5))
        }
    }
}
