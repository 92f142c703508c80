import Testing
import TriageBytes
import TriageEngine
import TriageModel
import TriageTestSupport

@testable import TriageKit

/// The samples read in one pass, where they are such dumps, give what they give when they are read as a whole.
@Suite("Samples read in one pass") struct StreamedDumpTests {
    static let folders = [
        "samples/clixml", "samples/clixml-peer", "samples/ldif", "samples/ldif-peer", "samples/json-settings",
        "samples/powershell/dumps",
    ]

    private static let triage = Result { () throws(KnowledgeFailure) in try Triage(location: .builtIn) }

    @Test(.enabled(if: SharedSamples.arePresent), arguments: folders)
    func givesTheSameForRealDumps(folder: String) throws {
        for sample in SharedSamples.cases(in: folder) { try Self.compare(sample) }
    }

    @Test func givesTheSameForTheSamplesOfTheRules() throws {
        for sample in Samples.rules { try Self.compare(sample.sample) }
        for sample in Samples.tickets + Samples.healthy { try Self.compare(sample) }
    }

    private static func compare(_ sample: SampleCase) throws {
        let triage = try triage.get()
        for input in sample.inputs {
            try TemporaryFile.with(input.bytes) { path in
                var streamed = CaseInput(path: path, streamsFrom: 0)
                guard streamed.file != nil else { return }
                streamed.name = input.name
                let whole = CaseInput(name: input.name, bytes: input.bytes)
                let left = triage.read([streamed])
                let right = triage.read([whole])
                #expect(left.records == right.records, "\(input.name)")
                #expect(left.regions == right.regions, "\(input.name)")
                #expect(left.texts.map(\.bytes) == right.texts.map(\.bytes), "\(input.name)")
                let options = DiagnosisEngine.Options(asOf: CaseTriage.today, asOfIsExplicit: true, explain: true)
                let one = triage.diagnose([streamed], options: options)
                let other = triage.diagnose([whole], options: options)
                #expect(one.verdict == other.verdict, "\(input.name)")
                #expect(one.findings.map(\.rule) == other.findings.map(\.rule), "\(input.name)")
                #expect(one.undecided.map(\.rule) == other.undecided.map(\.rule), "\(input.name)")
                #expect(Self.places(one) == Self.places(other), "\(input.name)")
            }
        }
    }

    /// Every place of the findings with the line that is shown there.
    private static func places(_ diagnosis: Diagnosis) -> [String] {
        diagnosis.findings.flatMap(\.evidence).flatMap { item in
            item.spans.map { span in
                let source = diagnosis.sources[span.source.number]
                let start = source.position(of: span.start)
                let end = source.position(of: span.end)
                let line = String(decoding: source.line(start.line), as: UTF8.self)
                return "\(start)-\(end) \(item.field)=\(item.value): \(line)"
            }
        }
    }
}
