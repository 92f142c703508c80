import Testing
import TriageModel
import TriageTestSupport

/// The same case in other clothes is the same case.
@Suite("No dress changes a verdict")
struct DressedSampleTests {
    static let samples = Samples.rules.map(\.sample) + Samples.tickets + Samples.healthy

    /// Every dress that leaves lines whole in turn with the others of its kind, words broken by mail, and all cuts at one
    /// width, another one for every sample. Everything at every width when `KBTRIAGE_ALL_DRESSES` is set.
    private static func dresses(turn: Int) -> [Dress] {
        let words: [Dress] = [.wordWrapped(72), Dress.wordWrapped(76).under(.quoted("> "))]
        if Environment.wantsAllDresses {
            return Dress.encodings + Dress.pastes + words + Dress.widths.flatMap(Dress.wraps)
        }
        let common = [80, 120, 100, 72]
        let width = turn.isMultiple(of: 3) ? common[turn / 3 % 4] : 36 + turn * 37 % 165
        return every(2, of: Dress.encodings, from: turn) + every(2, of: Dress.pastes, from: turn)
            + every(2, of: words, from: turn) + Dress.wraps(at: width)
    }

    private static func every(_ step: Int, of dresses: [Dress], from turn: Int) -> [Dress] {
        stride(from: turn % step, to: dresses.count, by: step).map { dresses[$0] }
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
