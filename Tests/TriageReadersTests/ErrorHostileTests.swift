import Testing
import TriageModel
import TriageTestSupport

@testable import TriageReaders

@Suite("Hostile errors")
struct ErrorHostileTests {
    @Test func anErrorCutAtAnyByteIsReadWithoutFault() {
        for name in ["classic form A", "Graph", "Japanese", "concise", "Get-Error"] {
            let bytes = Array((RepairMatrixTests.texts[name] ?? "").utf8)
            for end in bytes.indices {
                // The checks of the reading are the test; a cut identifier must not pass for a whole one.
                let errors = ErrorReading.errors(Array(bytes[..<end]))
                #expect(errors.count <= 2)
            }
        }
    }

    @Test func manyBlocksStayApart() {
        let block =
            "Set-X1 : no\nAt line:1 char:1\n+ Set-X1\n+ ~~~~~~\n    + CategoryInfo          : NotSpecified: (:) [Set-X1], E\n"
        let (regions, _) = ErrorReading.regions(Array(String(repeating: block, count: 5_000).utf8))
        #expect(regions.count == 5_000)
    }

    @Test(arguments: [
        "+ ~~~~\n", "+ ~~~~ ", "Set-Abc : x\n", "At line:1 char:1\n", "     | x\n", "Line |\n", "Message : x\n",
    ])
    func theTimeGrowsNoFasterThanTheSize(unit: String) {
        let clock = ContinuousClock()
        let small = Array(String(repeating: unit, count: 3_000).utf8)
        let large = Array(String(repeating: unit, count: 12_000).utf8)
        let once = clock.measure { _ = ErrorReading.regions(small) }
        let more = clock.measure { _ = ErrorReading.regions(large) }
        #expect(
            more < once * 10 + .milliseconds(100), "\(once) for \(small.count) bytes, \(more) for four times as many")
    }
}
