import TriageModel

extension TextReport {
    /// The evidence of a finding as excerpts, one a source.
    mutating func proof(_ finding: Diagnosis.Finding) {
        guard !finding.evidence.isEmpty else { return }
        page.heading(finding.status == .matched ? "Proof" : "Evidence")
        var marks: [SourceID: [SourceExcerpt.Mark]] = [:]
        var stated: [String] = []
        var lines = Set<SourceLine>()
        var left = 0
        for (index, item) in finding.evidence.enumerated() {
            let reference = detail.isExplained ? "[\(index + 1)] " : ""
            guard let source = item.spans.first?.source, diagnosis.sources.indices.contains(source.number) else {
                let told = item.isAsserted ? "stated, not read: " : ""
                stated.append("\(reference)\(told)\(item.field) = \(item.value)")
                continue
            }
            let spans = item.spans.filter { $0.source == source }
            let needed = lines.union(spans.prefix(SourceExcerpt.mostLinesOfAMark - 1).map { line(of: $0) })
            if needed.count > detail.excerptLines && !lines.isEmpty {
                left += 1
                continue
            }
            lines = needed
            marks[source, default: []].append(.init(spans: spans, label: reference + label(item, in: source)))
        }
        for (number, own) in marks.sorted(by: { $0.key < $1.key }) {
            let source = diagnosis.sources[number.number]
            let digits = SourceExcerpt.digits(own, in: source)
            page.append(
                SourceExcerpt(source: source, width: page.width, ascii: options.ascii, digits: digits).rows(own))
        }
        for text in stated.prefix(detail.excerptLines) { page.prose(text, indent: 2) }
        more(left + max(0, stated.count - detail.excerptLines), "piece of proof", "pieces of proof")
    }

    private struct SourceLine: Hashable {
        let source: SourceID
        let line: Int
    }

    private func line(of span: SourceSpan) -> SourceLine {
        let source =
            diagnosis.sources.indices.contains(span.source.number) ? diagnosis.sources[span.source.number] : nil
        return SourceLine(source: span.source, line: source?.position(of: span.start).line ?? 0)
    }

    /// The field, and the value where it is not what the source shows.
    private func label(_ item: Diagnosis.EvidenceItem, in source: SourceID) -> String {
        let told = item.isAsserted ? " (stated)" : ""
        let field = detail.isExplained ? item.field : Self.withoutKind(item.field)
        if item.value.isEmpty || item.value.utf8.count > 200 { return field + told }
        let info = diagnosis.sources[source.number]
        var shown = ""
        for span in item.spans.prefix(8) where span.source == source {
            let end = min(max(0, span.end), info.text.count)
            let start = min(max(0, span.start), end)
            shown += UTF8Text.text(info.text, start..<end, limit: 300).text
        }
        return Self.bare(shown).contains(Self.bare(item.value))
            ? field + told : "\(field) = \(brief(item.value))\(told)"
    }

    /// `thumbnailPhoto.bytes` of `directory-user.thumbnailPhoto.bytes`: the line shows whose it is.
    private static func withoutKind(_ field: String) -> String {
        guard let dot = field.utf8.firstIndex(of: UInt8(ascii: ".")) else { return field }
        return String(field[field.utf8.index(after: dot)...])
    }

    /// Text for comparing: without blanks, digit grouping and case.
    private static func bare(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "," && !$0.properties.isWhitespace }))
            .asciiLowercased
    }
}
