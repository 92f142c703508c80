import TriageModel

/// Facts for people: one line a value.
struct FactLines {
    let sources: [SourceInfo]
    let options: TextOptions
    private(set) var text = ""
    private var numbers: [String: Int] = [:]

    init(sources: [SourceInfo], options: TextOptions) {
        self.sources = sources
        self.options = options
    }

    mutating func add(_ record: Record) {
        let number = (numbers[record.kind] ?? 0) + 1
        numbers[record.kind] = number
        let name = "\(record.kind)#\(number)"
        if record.fields.isEmpty { line(self.place(record.span), name, "(no fields)") }
        for field in record.fields {
            line(place(of: field.value, in: record), name, field.name, ValueText.words(field.value))
        }
    }

    /// Where a value was read; for one nobody wrote, the record it follows from.
    private func place(of value: Value, in record: Record) -> String {
        if let first = value.spans.first { return place(first, end: value.spans.last) }
        return record.isAsserted ? "stated" : place(record.span) + " (derived)"
    }

    private mutating func line(_ parts: String...) {
        text += parts.filter { !$0.isEmpty }.map { TerminalText.safe($0, ascii: options.ascii) }.joined(separator: "  ")
        text += "\n"
    }

    /// `ticket.txt:12:5-12:31`; the end is exclusive.
    private func place(_ span: SourceSpan, end last: SourceSpan? = nil) -> String {
        guard sources.indices.contains(span.source.number) else { return "?" }
        let source = sources[span.source.number]
        let start = source.position(of: span.start)
        let end = source.position(of: (last ?? span).end)
        return "\(source.name):\(start.line):\(start.column)-\(end.line):\(end.column)"
    }
}
