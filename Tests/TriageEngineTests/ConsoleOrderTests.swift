import Testing
import TriageModel
import TriageRules

@testable import TriageEngine

/// Of two answers to one command in one console the later counts.
struct ConsoleOrderTests {
    private func kept(_ steps: [(kind: String, what: String)]) -> [String?] {
        var builder = CaseBuilder()
        for step in steps {
            switch step.kind {
            case "photo":
                builder.add(
                    "directory-user",
                    [
                        "UserPrincipalName": .text("anna@contoso.example"),
                        "thumbnailPhoto": .photo(Int64(step.what) ?? 0),
                    ])
            case "message": builder.add("message", ["from": .text(step.what)])
            default:
                builder.add(
                    "command", ["name": .text(step.kind), "identity": .text("anna"), "server": .text(step.what)])
            }
        }
        return diagnose(builder, TestKnowledge.rules).contradictions.map(\.kept)
    }

    @Test func theLaterAnswerToTheSameCommandCounts() {
        let answers = kept([
            ("Get-ADUser", "dc1"), ("photo", "14532"), ("Set-ADUser", "dc1"), ("Get-ADUser", "dc1"), ("photo", "8111"),
        ])
        #expect(answers.count == 1)
        #expect(answers.first??.contains("8,111") == true)
    }

    @Test func answersOfTwoServersAreADispute() {
        let answers = kept([("Get-ADUser", "dc1"), ("photo", "14532"), ("Get-ADUser", "dc2"), ("photo", "8111")])
        #expect(answers == [nil])
    }

    @Test func messagesBetweenThemMayStandInAnyOrder() {
        let answers = kept([
            ("Get-ADUser", "dc1"), ("photo", "14532"), ("message", "ben@contoso.example"), ("Get-ADUser", "dc1"),
            ("photo", "8111"),
        ])
        #expect(answers == [nil])
    }

    @Test func twoAnswersOfOneRunAreADispute() {
        #expect(kept([("Get-ADUser", "dc1"), ("photo", "14532"), ("photo", "8111")]) == [nil])
    }
}
