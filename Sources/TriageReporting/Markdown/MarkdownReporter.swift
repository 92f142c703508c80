public import TriageModel

/// A diagnosis as Markdown, to be pasted into a ticket.
public enum MarkdownReporter {
    /// The whole report; equal input gives equal text.
    public static func render(_ diagnosis: Diagnosis, context: ReportContext) -> String {
        var report = MarkdownReport(diagnosis: diagnosis, context: context)
        report.write()
        return report.text
    }
}

/// One report on its way to Markdown.
struct MarkdownReport {
    let diagnosis: Diagnosis
    let context: ReportContext
    let words: VerdictWords
    let labels: FieldLabels
    private(set) var text = ""

    /// Entries of a list; the rest is counted.
    static let most = 50
    /// Commands to run next; other reports have all of them, and there are hardly more.
    private static let mostCommands = 40

    init(diagnosis: Diagnosis, context: ReportContext) {
        self.diagnosis = diagnosis
        self.context = context
        words = VerdictWords(diagnosis: diagnosis)
        labels = FieldLabels(context.vocabulary)
    }

    mutating func write() {
        heading()
        for finding in diagnosis.findings.prefix(1) { self.finding(finding) }
        also()
        people()
        unknownErrors()
        next()
        list("Still possible", diagnosis.undecided.filter { !$0.evidence.isEmpty || diagnosis.findings.isEmpty }) {
            report, finding in
            let missing = report.labels.list(finding.missing)
            return missing.isEmpty ? "" : "; needs " + MarkdownText.prose(TextReport.list(missing, most: 3))
        }
        list("Near misses", diagnosis.nearMisses) { _, finding in
            finding.distance.map { "; " + MarkdownText.prose(Numbers.distance($0)) }
                ?? (finding.failed.isEmpty ? "" : "; not so: " + MarkdownText.prose(finding.failed))
        }
        contradictions()
        problems()
        line("---")
        line(
            "Advice as of \(diagnosis.asOf.iso), kbtriage \(MarkdownText.prose(context.toolVersion)), rules "
                + MarkdownText.code(diagnosis.ruleHash))
    }

    // MARK: Parts

    private mutating func heading() {
        var first = "## " + words.headline
        if let finding = diagnosis.findings.first {
            first += ": \(MarkdownText.prose(finding.cause)), \(finding.confidence.rawValue) confidence"
        }
        line(first)
        gap()
        let title = diagnosis.findings.first?.title ?? words.sentence
        line("**\(MarkdownText.prose(title))**" + (words.affected.map { " for " + MarkdownText.code($0) } ?? ""))
        if let why = diagnosis.findings.first?.why, !why.isEmpty {
            gap()
            line(MarkdownText.prose(why))
        }
        if let sentence = diagnosis.findings.first.flatMap({ words.aboutOthers($0) }) {
            gap()
            line(MarkdownText.prose(sentence))
        }
        for note in ((diagnosis.findings.first?.notes ?? []) + diagnosis.notes).prefix(8) {
            gap()
            line(MarkdownText.prose(TextReport.sentence(note)))
        }
    }

    private mutating func finding(_ finding: Diagnosis.Finding) {
        proof(finding)
        if !finding.counterfactual.isEmpty {
            gap()
            line("It would be different if " + MarkdownText.prose(TextReport.sentence(finding.counterfactual)))
        }
        steps(finding)
    }

    private mutating func proof(_ finding: Diagnosis.Finding) {
        gap()
        line("### Proof")
        gap()
        line("| where | what | value |")
        line("|---|---|---|")
        for item in finding.evidence.prefix(12) {
            let place = item.spans.first.flatMap(place) ?? (item.isAsserted ? "stated" : "")
            let field = MarkdownText.prose(labels.words(for: item.field, withPath: false))
            line(
                "| \(MarkdownText.code(place, inTable: true)) | \(field) | \(MarkdownText.code(brief(item.value), inTable: true)) |"
            )
        }
        more(finding.evidence.count - 12, "piece of proof", "pieces of proof")
    }

    private mutating func steps(_ finding: Diagnosis.Finding) {
        guard !finding.resolution.isEmpty else { return }
        gap()
        line("### What to do, as of \(diagnosis.asOf.iso)")
        gap()
        let valid = VerdictWords.valid(finding)
        let ways = StepWays(valid)
        for (index, step) in valid.enumerated() {
            let lead = "\(index + 1). "
            let way = ways.lead(of: index).map { "**\(MarkdownText.prose($0)):** " } ?? ""
            let tried = step.wasTried ? "*Tried already:* " : ""
            line(lead + way + tried + MarkdownText.prose(step.text))
            var facts: [String] = []
            if !step.place.isEmpty { facts.append(MarkdownText.prose(TextReport.capitalized(step.place))) }
            facts.append(step.risk == .write ? "**changes data**" : "only reads")
            if !step.source.isEmpty { facts.append(MarkdownText.prose(step.source)) }
            let indent = lead.utf8.count
            gap()
            line(blanks(indent) + facts.joined(separator: " · "))
            if !step.command.isEmpty { block(step.command, indent) }
            gap()
            guard !step.expect.isEmpty || !step.verify.isEmpty else { continue }
            line(
                blanks(indent) + "Check" + (step.expect.isEmpty ? ":" : ", expect: " + MarkdownText.prose(step.expect)))
            if !step.verify.isEmpty { block(step.verify, indent) }
        }
        let retired = finding.resolution.filter(\.isRetired)
        guard !retired.isEmpty else { return }
        gap()
        line("No longer valid:")
        gap()
        for step in retired {
            let date = step.retired.map { " (retired \($0.iso))" } ?? " (retired)"
            let reason =
                step.retiredBecause.isEmpty ? "" : " " + MarkdownText.prose(TextReport.sentence(step.retiredBecause))
            line("- ~~\(MarkdownText.prose(TextReport.first(step.text)))~~\(date)\(reason)")
        }
    }

