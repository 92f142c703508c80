import TriageModel

extension TextReport {
    /// The evidence of a finding as excerpts, one a source.
    mutating func proof(_ finding: Diagnosis.Finding) {
        guard !finding.evidence.isEmpty else { return }
        page.heading(finding.status == .matched ? "Proof" : "Evidence")
        var numbers: [SourceID] = []
        var marks: [SourceID: [SourceExcerpt.Mark]] = [:]
        var loose: [String] = []
        for (index, item) in finding.evidence.enumerated() {
            let reference = detail.isExplained ? "[\(index + 1)] " : ""
            guard let source = item.spans.first?.source, diagnosis.sources.indices.contains(source.number) else {
                let told = item.isAsserted ? "stated, not read: " : ""
                loose.append("\(reference)\(told)\(item.field) = \(item.value)")
                continue
            }
            if marks[source] == nil { numbers.append(source) }
            let spans = item.spans.filter { $0.source == source }
            marks[source, default: []].append(.init(spans: spans, label: reference + label(item, in: source)))
        }
        var room = detail.excerptLines
        var left = 0
        for number in numbers.sorted() {
            let source = diagnosis.sources[number.number]
            let own = marks[number] ?? []
            guard room > 0 else {
                left += own.count
                continue
            }
            let digits = SourceExcerpt.digits(own, in: source)
            let excerpt = SourceExcerpt(source: source, width: page.width, ascii: options.ascii, digits: digits)
            let (rows, hidden) = excerpt.rows(own, most: room)
            page.append(rows)
            left += hidden
            room -= room == .max ? 0 : max(1, own.count - hidden)
        }
        for text in loose.prefix(detail.excerptLines) { page.prose(text, indent: 2) }
        more(left + max(0, loose.count - detail.excerptLines))
    }

    /// The field, and the value where it is not what the source shows.
    private func label(_ item: Diagnosis.EvidenceItem, in source: SourceID) -> String {
        let told = item.isAsserted ? " (stated)" : ""
        if item.value.isEmpty || item.value.utf8.count > 200 { return item.field + told }
        let info = diagnosis.sources[source.number]
        var shown = ""
        for span in item.spans.prefix(8) where span.source == source {
            let end = min(max(0, span.end), info.text.count)
            let start = min(max(0, span.start), end)
            shown += UTF8Text.text(info.text, start..<end, limit: 300).text
        }
        let words = shown.filter { !$0.isWhitespace }.asciiLowercased
        let value = item.value.filter { !$0.isWhitespace }.asciiLowercased
        return words.contains(value) ? item.field + told : "\(item.field) = \(item.value)\(told)"
    }
}
