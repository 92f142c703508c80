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
        return screen(diagnosis, options: options, labels: labels).text(color: options.color)
    }

    /// The most generous layout that fits a screen; looked for by halving, since every layout is work. When even the
    /// tightest does not fit, its end is cut and the cut is said.
    private static func screen(_ diagnosis: Diagnosis, options: Options, labels: FieldLabels) -> TextPage {
        let levels = Detail.levels(for: diagnosis)
        let page = { (detail: Detail) in
            var report = TextReport(diagnosis: diagnosis, options: options, labels: labels, detail: detail)
            report.screen()
            return report.page
        }
        var best = page(levels[0])
        if best.rows.count <= screen { return best }
        var low = 1
        var high = levels.count
        best = page(levels[levels.count - 1])
        while low < high {
            let middle = (low + high) / 2
            let candidate = page(levels[middle])
            if candidate.rows.count <= screen {
                best = candidate
                high = middle
            } else {
                low = middle + 1
            }
        }
        if best.rows.count > screen {
            let left = best.rows.count - (screen - 1)
            best.truncate(to: screen - 1)
            best.row("(\(Numbers.count(left, "more line", "more lines")) with --explain)", .dim)
        }
        return best
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
