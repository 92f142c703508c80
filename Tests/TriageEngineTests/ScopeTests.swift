import Testing
import TriageModel
import TriageRules

@testable import TriageEngine

/// Which records and which text a condition sees.
struct ScopeTests {
    private func rules(_ subject: Rule.Subject, _ when: Condition) -> [Rule] {
        [.make("rule", subject: subject, when: when)]
    }

    private func status(_ builder: CaseBuilder, _ rules: [Rule], asOf: CivilDate? = nil) -> Diagnosis.Status {
        var builder = builder
        builder.prose("The photo in Outlook")
        let diagnosis = diagnose(builder, rules, asOf: asOf, explain: true)
        if let finding = diagnosis.findings.first { return finding.status }
        if let finding = diagnosis.undecided.first { return finding.status }
        return diagnosis.nearMisses.first?.status ?? diagnosis.ruledOut.first?.status ?? .notApplicable
    }

    @Test func textBetweenTwoRecordsOfOnePersonMayBeAboutAnother() {
        let rule = rules(.person, .text("FormatException", .subject))
        var builder = CaseBuilder()
        builder.add("directory-user", ["UserPrincipalName": .text("anna@contoso.example")])
        builder.add(
            "error", ["identity": .text("ben@contoso.example"), "message": .text("FormatException")])
        builder.add("cloud-user", ["UserPrincipalName": .text("anna@contoso.example")])
        #expect(diagnose(builder, rule).findings.flatMap(\.subjects).map(\.id) == ["ben@contoso.example"])
        builder.prose("FormatException")
        #expect(
            diagnose(builder, rule).findings.flatMap(\.subjects).map(\.id)
                == ["anna@contoso.example", "ben@contoso.example"])
    }

    @Test func aLaterSessionDoesNotExcuseAnEarlierError() {
        var builder = CaseBuilder()
        builder.add("session", ["uri": .uri("https://x.example/powershell-liveid/")], session: 1)
        builder.add("error", ["httpStatus": .number(413), "cmdlet": .text("Set-UserPhoto")], session: 1)
        builder.add("session", ["uri": .uri("https://x.example/powershell-liveid/?proxyMethod=RPS")], session: 2)
        #expect(diagnose(builder).causes == ["RC22"])
    }

    @Test func theSessionsOwnAddressExcuses() {
        var builder = CaseBuilder()
        builder.add("session", ["uri": .uri("https://x.example/powershell-liveid/?proxyMethod=RPS")], session: 1)
        builder.add("error", ["httpStatus": .number(413), "cmdlet": .text("Set-UserPhoto")], session: 1)
        let diagnosis = diagnose(builder, explain: true)
        #expect(diagnosis.causes.isEmpty)
        let ruledOut = diagnosis.ruledOut.first { $0.rule == "proxy-413" }
        #expect(ruledOut?.conditions.children.last?.operation == "unless")
        #expect(ruledOut?.conditions.children.last?.result == .true)
        #expect(ruledOut?.conditions.result == .false)
    }

    @Test func anUnknownExceptionIsSaidButDoesNotBlock() {
        var builder = CaseBuilder()
        builder.add("error", ["httpStatus": .number(413), "cmdlet": .text("Set-UserPhoto")])
        let diagnosis = diagnose(builder)
        #expect(diagnosis.causes == ["RC22"])
        #expect(diagnosis.findings[0].confidence == .high)
        #expect(
            diagnosis.findings[0].notes.contains("It is not known whether the session had asked for proxyMethod=RPS."))
    }

    @Test func noRecordOfAKindIsUnknownAndNoneThatFitsIsFalse() {
        let rule = rules(.person, .anyRecord("sync-scheduler", .case, [.here("SyncCycleEnabled", .equals("false"))]))
        var builder = CaseBuilder()
        #expect(status(builder, rule) == .undecided)
        builder.add("sync-scheduler", ["SyncCycleEnabled": .boolean(true)])
        #expect(status(builder, rule) == .ruledOut)
        builder.add("sync-scheduler", ["SyncCycleEnabled": .boolean(false)])
        #expect(status(builder, rule) == .matched)
    }

    @Test func allConditionsHoldOnOneRecord() {
        let rule = rules(
            .ticket, .anyRecord("module", .case, [.here("Name", .equals("Exo")), .here("Version", .startsWith("3."))]))
        var builder = CaseBuilder()
        builder.add("module", ["Name": .text("Exo"), "Version": .text("2.0")])
        builder.add("module", ["Name": .text("Other"), "Version": .text("3.1")])
        #expect(status(builder, rule) != .matched)
        builder.add("module", ["Name": .text("Exo"), "Version": .text("3.1")])
        #expect(status(builder, rule) == .matched)
    }

    @Test func noRecordIsTheOppositeOfAnyRecord() {
        let rule = rules(.ticket, .noRecord("module", .case, [.here("Name", .equals("Exo"))]))
        var builder = CaseBuilder()
        #expect(status(builder, rule) == .undecided)
        builder.add("module", ["Name": .text("Other")])
        #expect(status(builder, rule) == .matched)
        builder.add("module", ["Name": .text("Exo")])
        #expect(status(builder, rule) == .ruledOut)
    }

    @Test func recordsOfOthersAreNotTheSubjects() {
        let rule = rules(.person, .anyRecord("mailbox", .subject, [.here("HasPicture", .equals("true"))]))
        var builder = CaseBuilder()
        builder.add("directory-user", ["mail": .text("anna@contoso.example")])
        builder.add("mailbox", ["PrimarySmtpAddress": .text("bob@contoso.example"), "HasPicture": .boolean(true)])
        builder.prose("photo Outlook")
        let diagnosis = diagnose(builder, rule)
        #expect(diagnosis.findings.map { $0.subjects.map(\.id) } == [["bob@contoso.example"]])
    }

    @Test func blocksAreKeptApart() {
        let rule = rules(
            .record(kind: "error"), .anyRecord("command", .block, [.here("name", .equals("Set-UserPhoto"))]))
        var builder = CaseBuilder()
        builder.add("command", ["name": .text("Set-UserPhoto")], block: 1)
        builder.add("error", ["message": .text("x")], block: 2)
        #expect(status(builder, rule) == .undecided)
        builder.add("error", ["message": .text("y")], block: 1)
        #expect(status(builder, rule) == .matched)
    }

    @Test func referencesLeadToTheRecordOfThatName() {
        let rule = rules(
            .person,
            .anyRecord(
                "owa-policy", .case, via: "cas-mailbox.OwaMailboxPolicy", [.here("SetPhotoEnabled", .equals("false"))]))
        var builder = CaseBuilder()
        builder.add("owa-policy", ["Name": .text("Strict"), "SetPhotoEnabled": .boolean(false)])
        builder.add("owa-policy", ["Name": .text("Default"), "SetPhotoEnabled": .boolean(true)])
        builder.add("directory-user", ["mail": .text("anna@contoso.example")])
        #expect(status(builder, rule) == .undecided)
        var strict = builder
        strict.add(
            "cas-mailbox",
            ["Identity": .text("anna@contoso.example"), "OwaMailboxPolicy": .text("contoso.example/Strict")])
        #expect(status(strict, rule) == .matched)
        builder.add("cas-mailbox", ["Identity": .text("anna@contoso.example"), "OwaMailboxPolicy": .text("default")])
        #expect(status(builder, rule) == .ruledOut)
    }

    @Test func boundRecordsAreCompared() {
        let nested = Condition.anyRecord(
            "directory-user", .subject, bind: "ad",
            [
                .anyRecord(
                    "cloud-user", .subject, bind: "cloud",
                    [.compare("ad.whenChanged", .after, "cloud.OnPremisesLastSyncDateTime", within: 1800)])
            ])
        let beside = Condition.all([
            .anyRecord("directory-user", .subject, bind: "ad", []),
            .anyRecord("cloud-user", .subject, bind: "cloud", []),
            .compare("ad.whenChanged", .after, "cloud.OnPremisesLastSyncDateTime", within: 1800),
        ])
        let direct = Condition.compare(
            "directory-user.whenChanged", .after, "cloud-user.OnPremisesLastSyncDateTime", within: 1800)
        for condition in [nested, beside, direct] {
            for (changed, expected) in [
                ("2026-11-23T09:00:00Z", Diagnosis.Status.matched), ("2026-11-23T06:20:00Z", .ruledOut),
                ("2026-11-23T09:00:00", .undecided),
            ] {
                var builder = CaseBuilder()
                builder.add("directory-user", ["mail": .text("a@contoso.example"), "whenChanged": .day(changed)])
                builder.add(
                    "cloud-user",
                    ["Mail": .text("a@contoso.example"), "OnPremisesLastSyncDateTime": .day("2026-11-23T06:00:00Z")])
                #expect(status(builder, rules(.person, condition)) == expected)
            }
        }
    }

    @Test func errorsCompareTheirOwnFields() {
        let rule = rules(
            .record(kind: "error"),
            .anyRecord("session", .session, bind: "s", [.compare("error.identity", .equals, "s.userName")]))
        var builder = CaseBuilder()
        builder.add("session", ["userName": .text("ADMIN@contoso.example")], session: 1)
        builder.add("error", ["identity": .text("admin@contoso.example")], session: 1)
        #expect(status(builder, rule) == .matched)
    }

    @Test func textIsLookedForWhereTheScopeSays() {
        var builder = CaseBuilder()
        builder.add("error", ["message": .text("first")], session: 1)
        builder.prose("proxyMethod=RPS was used")
        builder.add("error", ["message": .text("second")], session: 1)
        builder.add("error", ["message": .text("third")], session: 2)
        func found(_ text: String, _ scope: Condition.Scope) -> Int {
            let rule = rules(.record(kind: "error"), .text(text, scope))
            return diagnose(builder, rule).findings.first?.subjects.count ?? 0
        }
        #expect(found("proxymethod=rps", .case) == 3)
        #expect(found("proxymethod=rps", .session) == 2)
        #expect(found("proxymethod=rps", .block) == 0)
        #expect(found("second", .block) == 1)
        #expect(found("second", .record) == 1)
        #expect(found("nowhere", .case) == 0)
    }

    @Test func outsideOfAnySessionTheConsoleIsTheSession() {
        var builder = CaseBuilder()
        builder.prose("[PS] C:\\>Set-UserPhoto")
        builder.add("error", ["message": .text("not recognized")])
        builder.add("session", ["uri": .uri("https://x.example/")], session: 1)
        builder.add("error", ["message": .text("other")], session: 1)
        let rule = rules(.record(kind: "error"), .text("[PS] C:\\", .session))
        let finding = diagnose(builder, rule).findings.first
        #expect(finding?.subjects.map(\.id) == ["input0.txt:2"])
    }

    @Test func aSearchThatFailedIsUnknown() {
        var builder = CaseBuilder()
        builder.prose("The photo in Outlook")
        builder.add("error", ["message": .text("x")])
        let rule = rules(.record(kind: "error"), .text("photo", .case))
        let engine = DiagnosisEngine(
            knowledge: TestKnowledge.knowledge(rule), patterns: LiteralSearch(rule, fails: true))
        let diagnosis = engine.diagnose(builder.evidence, options: .init(asOf: TestKnowledge.today))
        #expect(diagnosis.findings.isEmpty)
        #expect(diagnosis.undecided.count == 1)
    }

    @Test func eventsHaveTheirTimeFromThemselvesTheirSessionOrTheGivenDay() {
        let rule = rules(.record(kind: "error"), .happened(from: "2023-10-01"))
        var own = CaseBuilder()
        own.add("error", ["message": .text("x")], time: "2023-12-24T10:00:00Z")
        #expect(status(own, rule) == .matched)
        var session = CaseBuilder()
        session.add("session", ["userName": .text("x")], session: 1, time: "2023-01-01T10:00:00Z")
        session.add("error", ["message": .text("x")], session: 1)
        #expect(status(session, rule) == .ruledOut)
        var undated = CaseBuilder()
        undated.add("error", ["message": .text("x")])
        #expect(status(undated, rule) == .undecided)
        #expect(status(undated, rule, asOf: CivilDate(year: 2024, month: 1, day: 1)) == .matched)
        #expect(status(undated, rule, asOf: CivilDate(year: 2020, month: 1, day: 1)) == .ruledOut)
        #expect(status(own, rule, asOf: CivilDate(year: 2020, month: 1, day: 1)) == .matched)
    }

    @Test func theEndOfARangeIsOutsideOfIt() {
        let rule = rules(.record(kind: "error"), .happened(from: "2023-10-01", until: "2023-11-30"))
        for (time, expected) in [
            ("2023-10-01T00:00:00Z", Diagnosis.Status.matched), ("2023-11-29T23:59:59Z", .matched),
            ("2023-11-30T00:00:00Z", .ruledOut), ("2023-09-30T23:59:59Z", .ruledOut),
            ("2023-11-30T01:00:00", .undecided),
        ] {
            var builder = CaseBuilder()
            builder.add("error", ["message": .text("x")], time: time)
            #expect(status(builder, rule) == expected)
        }
    }

    @Test func tenantRecordsHoldForEverybody() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["mail": .text("a@contoso.example"), "thumbnailPhoto": .photo(1)])
        builder.add("sync-scheduler", ["SyncCycleEnabled": .boolean(false)])
        #expect(diagnose(builder).causes == ["RC13"])
    }

    @Test func twoServersThatDifferDoNotDecide() {
        var builder = CaseBuilder()
        builder.add("sync-scheduler", ["SyncCycleEnabled": .boolean(false)])
        builder.add("sync-scheduler", ["SyncCycleEnabled": .boolean(true)])
        let diagnosis = diagnose(builder)
        #expect(!diagnosis.causes.contains("RC13"))
        #expect(diagnosis.undecided.contains { $0.cause == "RC13" })
    }

    @Test func ofEventsItIsEnoughThatOneIsSo() {
        var builder = CaseBuilder()
        builder.add("error", ["httpStatus": .number(404)])
        builder.add("error", ["httpStatus": .number(413)])
        #expect(status(builder, rules(.person, .field("error", "httpStatus", .equals("413")))) == .matched)
    }
}
