import TriageModel

extension JSONReport {
    /// Bytes of source text quoted at most; what is cut is said with the whole length.
    private static let mostText = 2000

    mutating func evidence(_ item: Diagnosis.EvidenceItem) {
        json.beginObject()
        places(of: item)
        field("field", item.field)
        field("value", item.value)
        if item.isAsserted { field("asserted", true) }
        json.endObject()
    }

    /// File, range, spans and text. What was only stated has no place: `null`.
    private mutating func places(of item: Diagnosis.EvidenceItem) {
        let spans = item.spans.filter { diagnosis.sources.indices.contains($0.source.number) }
        guard let first = spans.first else {
            for name in ["file", "line", "column", "endLine", "endColumn"] {
                json.key(name)
                json.null()
            }
            strings("spans", [])
            field("text", "")
            return
        }
        let own = spans.filter { $0.source == first.source }
        let source = diagnosis.sources[first.source.number]
        let start = source.position(of: first.start)
        let end = source.position(of: (own.last ?? first).end)
        field("file", source.name)
        field("line", start.line)
        field("column", start.column)
        field("endLine", end.line)
        field("endColumn", end.column)
        array("spans", own) { report, span in
            let start = source.position(of: span.start)
            let end = source.position(of: span.end)
            report.json.beginObject()
            report.field("line", start.line)
            report.field("column", start.column)
            report.field("endLine", end.line)
            report.field("endColumn", end.column)
            report.json.endObject()
        }
        text(of: own, in: source)
    }

    /// The quoted source, one line a span.
    private mutating func text(of spans: [SourceSpan], in source: SourceInfo) {
        var text = ""
        var whole = 0
        for (number, span) in spans.enumerated() {
            let start = min(max(0, span.start), source.text.count)
            let end = min(max(start, span.end), source.text.count)
            whole += end - start + (number > 0 ? 1 : 0)
            let room = Self.mostText - text.utf8.count
            if room <= 0 { continue }
            if number > 0 { text += "\n" }
            text += UTF8Text.text(source.text, start..<end, limit: room).text
        }
        field("text", text)
        if whole > Self.mostText { field("textBytes", whole) }
    }

    mutating func next(_ entry: Diagnosis.NextEvidence) {
        json.beginObject()
        field("command", entry.command)
        field("where", entry.place)
        strings("decides", entry.decides)
        field("reads", entry.reads)
        field("purpose", entry.purpose.rawValue)
        json.endObject()
    }

    mutating func contradiction(_ contradiction: Diagnosis.Contradiction) {
        json.beginObject()
        field("subject", contradiction.subject)
        field("field", contradiction.field)
        array("values", contradiction.values) { report, item in
            report.json.beginObject()
            report.field("value", item.value)
            report.json.key("evidence")
            report.evidence(item)
            report.json.endObject()
        }
        json.key("kept")
        json.string(orNull: contradiction.kept)
        json.endObject()
    }

    mutating func unknownError(_ error: Diagnosis.UnknownError) {
        json.beginObject()
        field("message", error.evidence.value)
        field("command", error.command)
        field("count", error.count)
        json.key("evidence")
        evidence(error.evidence)
        json.endObject()
    }

    /// Line 0 means the whole input.
    mutating func problem(_ problem: Evidence.Problem) {
        var line = 0
        if let span = problem.span, diagnosis.sources.indices.contains(span.source.number) {
            line = diagnosis.sources[span.source.number].position(of: span.start).line
        }
        json.beginObject()
        field("file", problem.file)
        field("line", line)
        field("code", problem.code)
        field("message", problem.message)
        field("fatal", problem.isFatal)
        json.endObject()
    }
}
