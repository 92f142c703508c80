import Foundation
import Testing
import TriageModel
import TriageRules
import TriageTestSupport

@Suite("Every rule is proved by its samples")
struct RuleSampleTests {
    @Test(arguments: Samples.rules)
    func theSampleProvesWhatItsNameSays(sample: Samples.RuleSample) throws {
        let diagnosis = try CaseTriage.diagnose(sample.sample.inputs, explain: true)
        let rule = try #require(try CaseTriage.knowledge().rules.first { $0.id == sample.rule })
        // A note is no finding: its title opens a note.
        let isNoted = rule.severity == "note" && diagnosis.notes.contains { $0.hasPrefix(rule.title) }
        let status = isNoted ? .matched : diagnosis.status(of: sample.rule)
        switch sample.proof {
        case .fires: #expect(status == .matched)
        case .silent: #expect(status != .matched)
        case .undecided: #expect(status == .undecided)
        }
    }

    @Test(arguments: Samples.rules.filter { $0.proof == .fires })
    func theSampleIsAsSureAsItsNameSays(sample: Samples.RuleSample) throws {
        let words = (sample.sample.name.split(separator: "/").last ?? "").split(separator: "-", maxSplits: 2).map(
            String.init)
        guard words.count > 2, let stated = Diagnosis.Confidence(rawValue: words[1]) else { return }
        let diagnosis = try CaseTriage.diagnose(sample.sample.inputs)
        #expect(diagnosis.findings.first { $0.rule == sample.rule }?.confidence == stated)
    }

    @Test(arguments: Samples.rules.filter { $0.proof == .fires })
    func aSampleThatFiresNamesNoOtherCause(sample: Samples.RuleSample) throws {
        let diagnosis = try CaseTriage.diagnose(sample.sample.inputs)
        let others = diagnosis.findings.filter { $0.rule != sample.rule && $0.explainedBy == nil }
        #expect(others.map(\.rule) == [], "a sample of one cause should show one cause")
    }

    @Test func everyRuleHasSamplesOfAllThreeKinds() throws {
        for rule in try CaseTriage.knowledge().rules where rule.status == "stable" {
            let proofs = Set(Samples.rules.filter { $0.rule == rule.id }.map(\.proof))
            // A note that cannot be told is not said.
            let wanted = rule.severity == "note" ? [.fires, .silent] : Samples.Proof.allCases
            #expect(proofs == Set(wanted), "\(rule.id)")
            #expect(rule.proof == "samples/" + rule.id, "\(rule.id)")
        }
    }

    @Test func noSampleIsLeftWithoutItsRule() throws {
        let rules = Set(try CaseTriage.knowledge().rules.map(\.id))
        #expect(Set(Samples.rules.map(\.rule)).subtracting(rules) == [])
        let unread = PackageRoot.file("samples").entries()
            .filter { $0.isFolder && !Samples.otherFolders.contains($0.lastPathComponent) }
            .flatMap { $0.entries() }.map(\.lastPathComponent)
            .filter { name in
                name != "README.md" && !Samples.Proof.allCases.contains { name.hasPrefix($0.rawValue + "-") }
            }
        #expect(unread == [], "a sample is named fires-*, silent-* or undecided-*")
    }
}

extension Diagnosis {
    /// What became of a rule; nil when it is in no list. Asked for with explanations only.
    func status(of rule: String) -> Status? {
        for list in [findings, undecided, nearMisses, ruledOut] {
            if let finding = list.first(where: { $0.rule == rule }) { return finding.status }
        }
        return nil
    }
}
