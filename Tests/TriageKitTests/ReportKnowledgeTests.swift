import Testing
import TriageEngine
import TriageModel
import TriageReporting
import TriageRules

@testable import TriageKit

/// What the built-in knowledge says for reports is complete.
@Suite struct ReportKnowledgeTests {
    private static func triage() throws -> Triage { try Triage(location: .builtIn) }

    @Test func everyCauseHasItsPlaceOnTheWay() throws {
        let knowledge = try Self.triage().knowledge
        let presentation = try #require(knowledge.presentation)
        let placed = Set(presentation.hops.flatMap { $0.broken + $0.waiting })
        for rule in knowledge.rules where rule.severity != "note" { #expect(placed.contains(rule.id), "\(rule.id)") }
    }

    @Test func noTwoStationsStandInOnePlace() throws {
        let hops = try #require(try Self.triage().knowledge.presentation).hops
        #expect(Set(hops.map { [$0.column, $0.row] }).count == hops.count)
    }

    @Test func everyCauseHasWordsForTheCustomer() throws {
        for rule in try Self.triage().knowledge.rules {
            #expect(!rule.customer.isEmpty, "\(rule.id)")
            #expect(rule.customer.hasSuffix("."), "\(rule.id)")
            #expect(!rule.customer.contains(rule.cause) && !rule.customer.contains(rule.id), "\(rule.id)")
        }
    }

    @Test func measuresEveryPhotoAndNothingElse() throws {
        let triage = try Self.triage()
        let input = """
            PS C:\\> (Get-ADUser anna.keller -Properties thumbnailPhoto).thumbnailPhoto.Length
            14532
            PS C:\\> (Get-ADUser jonas.frey -Properties thumbnailPhoto).thumbnailPhoto.Length
            9840

            """
        let evidence = triage.read([CaseInput(name: "ticket.txt", bytes: Array(input.utf8))])
        let asOf = CivilDate(year: 2026, month: 11, day: 23)
        let diagnosis = triage.diagnose(evidence, options: .init(asOf: asOf, asOfIsExplicit: true, explain: true))
        let context = triage.reportContext(for: diagnosis, of: evidence, toolVersion: "1")
        #expect(context.measurements.map(\.bytes) == [14_532...14_532, 9_840...9_840])
        #expect(context.measurements.map(\.subject) == ["anna.keller", "jonas.frey"])
        let people = try #require(context.fix.people[diagnosis.findings[0].rule])
        #expect(people.map(\.name) == ["anna.keller"])
        #expect(people.first?.values["sam"] == "anna.keller")
        #expect(people.first?.values["upn"] == nil)
    }

    @Test func everyStepWithAFixBecomesAScript() throws {
        let triage = try Self.triage()
        let steps = triage.knowledge.articles.flatMap(\.steps).filter { $0.fix != nil }
        #expect(!steps.isEmpty)
        for step in steps {
            let shown = Diagnosis.Step(id: step.id, text: step.text, command: step.command, risk: step.risk)
            var finding = Diagnosis.Finding(
                rule: "x", cause: "X1", title: "x", why: "", status: .undecided, stage: "",
                conditions: .init(operation: "field", result: .true, text: ""))
            finding.resolution = [shown]
            finding = finding.matched(
                .high, evidence: .init(.init(spans: [], field: "x", value: "x", isAsserted: true)))
            let diagnosis = Diagnosis(
                verdict: .cause, asOf: CivilDate(year: 2026, month: 11, day: 23), ruleHash: "", sources: [],
                regions: [], findings: [finding])
            let context = triage.reportContext(for: diagnosis, of: Evidence(), toolVersion: "1")
            let script = FixScriptReporter.render(diagnosis, context: context)
            #expect(script.contains("Number = 1"), "\(step.id)")
            #expect(step.risk == .read || script.contains("Writes = $true"), "\(step.id)")
            #expect(step.risk == .read || script.contains("Verify = {"), "\(step.id)")
            // Several people, several runs: nothing is written to one file of a fixed name.
            #expect(!script.contains("check.jpg"), "\(step.id)")
            // What replaces something can be taken back.
            #expect((step.fix?.backup.isEmpty ?? true) == (step.fix?.undo.isEmpty ?? true), "\(step.id)")
        }
    }

    /// A script for one cause alone has to be able to do all it says.
    @Test func signsInBeforeItChangesTheCloud() throws {
        let knowledge = try Self.triage().knowledge
        var checked = 0
        for rule in knowledge.rules {
            for resolution in [rule.resolution] + rule.cases.map(\.resolution) {
                let signIn = resolution.firstIndex { id in
                    knowledge.step(id).map { $0.fix != nil && $0.command.contains("Connect-MgGraph") } ?? false
                }
                for (index, id) in resolution.enumerated() where id == "graph/set-photo" {
                    checked += 1
                    #expect((signIn ?? .max) < index, "\(rule.id)")
                }
            }
        }
        #expect(checked > 10)
    }
}
