import TriageModel

extension MarkdownReport {
    /// Errors no rule speaks of, one line each.
    mutating func unknownErrors() {
        guard !diagnosis.unknownErrors.isEmpty else { return }
        gap()
        line("### Errors no rule knows")
        gap()
        for error in diagnosis.unknownErrors.prefix(Self.most) {
            let place = error.evidence.spans.first.flatMap(place).map { " (\(MarkdownText.code($0)))" } ?? ""
            line("- \(MarkdownText.code(brief(TextReport.words(error))))\(place)")
        }
        more(diagnosis.unknownErrors.count - Self.most, "error", "errors")
    }
}
