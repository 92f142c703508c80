import Testing
import TriageModel
import TriageRules
import TriageTestSupport

@testable import TriageEngine

/// Large cases stay near-linear.
struct ScaleTests {
    private func people(_ count: Int) -> CaseBuilder {
        var builder = CaseBuilder()
        for number in 0..<count {
            builder.add(
                "directory-user",
                [
                    "SamAccountName": .text("u\(number)"), "UserPrincipalName": .text("u\(number)@contoso.example"),
                    "DistinguishedName": .text("CN=u\(number),OU=Staff,DC=contoso,DC=example"),
                    "thumbnailPhoto": .photo(Int64(5000 + number)),
                ])
            builder.add(
                "cloud-user",
                ["UserPrincipalName": .text("u\(number)@contoso.example"), "OnPremisesSyncEnabled": .boolean(true)])
        }
        return builder
    }

    @Test(.timeLimit(.minutes(20))) func twelveThousandPeopleAreJoinedAndJudged() {
        let evidence = people(12_000).evidence
        let diagnosis = diagnose(evidence)
        #expect(diagnosis.findings.map(\.cause) == ["RC01", "RC02"])
        #expect(diagnosis.findings[0].subjects.count == 16_999 - 10_240)
        #expect(diagnosis.findings[0].subjects[0].id == "u11999@contoso.example")
        #expect(diagnosis.findings[0].evidence.count == 20)
    }

    @Test(.timeLimit(.minutes(20))) func oneAddressSharedByAllDoesNotSlowDown() {
        var builder = CaseBuilder()
        for number in 0..<12_000 {
            builder.add(
                "directory-user",
                [
                    "DistinguishedName": .text("CN=u\(number),DC=contoso,DC=example"),
                    "mail": .text("team@contoso.example"),
                ])
        }
        let evidence = builder.evidence
        let time = ProcessorTime.seconds { _ = diagnose(evidence) }
        #expect(time < 30)
    }

    @Test(.timeLimit(.minutes(20))) func listingsThatBearOnlyNamesStayLinear() {
        var builder = CaseBuilder()
        for number in 0..<20_000 {
            builder.add(
                "directory-user",
                ["DisplayName": .text(number % 2 == 0 ? "Anna Berg" : "Bo Lind"), "thumbnailPhoto": .photo(5000)])
        }
        let evidence = builder.evidence
        let reader = IdentityReader(TestKnowledge.vocabulary)
        var people: People?
        let time = ProcessorTime.seconds { people = People(records: evidence.records, stated: [:], reader: reader) }
        #expect(people?.persons.map(\.records.count).max() == 10_000)
        #expect(time < 5)
    }

    @Test(.timeLimit(.minutes(20))) func manyErrorsOfOnePersonStayLinear() {
        var builder = CaseBuilder()
        builder.add("session", ["uri": .uri("https://x.example/")], session: 1)
        for number in 0..<20_000 {
            builder.add(
                "error",
                ["httpStatus": .number(413), "cmdlet": .text("Set-UserPhoto"), "message": .text("e\(number)")],
                session: number % 2 == 0 ? 1 : nil)
        }
        let rules =
            TestKnowledge.rules + [
                .make("text", subject: .record(kind: "error"), when: .text("413", .session)),
                .make(
                    "all", subject: .record(kind: "error"),
                    when: .anyRecord("error", .case, [.here("message", .equals("nothing"))])),
                .make(
                    "own", subject: .record(kind: "error"),
                    when: .anyRecord("error", .session, [.here("message", .equals("nothing"))])),
                .make("field", subject: .record(kind: "error"), when: .field("session", "uri.host", .equals("y"))),
            ]
        let evidence = builder.evidence
        let time = ProcessorTime.seconds { _ = diagnose(evidence, rules) }
        #expect(time < 60)
    }

    @Test(.timeLimit(.minutes(20))) func manyErrorsComparedWithManyCommandsStayLinear() {
        var builder = CaseBuilder()
        for number in 0..<10_000 {
            builder.add("command", ["name": .text("Get-Thing"), "identity": .text("u\(number)")])
            builder.add("error", ["httpStatus": .number(413), "identity": .text("u\(number)")])
        }
        builder.add("command", ["name": .text("Set-Thing"), "identity": .text("u77")])
        let rule = Rule.make(
            "compared", subject: .record(kind: "error"), when: .here("httpStatus", .equals("413")),
            exceptions: [
                Rule.Exception(
                    because: "another command was run for it",
                    condition: .anyRecord(
                        "command", .case, bind: "run",
                        [
                            .here("name", .equals("Set-Thing")),
                            .compare("run.identity", .equals, "error.identity"),
                        ]))
            ])
        let evidence = builder.evidence
        var found: Diagnosis?
        let time = ProcessorTime.seconds { found = diagnose(evidence, [rule]) }
        #expect(found?.findings.first?.subjects.count == 9_999)
        // Each error with each command would be a hundred million comparisons: minutes.
        #expect(time < 60)
    }

    @Test(.timeLimit(.minutes(20))) func manyRecordsOfOnePersonComparedWithEachOtherEnd() {
        func evidence(_ count: Int) -> Evidence {
            var builder = CaseBuilder()
            for number in 0..<count {
                builder.add(
                    "command",
                    [
                        "name": .text("Get-Thing"), "identity": .text("anna"), "server": .text("s"),
                        "n": .number(Int64(number)),
                    ])
            }
            return builder.evidence
        }
        // Two runs on different servers: none is, and every pair has to be looked at to say so.
        let rule = Rule.make(
            "pairs", subject: .ticket,
            when: .anyRecord(
                "command", .case, bind: "one",
                [
                    .anyRecord(
                        "command", .case, bind: "other",
                        [
                            .compare("one.server", .differs, "other.server"),
                            .compare("one.n", .differs, "other.n"),
                        ])
                ]))
        #expect(diagnose(evidence(200), [rule]).undecided.isEmpty)
        var found: Diagnosis?
        let large = evidence(20_000)
        let time = ProcessorTime.seconds { found = diagnose(large, [rule]) }
        // What was not looked at is not known: nothing is claimed of it, and that is said.
        #expect(found?.findings.isEmpty == true)
        #expect(found?.problems.map(\.code) == ["limit-comparisons"])
        #expect(time < 60)
    }
}
