import TriageModel

extension TextReport {
    /// The first line: verdict, confidence, cause, who.
    mutating func verdict(withTitle: Bool) {
        switch diagnosis.verdict {
        case .cause: causeFound(withTitle: withTitle)
        case .insufficient:
            let count = diagnosis.undecided.count
            let rest =
                count == 0
                ? ": evidence is missing"
                : ": " + Numbers.count(count, "cause is", "causes are") + " still possible"
            first([Piece("Cannot tell yet", .open), Piece(forWhom + rest)])
        case .healthy: first([Piece("No fault found", .good), Piece(forWhom)])
        case .offTopic: first([Piece("Another topic", .strong), Piece(": nothing here that these rules know")])
        case .unreadable: first([Piece("Nothing could be read", .bad)])
        }
    }

    /// One line in any case when nothing but it is printed.
    private mutating func first(_ pieces: [Piece]) {
        if options.quiet { page.row(pieces) } else { page.prose(pieces) }
    }

    private mutating func causeFound(withTitle: Bool) {
        guard let finding = diagnosis.findings.first else {
            first([Piece("Cause found", .bad), Piece(forWhom)])
            return
        }
        let word = VerdictWords(diagnosis: diagnosis).headline
        var pieces = [
            Piece(word, .bad), Piece(", \(finding.confidence.rawValue) confidence: "), Piece(finding.cause, .strong),
            Piece(whom(finding)),
        ]
        if withTitle { pieces.append(Piece(": " + finding.title)) }
        let others = diagnosis.findings.dropFirst().filter { $0.explainedBy == nil }.count
        if others > 0 { pieces.append(Piece(" (and \(Numbers.count(others, "more cause", "more causes")))")) }
        first(pieces)
    }

    private var forWhom: String { diagnosis.complainant.map { " for " + $0 } ?? "" }

    /// " for anna@contoso.example", " for 3 people".
    func whom(_ finding: Diagnosis.Finding) -> String {
        VerdictWords(diagnosis: diagnosis).whom(finding).map { " for " + $0 } ?? ""
    }

    /// Remarks that take up to two rows; the longer ones spell out conditions and are for those who ask.
    func shortNotes(_ notes: [String]) -> [String] {
        detail.isExplained ? notes : notes.filter { $0.utf8.count <= 2 * page.width }
    }

    /// Title, reason, remarks and the measured value of a finding.
    mutating func lead(_ finding: Diagnosis.Finding) {
        page.prose(
            [
                Piece(Self.sentence(finding.title), .strong),
                Piece(" " + (detail.wholeWhy ? finding.why : Self.first(finding.why))),
            ],
            indent: 2)
        if let sentence = VerdictWords(diagnosis: diagnosis).aboutOthers(finding) { page.prose(sentence, indent: 2) }
        if let explainer = finding.explainedBy { page.prose("Explained by \(cause(ofRule: explainer)).", indent: 2) }
        for note in shortNotes(finding.notes).prefix(detail.notes) { page.prose(Self.sentence(note), indent: 2) }
        if finding.subjects.count == 1, let subject = finding.subjects.first, VerdictWords.isTelling(subject.distance),
            let words = measured(subject)
        {
            page.prose(words + ".", indent: 2)
        }
    }

    /// What a verdict without a finding means for the reader.
    mutating func outcome() {
        switch diagnosis.verdict {
        case .cause: break
        case .insufficient:
            guard let first = diagnosis.nextEvidence.first, !first.decides.isEmpty else { return }
            page.prose("The first command below decides \(Self.list(first.decides, most: 4)).", indent: 2)
        case .healthy:
            if diagnosis.notes.isEmpty { page.prose("What was read shows nothing wrong.", indent: 2) }
        case .offTopic:
            page.prose(
                "If it should be the topic, add the error text or what a command printed.", indent: 2)
        case .unreadable:
            page.prose("See below what stood in the way.", indent: 2)
        }
    }

    /// A table of people and values, for findings about several.
    mutating func people(_ finding: Diagnosis.Finding) {
        guard finding.subjects.count > 1 else { return }
        page.gap()
        let shown = finding.subjects.prefix(detail.people)
        let names = shown.map { TerminalText.safe($0.id, ascii: options.ascii) }
        let most = max(12, page.width / 2)
        let column = min(most, names.map { DisplayWidth.of($0) }.max() ?? 0)
        for (name, subject) in zip(names, shown) {
            let fitted = TextFit.start(name, columns: most, glyphs: page.glyphs)
            let start = TextFit.padded(fitted, columns: column)
            page.prose(measured(subject) ?? "", indent: 2, lead: Piece(start + "  "))
        }
        more(finding.subjects.count - shown.count, "person", "people")
    }

    /// "14,532 bytes, limit 10,240: 4,292 over".
    func measured(_ subject: Diagnosis.Subject) -> String? {
        VerdictWords.measured(subject)
    }

    /// `RC22 (photo-proxy-413)`, or the rule's id alone.
    func cause(ofRule rule: String) -> String {
        VerdictWords(diagnosis: diagnosis).cause(ofRule: rule)
    }

    /// The text with a full stop.
    static func sentence(_ text: String) -> String {
        guard let last = text.unicodeScalars.last else { return text }
        // A quotation that ends as a sentence ends this one.
        let end = last == "\"" ? text.unicodeScalars.dropLast().last ?? last : last
        return ".!?:;)".unicodeScalars.contains(end) ? text : text + "."
    }

    /// "RC01, RC02 and 3 more", "RC01 and RC02".
    static func list(_ items: [String], most: Int) -> String {
        if items.count <= 1 { return items.first ?? "" }
        if items.count <= most { return items.dropLast().joined(separator: ", ") + " and " + (items.last ?? "") }
        return items.prefix(most).joined(separator: ", ") + " and \(Numbers.grouped(items.count - most)) more"
    }
}
