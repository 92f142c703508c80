public import TriageModel

/// A diagnosis as JSON, contract `kbtriage.diagnosis/1` (`docs/diagnosis.schema.json`).
public enum JSONReporter {
    /// One JSON object and a line feed; equal input gives equal bytes.
    ///
    /// Keys stand in the order of the contract, those added since at the end of their object.
    public static func render(_ diagnosis: Diagnosis, toolVersion: String) -> [UInt8] {
        var report = JSONReport(diagnosis: diagnosis)
        report.write(toolVersion: toolVersion)
        return report.json.bytes
    }

    /// The same piece by piece.
    public static func write(_ diagnosis: Diagnosis, toolVersion: String, to sink: @escaping ([UInt8]) -> Void) {
        var report = JSONReport(diagnosis: diagnosis, sink: sink)
        report.write(toolVersion: toolVersion)
        sink(report.json.bytes)
    }
}

/// One diagnosis on its way to JSON.
struct JSONReport {
    let diagnosis: Diagnosis
    var json = JSONWriter()

    /// Takes pieces as they are written; nil to keep all.
    private let sink: (([UInt8]) -> Void)?
    /// Bytes handed over at once.
    private static let piece = 1 << 16

    init(diagnosis: Diagnosis, sink: (([UInt8]) -> Void)? = nil) {
        self.diagnosis = diagnosis
        self.sink = sink
    }

    mutating func write(toolVersion: String) {
        json.beginObject()
        field("schema", "kbtriage.diagnosis/1")
        json.key("tool")
        json.beginObject()
        field("version", toolVersion)
        field("rules", diagnosis.ruleHash)
        json.endObject()
        field("asOf", diagnosis.asOf.iso)
        field("verdict", diagnosis.verdict.rawValue)
        inputs()
        array("findings", diagnosis.findings) { $0.finding($1) }
        array("undecided", diagnosis.undecided) { $0.undecided($1) }
        array("nearMisses", diagnosis.nearMisses) { $0.nearMiss($1) }
        array("nextEvidence", diagnosis.nextEvidence) { $0.next($1) }
        array("contradictions", diagnosis.contradictions) { $0.contradiction($1) }
        array("errors", diagnosis.problems) { $0.problem($1) }
        json.key("complainant")
        json.string(orNull: diagnosis.complainant)
        strings("notes", diagnosis.notes)
        strings("joins", diagnosis.joins)
        array("ruledOut", diagnosis.ruledOut) { $0.ruledOut($1) }
        array("unknownErrors", diagnosis.unknownErrors) { $0.unknownError($1) }
        json.endObject()
        json.endLine()
    }

    private mutating func inputs() {
        let regions = Dictionary(grouping: diagnosis.regions) { $0.span.source.number }
        json.key("inputs")
        json.beginArray()
        for (number, source) in diagnosis.sources.enumerated() {
            json.beginObject()
            field("file", source.name)
            field("bytes", source.byteCount)
            field("encoding", source.encoding)
            array("regions", regions[number] ?? []) { report, region in
                let lines = LineRange(region, in: source)
                report.json.beginObject()
                report.field("format", region.format)
                report.field("why", region.why)
                report.field("line", lines.first)
                report.field("endLine", lines.last)
                report.field("records", region.recordCount)
                report.json.endObject()
            }
            json.endObject()
        }
        json.endArray()
    }

    mutating func field(_ name: String, _ value: String) {
        json.key(name)
        json.string(value)
    }

    mutating func field(_ name: String, _ value: some BinaryInteger) {
        json.key(name)
        json.integer(value)
    }

    mutating func field(_ name: String, _ value: Bool) {
        json.key(name)
        json.boolean(value)
    }

    mutating func strings(_ name: String, _ values: [String]) { array(name, values) { $0.json.string($1) } }

    mutating func array<Element>(
        _ name: String, _ elements: [Element], _ write: (inout JSONReport, Element) -> Void
    ) {
        json.key(name)
        json.beginArray()
        for element in elements {
            write(&self, element)
            if let sink, json.bytes.count >= Self.piece { sink(json.drain()) }
        }
        json.endArray()
    }
}
