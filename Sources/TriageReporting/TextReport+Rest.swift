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

    /// Rules that cannot be told, with what is missing.
    mutating func open() {
        guard !diagnosis.undecided.isEmpty else { return }
        if detail.open == 0 {
            page.gap()
            page.prose([Piece("Still possible: ", .heading), Piece(causes(of: diagnosis.undecided[...]) + ".")])
            return
        }
        page.heading("Still possible")
        let shown = diagnosis.undecided.prefix(detail.open)
        for finding in shown { row(finding, finding.title + needs(finding)) }
        rest(diagnosis.undecided.dropFirst(shown.count))
    }

    /// "; needs photo in AD (directory-user.thumbnailPhoto.bytes)".
    func needs(_ finding: Diagnosis.Finding) -> String {
        let missing = finding.missing.map { labels.words(for: $0) }
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
        if !finding.failed.isEmpty { parts.append("not so: " + finding.failed) }
        return parts.isEmpty ? "." : "; " + parts.joined(separator: "; ") + "."
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
                return "\(item.value) (\(place))"
            }
            let kept = contradiction.kept.map { "The later one counts: \($0)." } ?? "It counts as unknown."
            let whose = contradiction.subject.isEmpty ? "" : " of \(contradiction.subject)"
            let shown = Self.list(values, most: detail.isExplained ? .max : 4)
            page.prose("\(labels.words(for: contradiction.field))\(whose): \(shown). \(kept)", indent: 2)
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
    mutating func next(heading: String) {
        guard !diagnosis.nextEvidence.isEmpty else { return }
        page.heading(heading)
        for (index, entry) in diagnosis.nextEvidence.prefix(detail.next).enumerated() {
            let number = "\(index + 1). "
            let place = entry.place.isEmpty ? "Anywhere" : Self.capitalized(entry.place)
            let decides = entry.decides.isEmpty ? "" : "; decides " + Self.list(entry.decides, most: 8)
            page.prose(place + decides + ":", indent: 2, lead: Piece(number, .strong))
            page.command(entry.command, indent: 4 + number.utf8.count)
            if detail.readings && !entry.reads.isEmpty {
                page.prose(Self.sentence(entry.reads), .plain, indent: 2 + number.utf8.count)
            }
        }
        more(diagnosis.nextEvidence.count - detail.next, "command", "commands")
    }

    private static func capitalized(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        return first.properties.uppercaseMapping + text.unicodeScalars.dropFirst().map { String($0) }.joined()
    }
}
