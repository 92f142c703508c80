import TriageModel

extension HTMLPage {
    /// Commands that stand open; the others are behind a lid.
    private static let openCommands = 3

    /// Commands to run, the most useful first.
    mutating func next() {
        let entries = Array(diagnosis.nextEvidence.prefix(Self.mostEntries).enumerated())
        commands(entries.prefix(Self.openCommands))
        let others = entries.dropFirst(Self.openCommands)
        guard !others.isEmpty else { return }
        html.start(.details, [.class("quietly")])
        html.element(.summary, [], Numbers.count(others.count, "more command", "more commands"))
        commands(others)
        html.end()
        more(diagnosis.nextEvidence.count - Self.mostEntries, "command", "commands")
    }

    private mutating func commands(_ entries: ArraySlice<(offset: Int, element: Diagnosis.NextEvidence)>) {
        html.start(.ul, [.class("runs")])
        for (index, entry) in entries {
            html.start(.li, [.id("run-\(index + 1)"), .class("card")])
            html.element(.span, [.class("no")], "\(index + 1)")
            html.start(.p, [.class("facts")])
            place(entry.place)
            chip("only reads", "read")
            if entry.purpose == .optional { chip("optional", "read") }
            if !entry.decides.isEmpty {
                html.element(.span, [.class("quiet")], "decides ")
                for cause in entry.decides.prefix(12) { html.element(.span, [.class("cause")], cause) }
            }
            html.end()
            command(entry.command)
            if !entry.reads.isEmpty { html.element(.p, [], TextReport.sentence(entry.reads)) }
            html.end()
        }
        html.end()
    }

    /// Rules that cannot be told: with what speaks for them first.
    mutating func open() {
        let supported = diagnosis.undecided.filter { !$0.evidence.isEmpty }
        let others = diagnosis.undecided.filter { $0.evidence.isEmpty }
        if !supported.isEmpty {
            html.element(.p, [.class("quiet")], "Something speaks for these; what would decide them is missing.")
            openList(supported, "open-")
        }
        guard !others.isEmpty else { return }
        html.start(.details, [.class("quietly")])
        html.element(
            .summary, [],
            Numbers.count(others.count, "cause of which nothing is known", "causes of which nothing is known"))
        openList(others, "open-")
        html.end()
    }

    private mutating func openList(_ findings: [Diagnosis.Finding], _ prefix: String) {
        html.start(.ul, [.class("rows")])
        for finding in findings.prefix(Self.mostEntries) {
            html.start(.li, [.id(prefix + Self.anchor(finding.rule))])
            cause(finding.cause, rule: finding.rule)
            html.text(" \(finding.title). ")
            let missing = labels.list(finding.missing)
            if !missing.isEmpty {
                html.element(.span, [.class("quiet")], "Needs " + TextReport.list(missing, most: 4) + ".")
            }
            tree(finding, prefix)
            html.end()
        }
        html.end()
    }

    mutating func near() {
        html.start(.ul, [.class("rows")])
        for finding in diagnosis.nearMisses.prefix(Self.mostEntries) {
            html.start(.li, [.id("near-" + Self.anchor(finding.rule))])
            cause(finding.cause, rule: finding.rule)
            html.text(" \(finding.title). ")
            if let distance = finding.distance {
                html.element(.strong, [], Numbers.distance(distance) + ".")
                html.text(" ")
            }
            if !finding.failed.isEmpty {
                html.element(.span, [.class("quiet")], "Not so: " + TextReport.sentence(finding.failed))
            }
            tree(finding, "near-")
            html.end()
        }
        html.end()
    }

    /// The conditions of a rule that did not match, behind a lid.
    private mutating func tree(_ finding: Diagnosis.Finding, _ prefix: String) {
        html.start(.details, [.class("why")])
        html.element(.summary, [.label("Conditions of \(finding.cause)")], "Conditions")
        conditions(finding, anchor: prefix + Self.anchor(finding.rule))
        if !finding.evidence.isEmpty { evidence(finding, anchor: prefix + Self.anchor(finding.rule)) }
        html.end()
    }

