import Testing
import TriageModel

@Suite struct ListReaderTests {
    static let user = """
        DistinguishedName : CN=Ines Duarte,OU=Staff,DC=contoso,DC=example
        Enabled           : True
        proxyAddresses    : {SMTP:ines@contoso.example, smtp:ines@contoso.mail.onmicrosoft.example}
        SamAccountName    : ines.duarte
        whenChanged       : 11/20/2026 08:14:30
        thumbnailPhoto    : {255, 216, 255, 224…}
        """

    @Test func typesAnAlignedListing() throws {
        let user = try #require(read(Self.user).records("directory-user").first)
        #expect(user["enabled"]?.short == "true")
        #expect(
            user["proxyAddresses"]?.short == "[SMTP:ines@contoso.example, smtp:ines@contoso.mail.onmicrosoft.example]")
        #expect(user["whenChanged"]?.short == "2026-11-20T08:14:30")
        #expect(user["thumbnailPhoto"]?.short == "jpeg 5+")
        #expect(user["thumbnailPhoto"]?.partial == "list cut by the console")
        #expect(user.eventTime?.short == "2026-11-20T08:14:30")
    }

    @Test func pointsAtTheValue() throws {
        let evidence = read("Hello,\n\n" + Self.user)
        let user = try #require(evidence.records("directory-user").first)
        #expect(evidence.text(under: user["SamAccountName"]) == "ines.duarte")
    }

    @Test func readsAnUnalignedListing() throws {
        let text = """
            SyncCycleEnabled : True
            NextSyncCycleStartTimeInUTC : 1/23/2018 2:58:30 PM
            CustomizedSyncCycleInterval :
            PurgeRunHistoryInterval : 7.00:00:00
            StagingModeEnabled : False
            """
        let scheduler = try #require(read(text).records("sync-scheduler").first)
        #expect(scheduler["CustomizedSyncCycleInterval"]?.short == "(blank)")
        #expect(scheduler["PurgeRunHistoryInterval"]?.short == "604800.0 s")
        guard case .date(let date)? = scheduler["NextSyncCycleStartTimeInUTC"]?.content else {
            Issue.record("no date")
            return
        }
        #expect(date.zoneMinutes == 0)
    }

    @Test func joinsAValueTheFormatterWrapped() throws {
        let text = """
            DistinguishedName : CN=Ines Duarte,OU=Staff,DC=contoso,DC=exam
                                ple
            proxyAddresses    : {SMTP:ines.duarte@contoso.example, smtp:in
                                es@contoso.mail.onmicrosoft.example}
            SamAccountName    : ines.duarte
            """
        let evidence = read(text)
        let user = try #require(evidence.records("directory-user").first)
        #expect(user["DistinguishedName"]?.short == "CN=Ines Duarte,OU=Staff,DC=contoso,DC=example")
        #expect(evidence.text(under: user["DistinguishedName"]) == "CN=Ines Duarte,OU=Staff,DC=contoso,DC=exam|ple")
        #expect(
            user["proxyAddresses"]?.short
                == "[SMTP:ines.duarte@contoso.example, smtp:ines@contoso.mail.onmicrosoft.example]")
    }

    @Test func separatesObjectsAtBlankLinesAndAtRepeatedNames() {
        let one = "SamAccountName    : a\nDistinguishedName : CN=a\n"
        #expect(read(one + "\n" + one).records("directory-user").count == 2)
        #expect(read(one + one).records("directory-user").count == 2)
    }

    @Test func readsThroughCommentsQuotesAndColours() {
        for dress in ["# ", "> ", "        ", "\u{1B}[32m"] {
            let text = Self.user.split(separator: "\n").map { dress + $0 }.joined(separator: "\n")
            #expect(read(text).records("directory-user").first?["SamAccountName"]?.short == "ines.duarte", "\(dress)")
        }
    }

    @Test func doesNotTakeProseForAList() {
        let evidence = read("Note : the photo is old.\nWe wait for your answer.\n")
        #expect(evidence.records.isEmpty)
    }

    @Test(arguments: 36...90) func readsAListTheConsoleCut(width: Int) throws {
        var lines: [String] = []
        for line in Self.user.split(separator: "\n") {
            var rest = line[...]
            while rest.count > width {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
            lines.append(String(rest))
        }
        let user = try #require(read(lines.joined(separator: "\n")).records("directory-user").first)
        #expect(user["SamAccountName"]?.short == "ines.duarte")
        #expect(user["thumbnailPhoto"]?.short == "jpeg 5+")
        #expect(user["DistinguishedName"]?.short == "CN=Ines Duarte,OU=Staff,DC=contoso,DC=example")
    }
}
