import Testing
import TriageModel
import TriageTestSupport

/// The same case in other clothes is the same case.
@Suite("No dress changes a verdict")
struct DressedSampleTests {
    static let samples = Samples.rules.map(\.sample) + Samples.tickets + Samples.healthy

    /// Five widths a sample, others for every sample; all widths when `KBTRIAGE_ALL_DRESSES` is set.
    private static func widths(turn: Int) -> [Int] {
        if Environment.wantsAllDresses { return Array(Dress.widths) }
        return [80, 120] + stride(from: 36 + turn % 55, through: 200, by: 55)
    }

    private static func dresses(turn: Int) -> [Dress] {
        Dress.encodings + Dress.pastes + [.wordWrapped(72), Dress.wordWrapped(76).under(.quoted("> "))]
            + widths(turn: turn).flatMap(Dress.wraps)
    }

    @Test(arguments: Array(samples.enumerated()).map(\.offset))
    func theOutcomeIsTheSame(number: Int) throws {
        let sample = Self.samples[number]
        let plain = Outcome(try CaseTriage.diagnose(sample.inputs))
        for dress in Self.dresses(turn: number) {
            guard let dressed = sample.dressed(dress) else { continue }
            let outcome = Outcome(try CaseTriage.diagnose(dressed.inputs))
            #expect(outcome == plain, "\(sample.name): \(dress)")
        }
    }
}
