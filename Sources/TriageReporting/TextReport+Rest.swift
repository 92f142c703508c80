import TriageModel

extension TextReport {
    /// The other findings, one row each.
    mutating func also() {
        let others = Array(diagnosis.findings.dropFirst())
        guard !others.isEmpty else { return }
        page.heading("Also found")
        for finding in others.prefix(detail.also) {
            var text = "\(finding.title), \(finding.confidence.rawValue) confidence" + whomElse(finding)
            if let explainer = finding.explainedBy { text += "; explained by \(cause(ofRule: explainer))" }
            row(finding, text + ".")
        }
        more(others.count - detail.also, "finding", "findings")
    }

    private func whomElse(_ finding: Diagnosis.Finding) -> String {
        let people = finding.subjects.filter { $0.kind == "user" }.map(\.id)
        return people.isEmpty ? "" : ", for " + Self.list(people, most: 2)
    }

    /// Rules that cannot be told, with what is missing. Beside a finding only those are listed for which something
    /// speaks; of the others their number is enough.
    mutating func open() {
        guard !diagnosis.undecided.isEmpty else { return }
        if diagnosis.verdict == .insufficient { return stillPossible(inOrderOfDeciding()) }
        let supported = diagnosis.undecided.filter { !$0.evidence.isEmpty }
        let others = diagnosis.undecided.count - supported.count
        if detail.open == 0 && !supported.isEmpty {
            let more = others == 0 ? "" : "; \(Numbers.grouped(others)) more cannot be told from this (--explain)"
            page.gap()
            page.prose([Piece("Still possible: ", .heading), Piece(causes(of: supported[...]) + more + ".")])
            return
        }
        if !supported.isEmpty { stillPossible(supported) }
        guard others > 0 else { return }
        if supported.isEmpty { page.gap() }
        let causes = supported.isEmpty ? ("other cause", "other causes") : ("more cause", "more causes")
        page.prose(
            "\(Numbers.count(others, causes.0, causes.1)) cannot be told from this; --explain says what is missing",
            .dim, indent: supported.isEmpty ? 0 : 2)
    }

    private mutating func stillPossible(_ findings: [Diagnosis.Finding]) {
        if detail.open == 0 {
            page.gap()
            page.prose([Piece("Still possible: ", .heading), Piece(causes(of: findings[...]) + ".")])
            return
        }
        page.heading("Still possible")
        for finding in findings.prefix(detail.open) { row(finding, finding.title + needs(finding)) }
        rest(findings.dropFirst(detail.open))
    }

    /// The undecided rules: those first of which nothing but the time is missing, which no command tells, then those that
    /// the first command to run decides.
    private func inOrderOfDeciding() -> [Diagnosis.Finding] {
        var rank: [String: Int] = [:]
        for (number, entry) in diagnosis.nextEvidence.enumerated() {
            for cause in entry.decides where rank[cause] == nil { rank[cause] = number }
        }
        let last = diagnosis.nextEvidence.count
        func place(_ finding: Diagnosis.Finding) -> Int {
            FieldLabels.isTimeAlone(finding.missing) ? -1 : rank[finding.cause] ?? last
        }
        return diagnosis.undecided.enumerated().sorted { left, right in
            (place(left.element), left.offset) < (place(right.element), right.offset)
        }.map(\.element)
    }

    /// "; needs on-premises AD user: photo in AD".
    func needs(_ finding: Diagnosis.Finding) -> String {
        var missing: [String] = []
        for path in finding.missing {
            let words = labels.words(for: path, withPath: detail.isExplained)
            if !missing.contains(words) { missing.append(words) }
        }
        return missing.isEmpty ? "." : "; needs " + Self.list(missing, most: detail.isExplained ? .max : 2) + "."
    }

    /// Rules that nearly matched, with value and distance.
    mutating func near() {
        guard !diagnosis.nearMisses.isEmpty else { return }
        if detail.near == 0 {
            page.gap()
            page.prose([Piece("Near misses: ", .heading), Piece(causes(of: diagnosis.nearMisses[...]) + ".")])
            return
        }
        page.heading("Near misses")
        for finding in diagnosis.nearMisses.prefix(detail.near) { row(finding, finding.title + miss(finding)) }
        rest(diagnosis.nearMisses.dropFirst(detail.near))
    }

