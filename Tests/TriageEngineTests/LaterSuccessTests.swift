import Testing
import TriageModel
import TriageRules

@testable import TriageEngine

/// An error is history when its command was run again and failed no more.
struct LaterSuccessTests {
    private let rules: [Rule] = [
        .make(
            "denied", cause: "RC20", subject: .record(kind: "error"), confidence: .high,
            when: .here("httpStatus", .equals("403")))
    ]

    private func run(_ steps: [(kind: String, who: String)]) -> Diagnosis {
        var builder = CaseBuilder()
        builder.prose("The photo in Outlook")
        for step in steps {
            if step.kind == "error" {
                builder.add(
                    "error",
                    ["cmdlet": .text("Set-UserPhoto"), "httpStatus": .number(403), "identity": .text(step.who)])
            } else {
                builder.add("command", ["name": .text(step.kind), "identity": .text(step.who)])
            }
        }
        return diagnose(builder, rules)
    }

    private let anna = "anna@contoso.example"
    private let ben = "ben@contoso.example"

    @Test func aLaterRunWithoutErrorMakesItUnsure() throws {
        let diagnosis = run([
            ("Set-UserPhoto", anna), ("error", anna), ("Set-UserPhoto", anna), ("Get-ADUser", anna),
        ])
        let finding = try #require(diagnosis.findings.first)
        #expect(finding.confidence == .low)
        #expect(finding.notes.contains { $0.contains("run again later") && $0.contains("input0.txt:4") })
    }

    @Test func aLaterRunThatFailedTooChangesNothing() throws {
        let diagnosis = run([
            ("Set-UserPhoto", anna), ("error", anna), ("Set-UserPhoto", anna), ("error", anna), ("Get-ADUser", anna),
        ])
        #expect(try #require(diagnosis.findings.first).confidence == .high)
    }

    @Test func aLaterRunForSomebodyElseChangesNothing() throws {
        let diagnosis = run([
            ("Set-UserPhoto", anna), ("error", anna), ("Set-UserPhoto", ben), ("Get-ADUser", anna),
        ])
        #expect(try #require(diagnosis.findings.first).confidence == .high)
    }

    @Test func aRunWithNothingBehindItMayNotHaveEnded() throws {
        let diagnosis = run([("Set-UserPhoto", anna), ("error", anna), ("Set-UserPhoto", anna)])
        #expect(try #require(diagnosis.findings.first).confidence == .high)
    }
}
