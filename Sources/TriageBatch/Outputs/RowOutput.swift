public import TriageBytes
import TriageModel
import TriageReporting

/// Writes the rows of a batch as they come: NDJSON, CSV, or one JSON document.
public struct RowOutput {
    /// How rows are written.
    public enum Format: String, Sendable, CaseIterable {
        /// A JSON object a line.
        case ndjson
        /// RFC 4180 with a header, safe for spreadsheets.
        case csv
        /// One JSON document with the rows and the sums.
        case json
    }

    private let format: Format
    private let stream: OutputStream
    private let run: BatchRun
    private var isBegun = false
    private var line: RowLine

    /// Writes to a stream.
    public init(_ format: Format, to stream: OutputStream, run: BatchRun) {
        self.format = format
        self.stream = stream
        self.run = run
        line = RowLine(run)
    }

    /// Writes a row.
    public mutating func write(_ verdict: TicketVerdict) throws(OutputError) {
        try begin()
        switch format {
        case .ndjson:
            line.write(verdict)
            try stream.write(line.bytes)
        case .csv: try stream.write(Self.csv(verdict, run))
        case .json:
            var json = JSONWriter()
            verdict.write(to: &json)
            try stream.write((rows == 0 ? [0x0A] : [0x2C, 0x0A]) + json.bytes)
        }
        rows += 1
    }

    private var rows = 0

    /// Writes what is held, when it waited for some time. `isUrgent`: at once, for somebody waits for it.
    public func rest(isUrgent: Bool) throws(OutputError) {
        if isUrgent { try stream.flush() } else { try stream.flush(after: 500) }
    }

    /// Ends the output.
    ///
    /// - Parameters:
    ///   - clusters: what no rule knows; nil leaves it out.
    ///   - isComplete: false when the batch was stopped before its end.
    public mutating func finish(
        _ summary: BatchSummary, clusters: UnknownClusters? = nil, isComplete: Bool
    ) throws(OutputError) {
        try begin()
        if format == .json {
            var json = JSONWriter()
            summary.write(to: &json)
            var end = Array("\n],\n\"complete\":\(isComplete),\n\"summary\":".utf8) + json.bytes
            if let clusters {
                var json = JSONWriter()
                clusters.write(to: &json)
                end += Array(",\n\"clusters\":".utf8) + json.bytes
            }
            try stream.write(end + Array("}\n".utf8))
        }
        try stream.flush()
    }

    private mutating func begin() throws(OutputError) {
        guard !isBegun else { return }
        isBegun = true
        switch format {
        case .ndjson: break
        case .csv:
            var table = CSVTable()
            table.row(Self.columns.map { .text($0) })
            try stream.write(table.bytes)
        case .json:
            var json = JSONWriter()
            json.beginObject()
            json.field("schema", TicketVerdict.schema)
            json.object("tool", run) { json, run in
                json.field("version", run.toolVersion)
                json.field("rules", run.ruleHash)
            }
            json.field("asOf", run.asOf.iso)
            try stream.write(json.bytes + Array(",\n\"tickets\":[".utf8))
        }
    }

    // MARK: CSV

    private static let columns = [
        "id", "verdict", "cause", "confidence", "rule", "title", "stage", "other_causes", "undecided", "person",
        "people", "next_step", "next_command", "where", "evidence_file", "evidence_line", "subject", "created", "place",
        "bytes", "errors", "hash", "problem", "signature", "report", "as_of",
    ]

    private static func csv(_ verdict: TicketVerdict, _ run: BatchRun) -> [UInt8] {
        var table = CSVTable()
        let first = verdict.causes.first
        table.row([
            .text(verdict.id), .text(verdict.verdict.rawValue), .text(first?.cause ?? ""),
            .text(first?.confidence.rawValue ?? ""), .text(first?.rule ?? ""), .text(first?.title ?? ""),
            .text(first?.stage ?? ""), .text(verdict.causes.dropFirst().map(\.cause).joined(separator: " ")),
            .text(verdict.undecided.joined(separator: " ")), .text(verdict.person ?? ""),
            .number(Int64(verdict.people)), .text(verdict.next?.text ?? ""), .text(verdict.next?.command ?? ""),
            .text(verdict.next?.place ?? ""), .text(verdict.evidence?.file ?? ""),
            .number(verdict.evidence.map { Int64($0.line) }), .text(verdict.subject ?? ""),
            .text(verdict.created ?? ""), .text(verdict.place), .number(Int64(verdict.byteCount)),
            .number(Int64(verdict.errorCount)), .text(verdict.contentHash?.hex ?? ""),
            .text(verdict.problems.first.map { "\($0.file): \($0.message)" } ?? ""), .text(verdict.signature),
            .text(verdict.report ?? ""), .text(run.asOf.iso),
        ])
        return table.bytes
    }
}

extension BatchSummary {
    /// The sums as an object.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.field("tickets", tickets)
        json.field("bytes", bytes)
        json.object("verdicts", self) { json, summary in
            for verdict in Diagnosis.Verdict.allCases { json.field(verdict.rawValue, summary.verdicts[verdict] ?? 0) }
        }
        json.object("confidence", self) { json, summary in
            for level in Diagnosis.Confidence.allCases { json.field(level.rawValue, summary.confidence[level] ?? 0) }
        }
        json.field("unknown", unknown)
        json.field("unreadable", unreadable)
        json.list("causes", rankedCauses) { json, cause in
            json.beginObject()
            json.field("cause", cause.cause)
            json.field("rule", cause.rule)
            json.field("title", cause.title)
            json.field("stage", cause.stage)
            json.field("tickets", cause.tickets)
            json.field("alsoIn", cause.alsoIn)
            json.field("people", cause.people)
            json.endObject()
        }
        json.list("stages", rankedStages) { json, stage in
            json.beginObject()
            json.field("stage", stage.stage)
            json.field("tickets", stage.tickets)
            json.endObject()
        }
        json.endObject()
    }

    /// Stages, the one with the most tickets first; ties by name.
    public var rankedStages: [(stage: String, tickets: Int)] {
        stages.map { (stage: $0.key, tickets: $0.value) }.sorted { ($1.tickets, $0.stage) < ($0.tickets, $1.stage) }
    }
}
