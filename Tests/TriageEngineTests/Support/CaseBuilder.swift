import TriageModel

@testable import TriageEngine

/// Builds evidence by hand: every record stands on a line of its own.
struct CaseBuilder {
    private var lines: [[String]] = [[]]
    private var offsets: [Int] = [0]
    private(set) var records: [Record] = []
    private var texts: [(source: Int, range: Range<Int>)] = []
    var problems: [Evidence.Problem] = []

    init() {}

    /// Adds a record; returns its position.
    @discardableResult
    mutating func add(
        _ kind: String, _ fields: KeyValuePairs<String, Value>, source: Int = 0, block: Int? = nil,
        session: Int? = nil, time: String? = nil
    ) -> Int {
        let span = line(
            "\(kind): " + fields.map { "\($0.key)=\(PlainValue.text(of: $0.value))" }.joined(separator: " "), source)
        let located = fields.map { name, value in
            Record.Field(name, Value(value.content, spans: [span], partial: value.partial))
        }
        records.append(
            Record(
                kind: kind, fields: located, span: span, format: "test",
                place: Record.Place(
                    block: block ?? records.count + 1, session: session, region: texts.count - 1, order: records.count),
                eventTime: time.map { Value.day($0).located(span) }))
        return records.count - 1
    }

    /// Adds a line of prose.
    mutating func prose(_ text: String, source: Int = 0) { line(text, source) }

    @discardableResult
    private mutating func line(_ text: String, _ source: Int) -> SourceSpan {
        while lines.count <= source {
            lines.append([])
            offsets.append(0)
        }
        let start = offsets[source]
        lines[source].append(text)
        offsets[source] += text.utf8.count + 1
        texts.append((source, start..<(start + text.utf8.count)))
        return SourceSpan(source: SourceID(source), start: start, end: start + text.utf8.count)
    }

    /// What was built.
    var evidence: Evidence {
        let sources = lines.enumerated().map { number, lines in
            let text = Array(lines.map { $0 + "\n" }.joined().utf8)
            var starts = [0]
            for (index, byte) in text.enumerated() where byte == 0x0A && index + 1 < text.count {
                starts.append(index + 1)
            }
            return SourceInfo(
                name: "input\(number).txt", byteCount: text.count, encoding: "utf-8", text: text, lineStarts: starts)
        }
        let repaired = texts.enumerated().map { region, text in
            RepairedText(
                source: SourceID(text.source), region: region, bytes: Array(sources[text.source].text[text.range]),
                map: [RepairedText.Run(offset: 0, origin: text.range.lowerBound, length: text.range.count)])
        }
        return Evidence(sources: sources, records: records, texts: repaired, problems: problems)
    }

    /// The same records handed over in another order.
    func shuffled(by seed: UInt64) -> Evidence {
        var generator = SplitMix(state: seed)
        var evidence = evidence
        evidence.records.shuffle(using: &generator)
        return evidence
    }
}

/// A small generator whose sequence is the same everywhere.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Value {
    static func text(_ text: String, partial: String? = nil) -> Value {
        Value(.text(text), spans: [], partial: partial)
    }
    static func number(_ number: Int64) -> Value { Value(.integer(number), spans: []) }
    static func boolean(_ boolean: Bool) -> Value { Value(.boolean(boolean), spans: []) }
    static var blank: Value { Value(.blank, spans: []) }
    static func guid(_ text: String) -> Value { Value(.guid(text), spans: []) }
    static func list(_ texts: [String], partial: String? = nil) -> Value {
        Value(.list(texts.map { Value(.text($0), spans: []) }), spans: [], partial: partial)
    }
    static func size(_ range: ClosedRange<Int64>) -> Value { Value(.size(range), spans: []) }
    static func duration(_ seconds: Double) -> Value { Value(.duration(seconds: seconds), spans: []) }

    /// A JPEG of that many bytes.
    static func photo(_ bytes: Int64) -> Value {
        Value(.binary(BinaryValue(byteCount: bytes...bytes, format: .jpeg)), spans: [])
    }

    /// A JPEG of which four bytes were seen.
    static var cutPhoto: Value {
        Value(
            .binary(BinaryValue(byteCount: 5...Int64.max, format: .jpeg)), spans: [], partial: "list cut by the console"
        )
    }

    static func binary(_ binary: BinaryValue) -> Value { Value(.binary(binary), spans: []) }

    /// An ISO date; without a zone none is known.
    static func day(_ text: String) -> Value {
        guard let date = WrittenDate.parse(text) else { return Value(.text(text), spans: []) }
        return Value(.date(date), spans: [])
    }

    static func uri(_ text: String, partial: String? = nil) -> Value {
        guard let uri = URIText.parse(text) else { return Value(.text(text), spans: [], partial: partial) }
        return Value(.uri(uri), spans: [], partial: partial)
    }

    func located(_ span: SourceSpan) -> Value { Value(content, spans: [span], partial: partial) }
}