    mutating func contradictions() {
        for contradiction in diagnosis.contradictions.prefix(Self.mostEntries) {
            html.start(.div, [.class("card")])
            html.start(.p)
            name(contradiction.subject)
            html.text(": " + labels.words(for: contradiction.field, withPath: false))
            html.end()
            html.start(.ul, [.class("rows")])
            for value in contradiction.values.prefix(12) {
                html.start(.li)
                html.element(.code, [], value.value)
                html.element(.span, [.class("quiet")], value.spans.first.flatMap { place($0) }.map { " " + $0 } ?? "")
                html.end()
            }
            html.end()
            html.element(
                .p, [.class("quiet")],
                contradiction.kept.map { "The later one counts: \($0)." } ?? "It counts as not known.")
            html.end()
        }
    }

    mutating func problems() {
        html.start(.ul, [.class("rows")])
        for problem in diagnosis.problems.prefix(Self.mostEntries) {
            html.start(.li)
            html.element(.bdi, [.class("affected")], problem.span.flatMap { place($0) } ?? problem.file)
            html.text(": " + TextReport.sentence(problem.message))
            if problem.isFatal {
                html.text(" ")
                chip("nothing of it was used", "gone")
            }
            html.end()
        }
        html.end()
        more(diagnosis.problems.count - Self.mostEntries, "problem", "problems")
    }

    /// Inputs, what they were cut into, whose records they are.
    mutating func read() {
        html.start(.ul, [.class("rows")])
        let regions = Dictionary(grouping: diagnosis.regions) { $0.span.source.number }
        for (number, source) in diagnosis.sources.enumerated().prefix(Self.mostEntries) {
            html.start(.li)
            html.element(.bdi, [.class("affected")], inputs[number])
            html.element(
                .span, [.class("quiet")], " \(Numbers.bytes(Int64(clamping: source.byteCount))), \(source.encoding)")
            self.regions(regions[number] ?? [], source, name: inputs[number])
            html.end()
        }
        html.end()
        guard !diagnosis.joins.isEmpty else { return }
        html.start(.details, [.class("quietly")])
        html.element(.summary, [], "Whose records these are")
        html.start(.ul, [.class("rows")])
        for join in diagnosis.joins.prefix(Self.mostEntries) { html.element(.li, [], TextReport.sentence(join)) }
        html.end()
        more(diagnosis.joins.count - Self.mostEntries, "person", "people")
        html.end()
    }

    private mutating func regions(_ regions: [Evidence.Region], _ source: SourceInfo, name: String) {
        guard !regions.isEmpty else { return }
        html.start(.details, [.class("why")])
        html.element(
            .summary, [.label("Parts of " + name)], Numbers.count(regions.count, "part", "parts"))
        html.start(.ul)
        for region in regions.prefix(100) {
            let lines = LineRange(region, in: source)
            let shown = lines.first == lines.last ? "line \(lines.first)" : "lines \(lines.first) to \(lines.last)"
            html.element(.li, [], "\(shown): \(region.format)" + (region.why.isEmpty ? "" : ", " + region.why))
        }
        html.end()
        more(regions.count - 100, "part", "parts")
        html.end()
    }

    mutating func ruledOut() {
        let out = diagnosis.ruledOut.filter { $0.status == .ruledOut }
        if !out.isEmpty {
            html.start(.ul, [.class("rows")])
            for finding in out.prefix(Self.mostEntries) {
                html.start(.li, [.id("out-" + Self.anchor(finding.rule))])
                cause(finding.cause, rule: finding.rule)
                html.text(" " + TextReport.sentence(finding.title))
                if let reason = TextReport.firstFalse(finding.conditions) {
                    html.element(.span, [.class("quiet")], " Not so: " + TextReport.sentence(reason))
                }
                html.end()
            }
            html.end()
        }
        let silent = diagnosis.ruledOut.filter { $0.status == .notApplicable }
        guard !silent.isEmpty else { return }
        html.start(.details, [.class("quietly")])
        html.element(
            .summary, [],
            Numbers.count(silent.count, "cause that does not apply", "causes that do not apply"))
        html.start(.ul, [.class("rows")])
        for finding in silent.prefix(Self.mostEntries) {
            html.start(.li)
            cause(finding.cause, rule: finding.rule)
            html.text(" " + finding.title)
            html.end()
        }
        html.end()
        html.end()
    }
}