    private mutating func also() {
        list("Also found", Array(diagnosis.findings.dropFirst())) { report, finding in
            var tail = ", \(finding.confidence.rawValue) confidence"
            if let whom = report.words.whom(finding) { tail += ", for " + MarkdownText.code(whom) }
            if let explainer = finding.explainedBy {
                tail += "; explained by " + MarkdownText.prose(report.words.cause(ofRule: explainer))
            }
            return tail
        }
    }

    private mutating func people() {
        let rows = PeopleRows(diagnosis)
        guard rows.count > 1 else { return }
        gap()
        line("### Everybody affected")
        gap()
        line("| who | cause | measured |")
        line("|---|---|---|")
        for row in rows.prefix(Self.most) {
            let measured = VerdictWords.measured(row.subject) ?? ""
            line(
                "| \(MarkdownText.code(row.subject.id, inTable: true)) | \(MarkdownText.prose(diagnosis.findings[row.finding].cause)) | \(MarkdownText.prose(measured)) |"
            )
        }
        more(rows.count - Self.most, "row", "rows")
    }

    private mutating func next() {
        guard !diagnosis.nextEvidence.isEmpty else { return }
        gap()
        line("### " + VerdictWords(diagnosis: diagnosis).nextHeading)
        gap()
        for (index, entry) in diagnosis.nextEvidence.prefix(Self.mostCommands).enumerated() {
            let lead = "\(index + 1). "
            let place = entry.place.isEmpty ? "Anywhere" : TextReport.capitalized(entry.place)
            let decides = entry.decides.isEmpty ? "" : "; decides " + TextReport.list(entry.decides, most: 8)
            let purpose = VerdictWords(diagnosis: diagnosis).purpose(entry)
            line(lead + MarkdownText.prose(place + decides + (purpose.isEmpty ? "" : " (\(purpose))")))
            block(entry.command, lead.utf8.count)
            if !entry.reads.isEmpty {
                gap()
                line(blanks(lead.utf8.count) + MarkdownText.prose(TextReport.sentence(entry.reads)))
            }
        }
        more(diagnosis.nextEvidence.count - Self.mostCommands, "command", "commands")
    }

    private mutating func contradictions() {
        guard !diagnosis.contradictions.isEmpty else { return }
        gap()
        line("### Sources that disagree")
        gap()
        for contradiction in diagnosis.contradictions.prefix(Self.most) {
            let values = contradiction.values.prefix(4).map { value in
                MarkdownText.code(brief(value.value))
                    + (value.spans.first.flatMap(place).map { " (\(MarkdownText.code($0)))" } ?? "")
            }
            line(
                "- \(MarkdownText.code(contradiction.subject)), \(MarkdownText.prose(labels.words(for: contradiction.field, withPath: false))): "
                    + values.joined(separator: " against "))
        }
    }

    private mutating func problems() {
        guard !diagnosis.problems.isEmpty else { return }
        gap()
        line("### What could not be read")
        gap()
        for problem in diagnosis.problems.prefix(Self.most) {
            let place = problem.span.flatMap(place) ?? problem.file
            line("- \(MarkdownText.code(place)): \(MarkdownText.prose(TextReport.sentence(problem.message)))")
        }
        more(diagnosis.problems.count - Self.most, "problem", "problems")
    }

    private mutating func list(
        _ heading: String, _ findings: [Diagnosis.Finding], _ tail: (MarkdownReport, Diagnosis.Finding) -> String
    ) {
        guard !findings.isEmpty else { return }
        gap()
        line("### " + heading)
        gap()
        for finding in findings.prefix(Self.most) {
            line(
                "- **\(MarkdownText.prose(finding.cause))** \(MarkdownText.prose(finding.title))\(tail(self, finding))."
            )
        }
        more(findings.count - Self.most, "cause", "causes")
    }

    // MARK: Lines

    mutating func line(_ words: String) {
        if words == "---" { gap() }
        text += words + "\n"
        if words == "---" { text += "\n" }
    }

    mutating func gap() { if !text.hasSuffix("\n\n") { text += "\n" } }

    private mutating func block(_ command: String, _ indent: Int) {
        gap()
        text += MarkdownText.block(command, language: "powershell", indent: indent)
        gap()
    }

    mutating func more(_ count: Int, _ one: String, _ many: String) {
        guard count > 0 else { return }
        gap()
        line("and \(Numbers.count(count, "more " + one, "more " + many)).")
    }

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

    func place(_ span: SourceSpan) -> String? {
        guard diagnosis.sources.indices.contains(span.source.number) else { return nil }
        let source = diagnosis.sources[span.source.number]
        return "\(source.name):\(source.position(of: span.start).line)"
    }

    func brief(_ text: String) -> String {
        text.utf8.count <= 200
            ? text : UTF8Text.text(Array(text.utf8), 0..<text.utf8.count, limit: 200).text + "\u{2026}"
    }
}
