import TriageModel

/// Every place named by evidence must lie in its source.
enum SpanCheck {
    /// What is wrong, in words.
    static func faults(in evidence: Evidence) -> [String] {
        var faults: [String] = []
        func check(_ span: SourceSpan, _ what: String) {
            guard evidence.sources.indices.contains(span.source.number) else {
                faults.append("\(what): no source \(span.source.number)")
                return
            }
            let size = evidence.sources[span.source.number].text.count
            if span.start < 0 || span.end > size {
                faults.append("\(what): \(span.start)..<\(span.end) of \(size) bytes")
            }
        }
        for region in evidence.regions { check(region.span, region.format) }
        for (index, record) in evidence.records.enumerated() {
            check(record.span, record.kind)
            if record.place.order != index {
                faults.append("\(record.kind): order \(record.place.order), not \(index)")
            }
            if !evidence.regions.indices.contains(record.place.region) {
                faults.append("\(record.kind): no such region")
            }
            for field in record.fields {
                for span in field.value.spans { check(span, "\(record.kind).\(field.name)") }
            }
        }
        for text in evidence.texts {
            for run in text.map {
                let source = evidence.sources[text.source.number]
                if run.offset + run.length > text.bytes.count || run.origin + run.length > source.text.count {
                    faults.append("repaired text: a run leaves its text")
                } else if Array(text.bytes[run.offset..<run.offset + run.length])
                    != Array(source.text[run.origin..<run.origin + run.length])
                {
                    faults.append("repaired text: a run at \(run.origin) says something else than the source")
                }
            }
        }
        return faults
    }
}
