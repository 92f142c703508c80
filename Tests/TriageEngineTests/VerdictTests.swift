import Testing
import TriageModel
import TriageRules

@testable import TriageEngine

/// Verdicts of rules and of tickets.
struct VerdictTests {
    private func user(_ bytes: Int64, _ name: String = "anna") -> CaseBuilder {
        var builder = CaseBuilder()
        builder.add(
            "directory-user",
            [
                "SamAccountName": .text(name), "UserPrincipalName": .text("\(name)@contoso.example"),
                "thumbnailPhoto": .photo(bytes),
            ])
        return builder
    }

    @Test func aMatchCarriesItsProof() {
        let diagnosis = diagnose(user(14_532))
        #expect(diagnosis.verdict == .cause)
        #expect(diagnosis.causes == ["RC01"])
        let finding = diagnosis.findings[0]
        #expect(finding.status == .matched)
        #expect(finding.confidence == .high)
        #expect(finding.evidence.count == 1)
        #expect(finding.evidence[0].field == "directory-user.thumbnailPhoto.bytes")
        #expect(finding.evidence[0].value == "14,532 bytes")
        #expect(finding.evidence[0].spans.count == 1)
        #expect(
            finding.subjects == [
                Diagnosis.Subject(
                    id: "anna@contoso.example", kind: "user", value: "14,532 bytes",
                    distance: Diagnosis.Distance(value: 14_532, limit: 10_240, unit: "B"))
            ])
        #expect(finding.conditions.operation == "all")
        #expect(finding.conditions.result == .true)
        #expect(finding.conditions.children.map(\.evidence) == [[0], [0]])
        #expect(finding.conditions.children[0].text.contains("10,240 bytes: 14,532 bytes"))
    }

    @Test func theCounterfactualIsTheSmallestChange() {
        #expect(
            diagnose(user(14_532)).findings[0].counterfactual
                == "photo in AD were 10,240 bytes or less: 4,292 bytes fewer")
        #expect(
            diagnose(user(102_000)).findings[0].counterfactual
                == "photo in AD were 102,401 bytes or more: 401 bytes more")
        var builder = CaseBuilder()
        builder.add("error", ["httpStatus": .number(413), "cmdlet": .text("Set-UserPhoto")])
        #expect(
            diagnose(builder).findings[0].counterfactual
                == "the session had asked for proxyMethod=RPS")
        var scheduler = CaseBuilder()
        scheduler.add("sync-scheduler", ["SyncCycleEnabled": .boolean(false)])
        #expect(diagnose(scheduler).findings[0].counterfactual.hasPrefix("this did not hold: "))
    }

    @Test func aValueNearItsLimitIsANearMiss() {
        let diagnosis = diagnose(user(9840))
        #expect(diagnosis.causes.isEmpty)
        #expect(diagnosis.nearMisses.map(\.cause) == ["RC01"])
        #expect(diagnosis.nearMisses[0].distance == Diagnosis.Distance(value: 9840, limit: 10_240, unit: "B"))
        #expect(diagnosis.nearMisses[0].failed.contains("9,840 bytes"))
        #expect(diagnosis.verdict == .insufficient)
    }

    @Test func aHealthyUserIsNoNearMissOfSizeRules() { #expect(diagnose(user(5000)).nearMisses.isEmpty) }

    @Test func oneFailedLeafBesideATrueOneIsANearMiss() {
        var builder = CaseBuilder()
        builder.prose("photo Outlook")
        builder.add("error", ["httpStatus": .number(413), "cmdlet": .text("Invoke-WebRequest")])
        let near = diagnose(builder).nearMisses
        #expect(near.map(\.cause) == ["RC22"])
        #expect(near[0].failed.contains("Invoke-WebRequest"))
        #expect(near[0].distance == nil)
    }

    @Test func twoFailedLeavesAreNone() {
        var builder = CaseBuilder()
        builder.prose("photo Outlook")
        builder.add("error", ["httpStatus": .number(404), "cmdlet": .text("Invoke-WebRequest")])
        #expect(diagnose(builder).nearMisses.isEmpty)
    }

    @Test func aFailedLeafBesideUnknownOnesIsNone() {
        let rule = Rule.make(
            "rule",
            when: .all([
                .field("directory-user", "adminDescription", .equals("x")),
                .field("directory-user", "SamAccountName", .equals("anna")), .field("cloud-user", "Mail", .present),
            ]))
        var builder = user(5000)
        builder.add("directory-user", ["SamAccountName": .text("anna"), "adminDescription": .text("y")])
        #expect(diagnose(builder, [rule]).nearMisses.isEmpty)
    }

    @Test func negationsCountTheOtherWayRound() {
        let rule = Rule.make(
            "rule",
            when: .all([
                .field("directory-user", "SamAccountName", .equals("anna")),
                .not(.field("directory-user", "thumbnailPhoto", .present)),
            ]))
        #expect(diagnose(user(5000), [rule]).nearMisses.map(\.rule) == ["rule"])
    }

    @Test func theFirstCaseThatHoldsDecides() {
        let rule = Rule.make(
            "rule", confidence: .low, when: .field("directory-user", "thumbnailPhoto", .present),
            cases: [
                Rule.Case(
                    when: .field("cloud-user", "OnPremisesSyncEnabled", .equals("true")), confidence: .high,
                    note: "surely"),
                Rule.Case(
                    when: .field("directory-user", "thumbnailPhoto.bytes", .greaterThan(5)), confidence: .medium,
                    resolution: ["graph"], note: "probably"),
                Rule.Case(when: .field("directory-user", "thumbnailPhoto", .present), confidence: .high),
            ], resolution: ["shrink"])
        let finding = diagnose(user(5000), [rule]).findings[0]
        #expect(finding.confidence == .medium)
        #expect(finding.notes.first == "probably")
        #expect(finding.notes.contains { $0.hasPrefix("With high confidence, if this were known to hold: ") })
        #expect(finding.resolution.map(\.id) == ["graph"])
    }

    @Test func anUnknownExceptionCanLowerTheConfidence() {
        let rule = Rule.make(
            "rule", confidence: .high, when: .field("directory-user", "thumbnailPhoto", .present),
            exceptions: [
                Rule.Exception(
                    because: "the cloud has it", condition: .field("cloud-photo", "state", .equals("new")),
                    lowersConfidenceWhenUnknown: true)
            ])
        #expect(diagnose(user(5000), [rule]).findings[0].confidence == .medium)
    }

    @Test func manyPeopleAreOneFindingWorstFirst() {
        var builder = CaseBuilder()
        for (name, bytes) in [("a", 11_000), ("b", 90_000), ("c", 5000), ("d", 20_000)] {
            builder.add(
                "directory-user", ["mail": .text("\(name)@contoso.example"), "thumbnailPhoto": .photo(Int64(bytes))])
        }
        let diagnosis = diagnose(builder)
        #expect(diagnosis.findings.count == 1)
        #expect(diagnosis.findings[0].subjects.map { String($0.id.prefix(1)) } == ["b", "d", "a"])
        #expect(diagnosis.findings[0].evidence.count == 3)
    }

    @Test func rulesOfNobodyAreNotNoise() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["mail": .text("a@contoso.example"), "thumbnailPhoto": .photo(5000)])
        builder.add("directory-user", ["mail": .text("b@contoso.example"), "thumbnailPhoto": .photo(6000)])
        let diagnosis = diagnose(builder)
        #expect(!diagnosis.undecided.contains { $0.cause == "RC16" })
        #expect(diagnosis.verdict == .insufficient)
        #expect(
            diagnosis.nextEvidence.contains {
                $0.command == "Get-MgUser -UserId '<UPN of the user>' -Property Id | fl" || $0.decides.contains("RC16")
            })
    }

    @Test func explainedCausesAreDemotedNeverDeleted() {
        let rules = [
            Rule.make("a-symptom", stage: "upload", when: .field("directory-user", "thumbnailPhoto", .present)),
            Rule.make(
                "b-cause", stage: "display", when: .field("directory-user", "thumbnailPhoto", .present),
                explains: ["a-symptom", "unknown"]),
        ]
        let findings = diagnose(user(5000), rules).findings
        #expect(findings.map(\.rule) == ["b-cause", "a-symptom"])
        #expect(findings.map(\.explainedBy) == [nil, "b-cause"])
    }

    @Test func rulesThatExplainEachOtherStandBoth() {
        let rules = [
            Rule.make("a", when: .field("directory-user", "thumbnailPhoto", .present), explains: ["b"]),
            Rule.make("b", when: .field("directory-user", "thumbnailPhoto", .present), explains: ["a"]),
        ]
        #expect(diagnose(user(5000), rules).findings.allSatisfy { $0.explainedBy == nil })
    }

    @Test func stageGoesBeforeConfidenceAndConfidenceBeforeSpecificity() {
        func rule(_ id: String, _ stage: String, _ confidence: Diagnosis.Confidence, _ leaves: Int) -> Rule {
            .make(
                id, stage: stage, confidence: confidence,
                when: .all(Array(repeating: .field("directory-user", "thumbnailPhoto", .present), count: leaves)))
        }
        let rules = [
            rule("a", "display", .high, 3), rule("b", "content", .low, 1), rule("c", "content", .high, 1),
            rule("d", "content", .high, 2), rule("e", "upload", .low, 1), rule("f", "content", .high, 2),
        ]
        #expect(diagnose(user(5000), rules).findings.map(\.rule) == ["e", "d", "f", "c", "b", "a"])
    }

    @Test func explainKeepsWhatWasRuledOut() {
        let plain = diagnose(user(5000))
        #expect(plain.ruledOut.isEmpty)
        let explained = diagnose(user(5000), explain: true)
        #expect(explained.ruledOut.first { $0.rule == "proxy-413" }?.status == .notApplicable)
        #expect(explained.ruledOut.first { $0.rule == "cloud-limit" }?.status == .ruledOut)
    }

    @Test func retiredRulesAreNotAsked() {
        var rule = Rule.make("rule", when: .field("directory-user", "thumbnailPhoto", .present))
        rule.status = "retired"
        #expect(diagnose(user(5000), [rule]).findings.isEmpty)
    }

    // MARK: Tickets

    @Test func proseOfTheTopicIsInsufficient() {
        var builder = CaseBuilder()
        builder.prose("Anna's new photo does not show in Outlook")
        let diagnosis = diagnose(builder)
        #expect(diagnosis.verdict == .insufficient)
        #expect(diagnosis.undecided.map(\.cause) == ["RC01", "RC13", "RC08", "RC16", "RC02", "RC04", "RC40"])
    }

    @Test func proseOfAnotherTopicIsOffTopic() {
        var builder = CaseBuilder()
        builder.prose("The printer on floor 3 is out of paper. Mail ours@contoso.example")
        builder.add("mention", ["address": .text("ours@contoso.example")])
        builder.add("error", ["httpStatus": .number(413), "message": .text("nginx")])
        let diagnosis = diagnose(builder)
        #expect(diagnosis.verdict == .offTopic)
        #expect(diagnosis.undecided.isEmpty && diagnosis.nearMisses.isEmpty && diagnosis.nextEvidence.isEmpty)
    }

    @Test func wordsOfTheTopicStandAlone() {
        for (text, expected) in [
            ("photosynthesis in Outlook", Diagnosis.Verdict.offTopic), ("“photo” – Outlook", .insufficient),
            ("Profile  picture, in Exchange\nOnline", .insufficient), ("写真が同期されない", .insufficient),
            ("FOTO und Teams", .insufficient), ("photo only", .offTopic), ("profile of a picturesque Teams", .offTopic),
            ("photo\u{00A0}Outlook", .insufficient), ("pho\r\n    to in Out\nlook", .insufficient),
            ("profile pic\nture in Teams", .insufficient),
            ("pho\n     to in Outlook", .offTopic),
        ] {
            var builder = CaseBuilder()
            builder.prose(text)
            #expect(diagnose(builder).verdict == expected, "\(text)")
        }
    }

    @Test func topicalRecordsMakeATopicOfTheirOwn() {
        var dump = CaseBuilder()
        dump.add("sync-scheduler", ["SyncCycleEnabled": .boolean(true)])
        #expect(diagnose(dump).verdict == .insufficient)
        var module = CaseBuilder()
        module.add("module", ["Name": .text("x")])
        #expect(diagnose(module).verdict == .offTopic)
        var command = CaseBuilder()
        command.add("command", ["name": .text("set-userphoto")])
        #expect(diagnose(command).verdict == .insufficient)
        var policy = CaseBuilder()
        policy.add("owa-policy", ["Name": .text("Default")])
        let rule = Rule.make("rule", when: .field("owa-policy", "SetPhotoEnabled", .equals("false")))
        #expect(diagnose(policy, [rule]).verdict == .insufficient)
    }

    @Test func nothingReadIsUnreadable() {
        var builder = CaseBuilder()
        builder.problems = [Evidence.Problem(code: "cannot-open", message: "x", file: "a", isFatal: true)]
        #expect(diagnose(builder).verdict == .unreadable)
        #expect(diagnose(CaseBuilder()).verdict == .offTopic)
    }

    @Test func healthyMeansEverythingAskedAndNothingWrong() {
        let rule = Rule.make("rule", when: .field("directory-user", "thumbnailPhoto.bytes", .greaterThan(10_240)))
        #expect(diagnose(user(5000), [rule]).verdict == .healthy)
        let open = Rule.make("open", when: .field("cloud-user", "Mail", .present))
        #expect(diagnose(user(5000), [rule, open]).verdict == .insufficient)
    }

    @Test func aProofThatItWorksIsHealthy() {
        let works = Rule.make(
            "works", severity: "note", when: .field("cloud-photo", "state", .equals("new")))
        var builder = CaseBuilder()
        builder.add("cloud-photo", ["identity": .text("anna@contoso.example"), "state": .text("new")])
        let diagnosis = diagnose(builder, TestKnowledge.rules + [works])
        #expect(diagnosis.verdict == .healthy)
        #expect(diagnosis.findings.isEmpty)
        #expect(diagnosis.notes.contains("works. why works"))
    }

    @Test func contradictingSourcesLeaveTheFieldUnknown() {
        var builder = CaseBuilder()
        for (bytes, source) in [(14_532, 0), (9000, 1)] {
            builder.add(
                "directory-user", ["mail": .text("anna@contoso.example"), "thumbnailPhoto": .photo(Int64(bytes))],
                source: source)
        }
        let diagnosis = diagnose(builder)
        #expect(diagnosis.causes.isEmpty)
        #expect(diagnosis.undecided.contains { $0.cause == "RC01" })
        #expect(diagnosis.contradictions.count == 1)
        #expect(diagnosis.contradictions[0].field == "directory-user.thumbnailPhoto")
        #expect(diagnosis.contradictions[0].kept == nil)
        #expect(diagnosis.contradictions[0].values.map(\.value) == ["jpeg, 14,532 bytes", "jpeg, 9,000 bytes"])
    }

    @Test func ofOneDatedThreadTheLaterCounts() {
        var builder = CaseBuilder()
        builder.add("message", ["from": .text("anna@contoso.example"), "date": .day("2026-11-20T10:00:00Z")])
        builder.add("directory-user", ["mail": .text("anna@contoso.example"), "thumbnailPhoto": .photo(14_532)])
        builder.add("message", ["from": .text("anna@contoso.example"), "date": .day("2026-11-18T10:00:00Z")])
        builder.add("directory-user", ["mail": .text("anna@contoso.example"), "thumbnailPhoto": .photo(9000)])
        let diagnosis = diagnose(builder)
        #expect(diagnosis.causes == ["RC01"])
        #expect(diagnosis.contradictions.map(\.kept) == ["jpeg, 14,532 bytes"])
    }

    @Test func valuesOfDifferentPrecisionAgree() {
        var builder = CaseBuilder()
        builder.add("directory-user", ["mail": .text("anna@contoso.example"), "thumbnailPhoto": .cutPhoto])
        builder.add("directory-user", ["mail": .text("anna@contoso.example"), "thumbnailPhoto": .photo(14_532)])
        let diagnosis = diagnose(builder)
        #expect(diagnosis.causes == ["RC01"])
        #expect(diagnosis.contradictions.isEmpty)
    }

    @Test func aStatedFactCanContradictWhatWasRead() throws {
        let diagnosis = diagnose(
            user(14_532), facts: [try fact("anna@contoso.example: directory-user.thumbnailPhoto.bytes=9000")])
        #expect(diagnosis.causes.isEmpty)
        #expect(diagnosis.contradictions.count == 1)
    }
}

