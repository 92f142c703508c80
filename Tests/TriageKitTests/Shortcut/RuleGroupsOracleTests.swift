import Foundation
import Testing
import TriageEngine
import TriageKit
import TriageModel
import TriageRules
import TriageTestSupport

/// With many more rules than there are, those that are left out change nothing of what samples come to.
@Suite struct RuleGroupsOracleTests {
    /// The built-in rules, and copies of one about an error that look for other texts; some of them stand in samples.
    private static let triage = Result {
        var files = try KnowledgeLocation.builtIn.files()
        let model = try #require(files.first { $0.path == "photo-sync/domain-controller-change.xml" })
        var text = String(decoding: model.bytes, as: UTF8.self)
        for (open, close) in [("<unless ", "</unless>"), ("<case ", "</case>"), ("<proof ", "/>")] {
            while let start = text.range(of: open), let end = text[start.lowerBound...].range(of: close) {
                text.removeSubrange(start.lowerBound..<end.upperBound)
            }
        }
        let standing = [
            "CmdletProxyException", "Exception", "Set-UserPhoto", "NotSpecified", "ManagementObject", "Photo",
        ]
        for number in 0..<60 {
            let word = number < standing.count ? standing[number] : "Odd\(number * 7919 % 991)Exception"
            let rule = text.replacing("ADServerSettingsChangedException", with: word)
                .replacing("id=\"domain-controller-change\"", with: "id=\"odd-\(number)\"")
                .replacing("cause=\"RC31\"", with: "cause=\"OD\(number)\"")
                .replacing("status=\"stable\"", with: "status=\"draft\"")
            files.append((path: "photo-sync/odd-\(number).xml", bytes: Array(rule.utf8)))
        }
        return try Triage(files: files)
    }

    /// The number of additional rules that say something of a case.
    private func odd(_ inputs: [SampleInput], _ triage: Triage, _ what: String) -> Int {
        let evidence = triage.read(inputs.map { CaseInput(name: $0.name, bytes: $0.bytes) })
        var options = DiagnosisEngine.Options(asOf: CaseTriage.today)
        let few = triage.diagnose(evidence, options: options)
        options.judgesEveryRule = true
        let all = triage.diagnose(evidence, options: options)
        #expect(described(few) == described(all), "\(what)")
        return (all.findings + all.undecided + all.nearMisses).filter { $0.rule.hasPrefix("odd-") }.count
    }

    /// Everything a diagnosis says, but for the inputs.
    private func described(_ diagnosis: Diagnosis) -> String {
        var diagnosis = diagnosis
        diagnosis.sources = []
        return String(describing: diagnosis)
    }

    @Test func samplesComeToTheSame() throws {
        let triage = try Self.triage.get()
        var odd = 0
        for sample in Samples.rules.map(\.sample) + Samples.tickets + Samples.healthy {
            odd += self.odd(sample.inputs, triage, sample.name)
            for dress in [Dress.wrapped(width: 47), .wordWrapped(72)] {
                guard let dressed = sample.dressed(dress) else { continue }
                odd += self.odd(dressed.inputs, triage, "\(sample.name), \(dress)")
            }
        }
        // Rules that nothing is ever said of prove nothing.
        #expect(odd > 50)
    }

    @Test func whatIsPutTogetherFromPiecesComesToTheSame() throws {
        let triage = try Self.triage.get()
        var maker = try TicketMaker(seed: 5)
        for number in 0..<150 {
            let ticket = maker.adversarial()
            _ = odd([SampleInput(ticket)], triage, "ticket \(number):\n\(ticket)")
        }
    }
}
