public import TriageModel

/// A diagnosis as text for a terminal: the verdict, the proof, what to do, what to run next.
public enum TextReporter {
    /// How to lay it out.
    public typealias Options = TextOptions

    /// Rows a report about one finding may have unless it explains: about a screen.
    static let screen = 40

    /// The whole report, every line ended by a line feed. Everything that came from input is neutralised.
    ///
    /// Without `explain` it is kept to a screen: what does not fit is counted, not shown. The vocabulary's labels
    /// replace technical names where it has any.
    public static func render(
        _ diagnosis: Diagnosis, options: Options = Options(), vocabulary: Vocabulary = Vocabulary()
    ) -> String {
        let labels = FieldLabels(vocabulary)
        if options.quiet {
            var report = TextReport(diagnosis: diagnosis, options: options, labels: labels, detail: Detail())
            report.verdict(withTitle: true)
            return report.page.text(color: options.color)
        }
        if options.explain {
            var report = TextReport(diagnosis: diagnosis, options: options, labels: labels, detail: .everything)
            report.explained()
            return report.page.text(color: options.color)
        }
        var page = TextPage(options: options)
        for detail in Detail.levels(hasFinding: !diagnosis.findings.isEmpty) {
            var report = TextReport(diagnosis: diagnosis, options: options, labels: labels, detail: detail)
            report.screen()
            page = report.page
            if page.rows.count <= screen { break }
        }
        if page.rows.count > screen {
            let left = page.rows.count - (screen - 1)
            page.truncate(to: screen - 1)
            page.row("(\(Numbers.count(left, "more line", "more lines")) with --explain)", .dim)
        }
        return page.text(color: options.color)
    }

    /// Why a rule matched or did not: its evaluated conditions for every verdict of that rule in the diagnosis.
    /// Nil when the diagnosis has no verdict of that rule (ask for a diagnosis with the ruled-out rules kept).
    ///
    /// The rule is named by its id or by its cause, in any case of letters.
    public static func explain(
        rule: String, in diagnosis: Diagnosis, options: Options = Options(), vocabulary: Vocabulary = Vocabulary()
    ) -> String? {
        let all = diagnosis.findings + diagnosis.undecided + diagnosis.nearMisses + diagnosis.ruledOut
        let verdicts = all.filter { $0.rule.isEqualIgnoringCase(rule) || $0.cause.isEqualIgnoringCase(rule) }
        guard !verdicts.isEmpty else { return nil }
        var report = TextReport(
            diagnosis: diagnosis, options: options, labels: FieldLabels(vocabulary), detail: .everything)
        for finding in verdicts { report.explanation(of: finding) }
        return report.page.text(color: options.color)
    }
}
