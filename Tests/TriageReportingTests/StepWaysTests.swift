import Testing
import TriageModel

@testable import TriageReporting

@Suite struct StepWaysTests {
    private static func steps(_ ways: String...) -> [Diagnosis.Step] {
        ways.enumerated().map { Diagnosis.Step(id: "s\($0)", text: "Do \($0).", way: $1) }
    }

    @Test func saysEitherOrAndInAnyCase() {
        let ways = StepWays(Self.steps("", "a", "a", "b", "", "c", "d"))
        #expect(ways.runs.map(\.words) == ["", "Either a", "Or b", "In any case", "Either c", "Or d"])
        #expect(ways.runs.map(\.choice) == [0, 1, 1, 0, 2, 2])
        #expect(ways.runs.map(\.steps) == [0..<1, 1..<3, 3..<4, 4..<5, 5..<6, 6..<7])
        #expect(ways.lead(of: 1) == "Either a" && ways.lead(of: 2) == nil)
    }

    @Test func saysNothingWhereThereIsNoChoice() {
        let ways = StepWays(Self.steps("", "", ""))
        #expect(!ways.hasChoice && ways.runs.count == 1 && ways.runs[0].words.isEmpty)
        #expect(StepWays([]).runs.isEmpty)
    }

    @Test func leavesOutWhatAnotherWayHasSettled() {
        let steps = Self.steps("a", "a", "b", "")
        #expect(StepWays.without(["s0", "s1"], of: steps).map(\.id) == ["s3"])
        #expect(StepWays.without(["s0"], of: steps).map(\.id) == ["s1", "s2", "s3"])
        #expect(StepWays.without([], of: steps).count == 4)
    }
}
