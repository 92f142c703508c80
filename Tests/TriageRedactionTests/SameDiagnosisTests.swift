import Testing
import TriageBytes
import TriageKit
import TriageModel
import TriageTestSupport

/// The samples, redacted, come to what they came to before.
@Suite struct SameDiagnosisTests {
    static let all = Samples.rules.map(\.sample) + Samples.tickets + Samples.healthy

    @Test(arguments: all)
    func aRedactedCaseComesToTheSame(sample: SampleCase) throws {
        let original = try Redacting.read(sample.inputs)
        let redacted = try Redacting.read(Redacting.redact(sample.inputs))
        let before = try Redacting.diagnose(original)
        let after = try Redacting.diagnose(redacted)
        #expect(after.verdict == before.verdict)
        #expect(Redacting.outline(after.findings) == Redacting.outline(before.findings))
        #expect(Redacting.outline(after.undecided) == Redacting.outline(before.undecided))
        #expect(Redacting.outline(after.nearMisses) == Redacting.outline(before.nearMisses))
        #expect(Redacting.outline(after.ruledOut) == Redacting.outline(before.ruledOut))
        #expect(after.nextEvidence.map(\.decides) == before.nextEvidence.map(\.decides))
        #expect(after.contradictions.map(\.field) == before.contradictions.map(\.field))
        #expect(after.regions.map(\.format) == before.regions.map(\.format))
        #expect(after.regions.map(\.span) == before.regions.map(\.span))
        #expect(redacted.records.map(\.kind) == original.records.map(\.kind))
        #expect(redacted.records.map { $0.fields.map(\.name) } == original.records.map { $0.fields.map(\.name) })
    }

    @Test(arguments: all)
    func aRedactedTextHasTheLinesOfTheOriginal(sample: SampleCase) throws {
        let original = try Redacting.read(sample.inputs)
        let redacted = try Redacting.read(Redacting.redact(sample.inputs))
        #expect(redacted.sources.map(\.lineStarts) == original.sources.map(\.lineStarts))
        #expect(redacted.sources.map(\.text.count) == original.sources.map(\.text.count))
    }

    /// Whatever the rules make of it, no address of anybody is left.
    @Test(arguments: all)
    func noAddressOfTheOriginalIsLeft(sample: SampleCase) throws {
        let original = try Redacting.read(sample.inputs)
        let redacted = try Redacting.read(Redacting.redact(sample.inputs))
        for source in original.sources where source.encoding != "binary" {
            for address in PlainAddresses.find(in: source.text) {
                for text in redacted.sources.map(\.text) {
                    #expect(!PlainAddresses.contains(text, address), "\(address) is left")
                }
            }
        }
    }

    @Test(arguments: all)
    func aKeyChangesTokensAndNotTheDiagnosis(sample: SampleCase) throws {
        let before = try Redacting.diagnose(Redacting.read(sample.inputs))
        let redacted = try Redacting.read(Redacting.redact(sample.inputs, key: Array("a key".utf8)))
        let after = try Redacting.diagnose(redacted)
        #expect(after.verdict == before.verdict)
        #expect(Redacting.outline(after.findings) == Redacting.outline(before.findings))
    }

    @Test(arguments: all)
    func whatIsRedactedTwiceStaysAsItIs(sample: SampleCase) throws {
        let once = try Redacting.redact(sample.inputs)
        let files = once.files().map { SampleInput(name: $0.name, bytes: $0.bytes) }
        let texts = try Redacting.read(files).sources.filter { $0.encoding != "binary" }.map(\.text)
        let twice = try Redacting.read(Redacting.redact(files)).sources.filter { $0.encoding != "binary" }.map(\.text)
        for (left, right) in zip(texts, twice) where left != right {
            let old = String(decoding: left, as: UTF8.self).split(separator: "\n")
            let new = String(decoding: right, as: UTF8.self).split(separator: "\n")
            let first = zip(old, new).first { $0 != $1 }
            Issue.record("\(first?.0 ?? "") became \(first?.1 ?? "")")
        }
        #expect(texts.count == twice.count)
    }

    /// What `kbtriage redact` writes is read to the same verdict.
    @Test(arguments: all)
    func theFilesThatAreWrittenComeToTheSame(sample: SampleCase) throws {
        let before = try Redacting.diagnose(Redacting.read(sample.inputs))
        let files = try Redacting.redact(sample.inputs).files().map { SampleInput(name: $0.name, bytes: $0.bytes) }
        let after = try Redacting.diagnose(Redacting.read(files))
        #expect(after.verdict == before.verdict)
        #expect(after.findings.map(\.rule) == before.findings.map(\.rule))
        #expect(after.findings.map(\.confidence) == before.findings.map(\.confidence))
    }
}
