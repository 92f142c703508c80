import Testing
import TriageModel

/// Values keep where they were read, in whatever few bytes they keep it.
struct ValueTests {
    @Test(arguments: [
        [], [SourceSpan(source: SourceID(0), start: 0, end: 0)],
        [SourceSpan(source: SourceID(0xFF_FFFE), start: (1 << 40) - 1, end: (1 << 40) + 5)],
        [SourceSpan(source: SourceID(0xFF_FFFF), start: 3, end: 5)],
        [SourceSpan(source: SourceID(2), start: 1 << 40, end: 1 << 41)],
        [SourceSpan(source: SourceID(2), start: 7, end: 7 + Int(UInt32.max))],
        [SourceSpan(source: SourceID(2), start: 7, end: 8 + Int(UInt32.max))],
        [SourceSpan(source: SourceID(1), start: 3, end: 5), SourceSpan(source: SourceID(1), start: 9, end: 12)],
    ])
    func placesComeBack(_ spans: [SourceSpan]) {
        for partial in [nil, "cut by the console"] {
            var value = Value(.text("a"), spans: spans, partial: partial)
            #expect(value.spans == spans)
            #expect(value.places.spans == spans)
            #expect(Value.Places(spans).spans == spans)
            #expect(value.partial == partial)
            #expect(value == Value(.text("a"), spans: spans, partial: partial))
            let more = SourceSpan(source: SourceID(9), start: 1, end: 2)
            value.spans.append(more)
            #expect(value.spans == spans + [more])
            #expect(value.partial == partial)
            value.partial = nil
            #expect(value.partial == nil)
            #expect(value.spans == spans + [more])
            value.spans = []
            #expect(value == Value(.text("a"), spans: []))
        }
    }

    @Test func whatDiffersIsNotEqual() {
        let span = SourceSpan(source: SourceID(1), start: 3, end: 5)
        let value = Value(.integer(3), spans: [span])
        #expect(value != Value(.integer(4), spans: [span]))
        #expect(value != Value(.integer(3), spans: []))
        #expect(value != Value(.integer(3), spans: [span, span]))
        #expect(value != Value(.integer(3), spans: [span], partial: "cut"))
    }

    @Test func aValueIsSmall() {
        // A dump holds millions of them.
        #expect(MemoryLayout<Value>.stride <= 40)
        #expect(MemoryLayout<Record.Field>.stride <= 56)
    }
}
