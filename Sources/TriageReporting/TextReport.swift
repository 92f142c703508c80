import TriageModel

/// One report on its way to text. The parts stand in extensions, one file a part.
struct TextReport {
    let diagnosis: Diagnosis
    let options: TextOptions
    let labels: FieldLabels
    let detail: Detail
    var page: TextPage

    init(diagnosis: Diagnosis, options: TextOptions, labels: FieldLabels, detail: Detail) {
        self.diagnosis = diagnosis
        self.options = options
        self.labels = labels
        self.detail = detail
        page = TextPage(options: options)
    }

    /// What is shown without `explain`.
    mutating func screen() {
        verdict(withTitle: false)
        if let finding = diagnosis.findings.first {
            lead(finding)
            notes(after: shortNotes(finding.notes).count)
            people(finding)
            proof(finding)
            resolution(finding)
            also()
            open()
            near()
            unknownErrors()
            contradictions()
            problems()
            next()
        } else {
            outcome()
            notes(after: 0)
            unknownErrors()
            next()
            open()
            near()
            contradictions()
            problems()
        }
    }

    /// Everything.
    mutating func explained() {
        verdict(withTitle: false)
        if diagnosis.findings.isEmpty { outcome() }
        notes(after: 0)
        for finding in diagnosis.findings { explanation(of: finding) }
        unknownErrors()
        next()
        contradictions()
        problems()
        for finding in diagnosis.undecided { explanation(of: finding) }
        for finding in diagnosis.nearMisses { explanation(of: finding) }
        ruledOut()
        joins()
        inputs()
    }

    /// "4 more people with --explain", when something was left out.
    mutating func more(_ count: Int, _ one: String, _ many: String, indent: Int = 2) {
        guard count > 0 else { return }
        page.prose("\(Numbers.count(count, "more " + one, "more " + many)) with --explain", .dim, indent: indent)
    }

    /// The remarks about the case, as far as those about the finding leave room.
    private mutating func notes(after count: Int) {
        for note in diagnosis.notes.prefix(max(0, detail.notes - count)) { page.prose(note, indent: 2) }
    }

    /// `ticket.txt:12:3`.
    func place(_ span: SourceSpan) -> String {
        guard diagnosis.sources.indices.contains(span.source.number) else { return "?" }
        let source = diagnosis.sources[span.source.number]
        let (line, column) = source.position(of: span.start)
        return "\(source.name):\(line):\(column)"
    }
}