    func miss(_ finding: Diagnosis.Finding) -> String {
        var parts: [String] = []
        if let distance = finding.distance { parts.append(Numbers.distance(distance)) }
        if !finding.failed.isEmpty { parts.append("not so: " + brief(finding.failed)) }
        return parts.isEmpty ? "." : "; " + parts.joined(separator: "; ") + "."
    }

    /// A text on one line, cut after about a row unless everything is shown.
    func brief(_ text: String) -> String {
        if detail.isExplained { return text }
        let line = TerminalText.lines(text, ascii: options.ascii).joined(separator: " ")
        return TextFit.start(line, columns: page.width, glyphs: page.glyphs)
    }

    /// A row with the cause in a column of its own.
    private mutating func row(_ finding: Diagnosis.Finding, _ text: String) {
        let cause = TerminalText.safe(finding.cause, ascii: options.ascii)
        page.prose(text, indent: 2, lead: Piece(TextFit.padded(cause, columns: 5) + " ", .strong))
    }

    /// The causes of what is not shown.
    private mutating func rest(_ findings: ArraySlice<Diagnosis.Finding>) {
        guard !findings.isEmpty else { return }
        page.prose("also \(causes(of: findings)), with --explain", .dim, indent: 2)
    }

    private func causes(of findings: ArraySlice<Diagnosis.Finding>) -> String {
        var seen = Set<String>()
        return Self.list(findings.map(\.cause).filter { seen.insert($0).inserted }, most: 12)
    }

    /// Sources that disagree.
    mutating func contradictions() {
        guard !diagnosis.contradictions.isEmpty, detail.contradictions > 0 else { return }
        page.heading("Sources disagree")
        for contradiction in diagnosis.contradictions.prefix(detail.contradictions) {
            let values = contradiction.values.map { item in
                let place = item.spans.first.map { self.place($0) } ?? "stated"
                return "\(brief(item.value)) (\(place))"
            }
            let kept = contradiction.kept.map { "The later one counts: \($0)." } ?? "It counts as unknown."
            let whose = contradiction.subject.isEmpty ? "" : " of \(contradiction.subject)"
            let shown = Self.list(values, most: detail.isExplained ? .max : 4)
            page.prose(
                "\(labels.words(for: contradiction.field, withPath: detail.isExplained))\(whose): \(shown). \(kept)",
                indent: 2)
        }
        more(diagnosis.contradictions.count - detail.contradictions, "contradiction", "contradictions")
    }

    /// What could not be read.
    mutating func problems() {
        guard !diagnosis.problems.isEmpty, detail.problems > 0 else { return }
        page.heading("Could not be read")
        for problem in diagnosis.problems.prefix(detail.problems) {
            let place = problem.span.map { self.place($0) } ?? problem.file
            let text = Self.sentence(problem.message) + " (\(problem.code))"
            page.prose([Piece(place + ": ", .strong), Piece(text)], indent: 2)
        }
        more(diagnosis.problems.count - detail.problems, "problem", "problems")
    }

    /// The commands to run next.
    mutating func next() {
        guard !diagnosis.nextEvidence.isEmpty else { return }
        let words = VerdictWords(diagnosis: diagnosis)
        page.heading(words.runHeading)
        for (index, entry) in diagnosis.nextEvidence.prefix(detail.next).enumerated() {
            let number = "\(index + 1). "
            let place = entry.place.isEmpty ? "Anywhere" : Self.capitalized(entry.place)
            let decides = entry.decides.isEmpty ? "" : "; decides " + Self.list(entry.decides, most: 8)
            let purpose = words.purpose(entry)
            let what = purpose.isEmpty ? place : "\(Self.capitalized(purpose)), \(place)"
            page.prose(what + decides + ":", indent: 2, lead: Piece(number, .strong))
            page.command(entry.command, indent: 4 + number.utf8.count)
            if detail.readings && !entry.reads.isEmpty {
                page.prose(Self.sentence(entry.reads), .plain, indent: 2 + number.utf8.count)
            }
        }
        more(diagnosis.nextEvidence.count - detail.next, "command", "commands")
    }

    static func capitalized(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        return first.properties.uppercaseMapping + text.unicodeScalars.dropFirst().map { String($0) }.joined()
    }
}
