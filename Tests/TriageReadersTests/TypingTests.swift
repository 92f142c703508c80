import Testing
import TriageModel
@testable import TriageReaders

@Suite struct TypingTests {
    @Test(
        arguments: [
            ("3/7/2016 6:47:23 AM", "2016-03-07T06:47:23", nil, true),
            ("11/20/2026 08:14:30", "2026-11-20T08:14:30", nil, false),
            ("20.11.2026 08:14:30", "2026-11-20T08:14:30", nil, false),
            ("2026/11/20 8:14:30", "2026-11-20T08:14:30", nil, false),
            ("2022-11-30 3:52:20 PM", "2022-11-30T15:52:20", nil, false),
            ("2020-03-03T10:23:09Z", "2020-03-03T10:23:09", 0, false),
            ("2020-03-03T10:23:09.1234567+02:00", "2020-03-03T10:23:09", 120, false),
            ("Tue, 21 Oct 2025 14:40:45 GMT", "2025-10-21T14:40:45", 0, false),
            ("Friday, November 20, 2026 8:14:30 AM", "2026-11-20T08:14:30", nil, false),
            ("20261124015608", "2026-11-24T01:56:08", nil, false),
            ("/Date(1682823962000)/", "2023-04-30T03:06:02", 0, false),
            ("12/31/2022 12:05:00 AM", "2022-12-31T00:05:00", nil, false),
        ] as [(String, String, Int?, Bool)])
    func readsDates(_ text: String, _ iso: String, _ zone: Int?, _ isAmbiguous: Bool) throws {
        let date = try #require(DateParser.parse(text))
        #expect(date.iso == iso)
        #expect(date.zoneMinutes == zone)
        #expect(date.isDayMonthAmbiguous == isAmbiguous)
    }

    @Test(arguments: [
        "", "soon", "30:00", "13/13/2022 10:00:00", "2022-02-30", "version 15.20.6699", "1.2.3.4", "31/31/31",
        "10:00:00",
    ])
    func readsNoDateWhereThereIsNone(_ text: String) {
        #expect(DateParser.parse(text) == nil)
    }

    @Test(
        arguments: [
            ("10.1 KB", 10_292...10_393), ("14532", 14_532...14_532), ("14,532 bytes", 14_532...14_532),
            ("10.1 KB (10,343 bytes)", 10_343...10_343), ("2 MB", 1_572_864...2_621_440),
        ] as [(String, ClosedRange<Int64>)])
    func keepsTheRoundingOfASize(_ text: String, _ range: ClosedRange<Int64>) {
        let value = ValueTyper.type(Value(.text(text), spans: []), as: .size, fieldName: "size")
        #expect(value.content == .size(range))
    }

    @Test func measuresAListOfBytesThatWasPrintedWhole() {
        let value = ValueTyper.type(
            Value(.text("{255, 216, 255, 224, 0, 16}"), spans: []), as: .binary, fieldName: "photo")
        guard case .binary(let binary) = value.content else {
            Issue.record("no binary")
            return
        }
        #expect(binary.byteCount == 6...6)
        #expect(binary.format == .jpeg)
        #expect(binary.sha256?.count == 64)
        #expect(value.partial == nil)
    }

    @Test func knowsNothingOfATypeName() {
        let value = ValueTyper.type(Value(.text("System.Byte[]"), spans: []), as: .binary, fieldName: "photo")
        #expect(value.content == .binary(BinaryValue(byteCount: 0...Int64.max, format: .unknown)))
        #expect(value.partial != nil)
    }

    @Test func readsAGUIDThatWasPrintedAsBytes() {
        let value = ValueTyper.type(
            Value(.text("{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255}"), spans: []), as: .guid,
            fieldName: "guid")
        #expect(value == Value(.guid("04030201-0605-0807-090a-0b0c0d0e0fff"), spans: []))
        let base64 = ValueTyper.type(Value(.text("AQIDBAUGBwgJCgsMDQ4P/w=="), spans: []), as: .guid, fieldName: "guid")
        #expect(base64 == value)
    }

    @Test func readsAGUIDFromSixteenBytesThatAreNoText() {
        let bytes = Value(.binary(BinaryFacts.describe(Array(1...16))), spans: [])
        let value = ValueTyper.type(bytes, as: .guid, fieldName: "guid")
        #expect(value == Value(.guid("04030201-0605-0807-090a-0b0c0d0e0f10"), spans: []))
        #expect(BinaryFacts.describe(Array(1...15)).guid == nil)
        #expect(ValueTyper.type(bytes, as: .binary, fieldName: "photo") == bytes)
    }

    @Test(arguments: [
        "{17, 17, 17, 17...}", "{17, 17, 17, 17…}", "{17, 17, 17, 17, ...", "{17, 17, 17, 1...", "{17, 17, 17, 17?}",
        "{...}", "System.Byte[]", "{1, 2, 3}",
    ])
    func knowsAGUIDOnlyInPartWhereBytesAreMissing(_ text: String) {
        let value = ValueTyper.type(Value(.text(text), spans: []), as: .guid, fieldName: "guid")
        #expect(value.content == .text(text))
        #expect(value.partial != nil)
    }

    @Test(arguments: ["{}", "{name}", "onPremises", "{a, b...}"]) func leavesWhatIsNoBytesInAGUIDFieldAlone(
        _ text: String
    ) {
        let value = ValueTyper.type(Value(.text(text), spans: []), as: .guid, fieldName: "guid")
        #expect(value == Value(.text(text), spans: []))
    }

    @Test(arguments: ["0", "200", "14532"]) func doesNotTakeANumberForAByte(_ text: String) {
        let value = ValueTyper.type(Value(.text(text), spans: []), as: .binary, fieldName: "photo")
        #expect(value.content == .text(text))
        #expect(value.partial != nil)
    }

    @Test func readsBytesThatStandInBracesOrInARow() {
        for text in ["{255}", "{255, 216, 255, 224}", "255, 216, 255, 224"] {
            let value = ValueTyper.type(Value(.text(text), spans: []), as: .binary, fieldName: "photo")
            guard case .binary(let binary) = value.content else {
                Issue.record("no binary: \(text)")
                continue
            }
            #expect(binary.byteCount == (text == "{255}" ? 1...1 : 4...4))
        }
    }

    @Test func readsPicturesHeaders() {
        let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 96, 0, 64, 3, 1, 0, 0]
        #expect(BinaryFacts.describe(jpeg).width == 64)
        #expect(BinaryFacts.describe(jpeg).height == 96)
        for end in 0..<jpeg.count { _ = BinaryFacts.describe(Array(jpeg[..<end])) }
    }
}
