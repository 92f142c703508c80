import Testing
import TriageModel
import TriageRules

@testable import TriageEngine

/// Steps and the commands to run next.
struct AdviceTests {
    private func proxyCase(_ time: String? = nil) -> CaseBuilder {
        var builder = CaseBuilder()
        builder.add(
            "error",
            ["httpStatus": .number(413), "cmdlet": .text("Set-UserPhoto"), "identity": .text("anna@contoso.example")],
            time: time)
        return builder
    }

    @Test func todayTheRetiredStepComesLastWithItsSuccessor() {
        let steps = diagnose(proxyCase()).findings[0].resolution
        #expect(steps.map(\.id) == ["graph", "old-way"])
        #expect(steps.map(\.isRetired) == [false, true])
        #expect(steps[1].retired == CivilDate(year: 2023, month: 10, day: 1))
        #expect(steps[1].retiredBecause == "RPS ended")
        #expect(steps[1].replacedBy == "graph")
        #expect(
            steps[0].command == "Set-MgUserPhotoContent -UserId anna@contoso.example -InFile '<full path of the file>'")
    }

    @Test func theDayOfTheAdviceDecides() {
        for (day, retired) in [("2023-09-30", false), ("2023-10-01", true)] {
            let steps = diagnose(proxyCase(), asOf: CivilDate(iso: day)).findings[0].resolution
            #expect(steps.first { $0.id == "old-way" }?.isRetired == retired)
        }
        let early = diagnose(proxyCase(), asOf: CivilDate(year: 2019, month: 1, day: 1)).findings[0].resolution
        #expect(early.map(\.id) == ["old-way"])
    }

    @Test func aSuccessorThatIsNotListedIsPulledIn() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["SamAccountName": .text("anna"), "thumbnailPhoto": .photo(14_532)])
        let steps = diagnose(builder).findings[0].resolution
        #expect(steps.map(\.id) == ["shrink", "graph", "old-way"])
        #expect(steps[0].command == "Set-ADUser anna -Replace @{thumbnailPhoto=$small}")
        #expect(steps[0].text == "Shrink the photo of <UPN of the user>.")
    }

    @Test func undatedEvidenceSaysThatTodayDecides() {
        #expect(diagnose(proxyCase()).findings[0].notes.contains { $0.contains("not dated") })
        #expect(
            diagnose(proxyCase("2020-03-03T10:00:00Z")).findings[0].notes.contains {
                $0.contains("The evidence is of 2020-03-03")
            })
        #expect(!diagnose(proxyCase("2024-03-03T10:00:00Z")).findings[0].notes.contains { $0.contains("evidence is") })
    }

    @Test func triedStepsAreMarked() {
        var builder = proxyCase()
        builder.add("tried", ["step": .text("graph")])
        #expect(diagnose(builder).findings[0].resolution.map(\.wasTried) == [true, false])
    }

    @Test func valuesCannotBecomeCommands() {
        let hostile = CommandTemplate { _ in "o'brien; Remove-Item *" }
        #expect(hostile.filled("Get-ADUser {sam}") == "Get-ADUser 'o''brien; Remove-Item *'")
        #expect(hostile.filled("Get-ADUser '{sam}'") == "Get-ADUser 'o''brien; Remove-Item *'")
        #expect(hostile.filled("pwsh -c \"Get {sam}\"") == "pwsh -c \"Get <account name of the user>\"")
        let smart = CommandTemplate { _ in "x\u{2019}; y" }
        #expect(smart.filled("Get {sam}") == "Get 'x\u{2019}\u{2019}; y'")
        let broken = CommandTemplate { _ in "a\nb" }
        #expect(broken.filled("Get {sam}") == "Get <account name of the user>")
        let splat = CommandTemplate { _ in "@x" }
        #expect(splat.filled("Get {sam}") == "Get '@x'")
    }

    @Test func bracesOfPowerShellAreLeftAlone() {
        let template = CommandTemplate { _ in "x" }
        #expect(template.filled("| ? {$_.Name -eq '{sam}'} @{a={upn}}") == "| ? {$_.Name -eq 'x'} @{a=x}")
        #expect(template.filledProse("{unknown} {upn} {") == "{unknown} x {")
    }

    // MARK: Next evidence

    private func prose(_ facts: String...) throws -> Diagnosis {
        var builder = CaseBuilder()
        builder.prose("Anna's new photo does not show in Outlook")
        return diagnose(builder, facts: try facts.map { try fact($0) })
    }

    @Test func aBareSentenceYieldsTheFirstCommandOfTheSheet() throws {
        let next = try prose().nextEvidence
        #expect(
            next.first?.command
                == "(Get-ADUser <account name of the user> -Properties thumbnailPhoto).thumbnailPhoto.Length")
        #expect(next.first?.decides == ["RC01", "RC08", "RC02"])
        #expect(next.first?.place == "on-premises AD")
        #expect(Set(next.flatMap(\.decides)) == ["RC01", "RC02", "RC04", "RC08", "RC13", "RC16", "RC40"])
    }

    @Test func aFactChangesTheRanking() throws {
        let before = try prose().nextEvidence
        let after = try prose("anna@contoso.example: directory-user.thumbnailPhoto.bytes=5000").nextEvidence
        #expect(before.first?.command.contains("Length") == true)
        #expect(after.first?.command == "Get-ADSyncScheduler")
        #expect(!after.contains { $0.command.contains("Length") })
        #expect(after.contains { $0.command.contains("anna@contoso.example") })
    }

    @Test func aCommandThatAnswersNothingNewIsNotListed() throws {
        let commands = try prose().nextEvidence.map(\.command)
        #expect(Set(commands).count == commands.count)
        #expect(!commands.contains { $0.contains("Get-EXOMailbox") })
    }

    @Test func aCommandThatWasRunIsNotAdvisedAgain() {
        var builder = CaseBuilder()
        builder.prose("photo Outlook")
        builder.add("command", ["name": .text("Get-ADSyncScheduler"), "text": .text("get-adsyncscheduler")])
        #expect(!diagnose(builder).nextEvidence.contains { $0.command == "Get-ADSyncScheduler" })
    }

    @Test func whatSourcesDisagreeAboutIsAskedAgain() {
        var builder = CaseBuilder()
        for (server, bytes) in [("dc1", 14_532), ("dc2", 9000)] {
            builder.add(
                "command",
                [
                    "name": .text("Get-ADUser"), "identity": .text("anna"), "server": .text(server),
                    "text": .text("(Get-ADUser anna -Properties thumbnailPhoto).thumbnailPhoto.Length"),
                ])
            builder.add("directory-user", ["SamAccountName": .text("anna"), "thumbnailPhoto": .photo(Int64(bytes))])
        }
        let diagnosis = diagnose(builder)
        #expect(diagnosis.contradictions.count == 1)
        #expect(diagnosis.nextEvidence.contains { $0.command.hasSuffix("thumbnailPhoto.Length") })
    }

    @Test func sharesOfSeveralRulesAddUp() {
        func open(_ id: String, _ prior: Int, _ missing: [String]) -> NextEvidencePlanner.OpenRule {
            .init(id: id, cause: id, prior: prior, missing: missing)
        }
        let planner = NextEvidencePlanner(collectors: CollectorIndex(TestKnowledge.vocabulary))
        let template = CommandTemplate { _ in nil }
        let plan = planner.plan(
            [
                open("A", 4, ["mailbox.RecipientTypeDetails", "cloud-user.AssignedLicenses"]),
                open("B", 3, ["sync-scheduler.SyncCycleEnabled"]), open("C", 1, ["cloud-user.AssignedLicenses"]),
            ], template: template, answered: { _, _ in false })
        #expect(plan.map(\.decides) == [["B"], ["A", "C"], ["A"]])
        #expect(plan[1].command.hasPrefix("Get-MgUser"))
    }

    @Test func whatIsAboutTheFoundCauseIsAskedFirst() {
        let planner = NextEvidencePlanner(collectors: CollectorIndex(TestKnowledge.vocabulary))
        let open: [NextEvidencePlanner.OpenRule] = [
            .init(id: "A", cause: "A", prior: 9, missing: ["sync-scheduler.SyncCycleEnabled"]),
            .init(id: "B", cause: "B", prior: 2, missing: ["cloud-user.AssignedLicenses"], bearing: .related),
            .init(id: "C", cause: "C", prior: 1, missing: ["directory-user.jpegPhoto"], bearing: .found),
        ]
        for isProven in [false, true] {
            let plan = planner.plan(
                open, isProven: isProven, template: CommandTemplate { _ in nil }, answered: { _, _ in false })
            #expect(plan.map(\.decides) == [["C"], ["B"], ["A"]])
            #expect(
                plan.map(\.purpose)
                    == (isProven ? [.confirm, .optional, .optional] : [.confirm, .confirm, .decide]))
        }
    }

    @Test func whereTheCauseIsProvenNothingElseIsNeeded() {
        let proven = diagnose(proxyCase())
        #expect(proven.findings[0].confidence == .high)
        #expect(!proven.nextEvidence.isEmpty && proven.nextEvidence.allSatisfy { $0.purpose == .optional })
    }

    @Test func whatSourcesDisagreeAboutKeepsOtherQuestionsNeeded() {
        var builder = proxyCase()
        for bytes: Int64 in [14_532, 9000] {
            builder.add(
                "directory-user", ["mail": .text("anna@contoso.example"), "thumbnailPhoto": .photo(bytes)])
        }
        let diagnosis = diagnose(builder)
        #expect(diagnosis.contradictions.contains { $0.kept == nil })
        #expect(!diagnosis.nextEvidence.contains { $0.purpose == .optional })
    }

    @Test func withoutACauseEverythingDecides() throws {
        #expect(try prose().nextEvidence.allSatisfy { $0.purpose == .decide })
    }

    @Test func hugeWeightsDoNotOverflow() {
        let planner = NextEvidencePlanner(collectors: CollectorIndex(TestKnowledge.vocabulary))
        let plan = planner.plan(
            [.init(id: "A", cause: "A", prior: .max, missing: ["mailbox"])], template: CommandTemplate { _ in nil },
            answered: { _, _ in false })
        #expect(plan.count == 1)
    }
}