/// What nobody has shown yet.
struct UnseenTests {
    @Test func aSettingNobodyShowedIsUndecidedAndAskedFor() {
        let rule = Rule.make(
            "settings", subject: .record(kind: "update-settings"), when: .here("source", .equals("cloud")))
        var builder = CaseBuilder()
        builder.prose("The photo in Outlook")
        let diagnosis = diagnose(builder, [rule])
        #expect(diagnosis.undecided.map(\.missing) == [["update-settings.source"]])
        #expect(
            diagnosis.nextEvidence.map(\.command) == [
                "Invoke-MgGraphRequest GET /beta/admin/people/photoUpdateSettings"
            ])
        builder.add("update-settings", ["source": .text("onPremises")])
        #expect(diagnose(builder, [rule]).undecided.isEmpty)
    }

    @Test func anErrorNobodyShowedDidNotHappen() {
        var builder = CaseBuilder()
        builder.prose("The photo in Outlook")
        #expect(!diagnose(builder).undecided.contains { $0.cause == "RC22" })
    }

    @Test func whatNobodyShowedHasNoBlockAndNoSession() {
        let rule = Rule.make(
            "settings", subject: .record(kind: "update-settings"),
            when: .any([
                .anyRecord("error", .block, []), .anyRecord("error", .session, []), .text("photo", .block),
                .here("source", .present),
                .anyRecord(
                    "error", .case, [.here("message", .equals("x")), .field("update-settings", "source", .present)]),
            ]))
        var builder = CaseBuilder()
        builder.prose("The photo in Outlook")
        builder.add("error", ["message": .text("x")])
        #expect(diagnose(builder, [rule]).undecided.map(\.rule) == ["settings"])
    }

    @Test func aCaseThatNamesSeveralAndDescribesNobodyIsAboutTheUser() {
        var builder = CaseBuilder()
        builder.prose("The photo is old in Outlook")
        builder.add("mention", ["address": .text("anna@contoso.example")])
        builder.add("mention", ["address": .text("bob@contoso.example")])
        builder.add("observation", ["teams": .text("old")])
        let rule = Rule.make("seen", when: .field("observation", "teams", .equals("old")))
        let diagnosis = diagnose(builder, [rule])
        #expect(diagnosis.findings.map { $0.subjects.map(\.id) } == [["the user"]])
        #expect(diagnosis.complainant == nil)
    }

    @Test func whatWasSeenIsAboutThePersonTheCaseIsAbout() {
        var builder = CaseBuilder()
        builder.add("message", ["from": .text("anna@contoso.example")])
        builder.add("directory-user", ["mail": .text("anna@contoso.example")])
        builder.add("directory-user", ["mail": .text("bob@contoso.example")])
        builder.add("observation", ["teams": .text("old")])
        let rule = Rule.make("seen", when: .field("observation", "teams", .equals("old")))
        // Of whose photo a mail speaks that says it of nobody is not known.
        #expect(diagnose(builder, [rule]).findings.isEmpty)
        builder.add("mention", ["own": .text("my photo")])
        #expect(diagnose(builder, [rule]).findings.map { $0.subjects.map(\.id) } == [["anna@contoso.example"]])
    }

    @Test func aRuleThatSaysThatAllIsWellIsNeverOpen() {
        let rule = Rule.make("works", severity: "note", when: .field("cloud-photo", "state", .equals("new")))
        var builder = CaseBuilder()
        builder.prose("The photo in Outlook")
        let diagnosis = diagnose(builder, [rule])
        #expect(diagnosis.undecided.isEmpty && diagnosis.nextEvidence.isEmpty)
    }
}
