import Testing
import TriageModel

@testable import TriageReporting

@Suite struct HopStateTests {
    static let hop = Presentation.Hop(
        id: "cloud", label: "Cloud", column: 1, row: 1, broken: ["too-large"], waiting: ["later"],
        cleared: ["empty", "not-jpeg"], proven: ["teams-old"])

    static func finding(
        _ rule: String, _ status: Diagnosis.Status, _ confidence: Diagnosis.Confidence = .high,
        exception: Truth? = nil
    ) -> Diagnosis.Finding {
        let exceptions = exception.map {
            [Diagnosis.ConditionTree(operation: "unless", result: $0, text: "unless it is there")]
        }
        var finding = Diagnosis.Finding(
            rule: rule, cause: "RC1", title: rule, why: "", status: status, confidence: confidence, stage: "",
            subjects: [.init(id: "anna", kind: "user")],
            conditions: .init(operation: "all", result: .false, text: "", children: exceptions ?? []))
        finding.status = status
        return finding
    }

    static func state(
        _ found: [Diagnosis.Finding], out: [Diagnosis.Finding] = [], notes: [String] = []
    ) -> HopState.Kind {
        let diagnosis = Diagnosis(
            verdict: .cause, asOf: Cases.asOf, ruleHash: "", sources: [], regions: [], findings: found, ruledOut: out)
        return HopState(hop, diagnosis: diagnosis, notes: notes).kind
    }

    @Test func isUnknownWithoutEvidence() {
        #expect(Self.state([]) == .unknown)
        #expect(Self.state([Self.finding("other", .matched)]) == .unknown)
    }

    @Test func isBrokenOnlyWhereItIsProven() {
        #expect(Self.state([Self.finding("too-large", .matched)]) == .broken)
        #expect(Self.state([Self.finding("too-large", .matched, .medium)]) == .suspected)
        #expect(Self.state([Self.finding("later", .matched)]) == .waiting)
        var others = Self.finding("too-large", .matched)
        others.alsoFound = true
        #expect(Self.state([others]) == .suspected)
        var explained = Self.finding("too-large", .matched)
        explained.explainedBy = "other"
        #expect(Self.state([explained]) == .suspected)
    }

    @Test func isGoodWhenEverythingThatCouldBeWrongIsRuledOut() {
        let both = [Self.finding("empty", .ruledOut), Self.finding("not-jpeg", .nearMiss)]
        #expect(Self.state([], out: both) == .good)
        #expect(Self.state([], out: [both[0]]) == .unknown)
        #expect(Self.state([], out: [both[0], Self.finding("not-jpeg", .notApplicable)]) == .unknown)
    }

    @Test func isNotGoodBecauseAnExceptionKeptARuleSilent() {
        let out = [Self.finding("empty", .ruledOut, exception: .true), Self.finding("not-jpeg", .ruledOut)]
        #expect(Self.state([], out: out) == .unknown)
        let open = [Self.finding("empty", .ruledOut, exception: .unknown), Self.finding("not-jpeg", .ruledOut)]
        #expect(Self.state([], out: open) == .good)
    }

    @Test func isGoodWhenWhatComesLaterProvesIt() {
        #expect(Self.state([Self.finding("teams-old", .matched)]) == .good)
        #expect(Self.state([Self.finding("teams-old", .matched, .medium)]) == .unknown)
        #expect(Self.state([], notes: ["teams-old"]) == .good)
    }

    @Test func putsSizesOnALogarithmicScale() {
        let scale = GaugeScale(.init(title: "", least: 1, most: 10_000))
        #expect([1, 10, 100, 1000, 10_000].map { scale.place($0) } == [0, 2500, 5000, 7500, 10_000])
        #expect(scale.place(0) == 0 && scale.place(-5) == 0 && scale.place(.max) == 10_000)
        #expect(GaugeScale.percent(1234) == "12.34%" && GaugeScale.percent(5) == "0.05%")
    }
}
