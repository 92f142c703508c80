import Testing
import TriageModel
import TriageTestSupport

@Suite("Inputs on which nothing may fire")
struct HealthySampleTests {
    @Test func thereAreTwelveOrMore() { #expect(Samples.healthy.count >= 12) }

    @Test(arguments: Samples.healthy)
    func nothingFires(sample: SampleCase) throws {
        let diagnosis = try CaseTriage.diagnose(sample.inputs)
        #expect(diagnosis.findings.map(\.rule) == [])
        #expect(diagnosis.verdict != .cause && diagnosis.verdict != .unreadable)
    }
}
