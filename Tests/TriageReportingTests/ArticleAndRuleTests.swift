import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReporting

@Suite struct ArticleAndRuleTests {
    static let article = ArticleView(
        id: "KB3062745",
        title: "User photos aren't synced from the on-premises environment to Exchange Online in a hybrid deployment",
        address:
            "https://learn.microsoft.com/exchange/troubleshoot/administration/user-photos-not-synced-to-exchange-online",
        asOf: Cases.asOf,
        versions: [
            .init(
                id: "v0", dated: "before 2023-03",
                text: "Two causes: the photo is synchronised once only, and 10 KB is the limit."),
            .init(
                id: "v1", dated: "between 2023-03 and 2023-09",
                text: "The statement that the photo is synchronised only once is gone."),
            .init(id: "v2", dated: "2023-09-29", text: "Rewritten for the admin center and Microsoft Graph."),
        ],
        steps: [
            .init(
                step: .init(
                    id: "KB3062745/check-size", text: "Measure the photo in AD.",
                    command: "(Get-ADUser {sam} -Properties thumbnailPhoto).thumbnailPhoto.Length",
                    place: "on-premises AD", expect: "10,000 or less", source: "KB3062745 v0 v1 v2 v3"),
                section: "Cause",
                versions: ["v0", "v1", "v2", "v3"], checked: "2026-11-23"),
            .init(
                step: .init(
                    id: "KB3062745/connect-rps",
                    text:
                        "Connect with remote PowerShell and append ?proxyMethod=RPS to the connection URI. It is needed for the photo of another user.",
                    command:
                        "$Session = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://outlook.office365.com/powershell-liveid/?proxyMethod=RPS\nImport-PSSession $Session -AllowClobber",
                    place: "Exchange Online", source: "KB3062745 v1", retired: CivilDate(year: 2023, month: 10, day: 1),
                    isRetired: true, retiredBecause: "Remote PowerShell is off for all world-wide tenants.",
                    replacedBy: "KB3062745/graph-powershell"), section: "Resolution", versions: ["v0", "v1"],
                checked: "2026-11-23"),
            .init(
                step: .init(
                    id: "KB3062745/graph-powershell",
                    text: "Set the photo with Microsoft Graph PowerShell, up to 4 MB.",
                    command: "Set-MgUserPhotoContent -UserId {upn} -InFile '{file}'", place: "Graph PowerShell",
                    risk: .write, verify: "Get-MgUserPhotoContent -UserId {upn} -OutFile check.jpg",
                    expect: "check.jpg is the new photo.", source: "KB3062745 v2 v3",
                    validFrom: CivilDate(year: 2023, month: 9, day: 29)), section: "Resolution",
                versions: ["v2", "v3"]),
        ],
        history: [
            .init(
                date: "2022-12", text: "The retirement of remote PowerShell is announced.", source: "Exchange team blog"
            ),
            .init(
                date: "2023-10-01", text: "Remote PowerShell is off for all world-wide tenants.",
                source: "exchange-online-powershell-v2"),
        ])

    static let rule = RuleView(
        id: "photo-proxy-413", cause: "RC22", stage: "upload", severity: "error", status: "stable", since: "1.0",
        title: "Set-UserPhoto for another user went through the PSWS proxy",
        why: "The proxied request is larger than that proxy accepts; the remote server answers 413.",
        subject: "every error",
        when: .init(
            "all of these",
            [
                .init("httpStatus is 413"),
                .init(
                    "at least one of these",
                    [.init("cmdlet is Set-UserPhoto"), .init("errorClass ends with SetUserPhoto")]),
            ]),
        exceptions: [
            .init(
                because: "the session already asked for proxyMethod=RPS",
                condition: .init("a session in the same session has", [.init("uri.query.proxyMethod is RPS")]))
        ], confidence: .medium,
        cases: [.init(when: .init("cmdlet is Set-UserPhoto"), confidence: .high, note: "The error names the cmdlet.")],
        near: "photo-file.length within 500 bytes", explains: ["upload-failed"], resolution: Cases.steps,
        sources: ["KB3062745 v1, More information (checked 2026-11-23)"], proof: "samples/photo-proxy-413",
        file: "rules/photo-sync/photo-proxy-413.xml:1")

    @Test(arguments: [80, 120]) func showsAnArticle(_ width: Int) {
        Golden.check(ArticleReporter.render(Self.article, options: .init(width: width)), named: "article-\(width).txt")
    }

    @Test func showsARule() {
        Golden.check(RuleReporter.show(Self.rule), named: "rule-80.txt")
    }

    @Test(arguments: [60, 80, 120]) func listsRulesInATable(_ width: Int) {
        var other = Self.rule
        other.id = "photo-over-cloud-limit"
        other.cause = "RC01"
        other.stage = "size"
        other.title = "The photo in AD is larger than Exchange Online takes"
        Golden.check(RuleReporter.list([other, Self.rule], options: .init(width: width)), named: "rules-\(width).txt")
    }

    @Test func listsNothingCalmly() {
        #expect(RuleReporter.list([]) == "Rule  Cause  Stage  Status  Title\n\n0 rules\n")
    }

    @Test(arguments: Hostile.texts) func areHarmless(_ text: String) {
        let step = Diagnosis.Step(
            id: text, text: text, command: text, place: text, verify: text, expect: text, source: text,
            isRetired: true, retiredBecause: text, replacedBy: text)
        let article = ArticleView(
            id: text, title: text, address: text, asOf: Cases.asOf,
            versions: [.init(id: text, dated: text, text: text)],
            steps: [.init(step: step, section: text, versions: [text], checked: text)],
            history: [.init(date: text, text: text, source: text)])
        let rule = RuleView(
            id: text, cause: text, stage: text, title: text, why: text, subject: text, when: .init(text, [.init(text)]),
            exceptions: [.init(because: text, condition: .init(text))], near: text, explains: [text],
            resolution: [step],
            sources: [text], proof: text, file: text)
        for options in [TextOptions(), TextOptions(ascii: true)] {
            let shown =
                ArticleReporter.render(article, options: options) + RuleReporter.show(rule, options: options)
                + RuleReporter.list([rule], options: options)
            #expect(!shown.unicodeScalars.contains { Hostile.isForbidden($0) })
            if options.ascii { #expect(shown.utf8.allSatisfy { $0 < 0x80 }) }
        }
    }

    @Test func wrapsEverythingButCommands() {
        let commands = Set(
            Self.article.steps.flatMap { TerminalText.lines($0.step.command, ascii: false) + [$0.step.verify] }
                + [Self.article.address])
        for width in [50, 80, 120] {
            let options = TextOptions(width: width)
            let shown =
                ArticleReporter.render(Self.article, options: options) + RuleReporter.show(Self.rule, options: options)
            for row in TextReporterTests.rows(shown) {
                #expect(DisplayWidth.of(row) <= width || commands.contains(String(row.drop { $0 == " " })), "\(row)")
            }
        }
    }
}
