import TriageModel

extension TextReport {
    /// What to do: the steps that hold, numbered; then the retired ones with date, reason and successor.
    mutating func resolution(_ finding: Diagnosis.Finding) {
        guard !finding.resolution.isEmpty else { return }
        page.heading("What to do, as of \(diagnosis.asOf.iso)")
        let valid = finding.resolution.filter { !$0.isRetired }
        let retired = finding.resolution.filter { $0.isRetired }
        if valid.isEmpty { page.prose("None of the written steps holds any more on that day.", indent: 2) }
        let digits = String(valid.count).utf8.count
        let ways = StepWays(valid)
        for (index, step) in valid.prefix(detail.steps).enumerated() {
            numbered(step, number: Self.number(index, digits: digits), way: ways.lead(of: index))
        }
        let others = valid.dropFirst(detail.steps)
        for (index, step) in zip(others.indices, others).prefix(detail.briefSteps) {
            let lead = "  " + Self.number(index, digits: digits) + " "
            let room = page.width - lead.utf8.count
            let way = ways.lead(of: index).map { $0 + StepWays.end } ?? ""
            let text = TerminalText.lines(way + Self.first(step.text), ascii: options.ascii).joined(separator: " ")
            page.row([Piece(lead, .strong), Piece(TextFit.start(text, columns: room, glyphs: page.glyphs))])
        }
        let hidden = others.prefix(detail.briefSteps).filter { !$0.command.isEmpty }.count
        if hidden > 0 && others.count <= detail.briefSteps {
            page.prose("\(hidden == 1 ? "its command" : "their commands") with --explain", .dim, indent: 3 + digits + 1)
        }
        more(others.count - detail.briefSteps, "step", "steps")
        if detail.retired == 0 && !retired.isEmpty {
            let dates = Self.list(retired.compactMap { $0.retired?.iso }, most: 3)
            let count = Numbers.count(retired.count, "retired step", "retired steps")
            page.prose("\(count)\(dates.isEmpty ? "" : " (\(dates))") with --explain", .dim, indent: 2)
            return
        }
        for step in retired.prefix(detail.retired) {
            let number = valid.firstIndex { $0.id == step.replacedBy }.map { $0 + 1 }
            self.retired(step, successor: number)
        }
        more(retired.count - detail.retired, "retired step", "retired steps")
    }

    /// ` 3.`, as wide as the last number.
    private static func number(_ index: Int, digits: Int) -> String {
        let number = String(index + 1)
        return String(repeating: " ", count: digits - number.utf8.count) + number + "."
    }

    private mutating func numbered(_ step: Diagnosis.Step, number: String, way: String?) {
        let indent = 2 + number.utf8.count + 1
        let way = way.map { [Piece($0 + StepWays.end, .strong)] } ?? []
        let tried = step.wasTried ? [Piece("Tried already: ", .open)] : []
        page.prose(way + tried + [Piece(prose(step))], indent: 2, lead: Piece(number + " ", .strong))
        page.about(step, asOf: diagnosis.asOf, indent: indent, oneRow: !detail.isExplained)
        if !step.command.isEmpty { page.command(step.command, indent: indent + 2) }
        if detail.checks { page.check(step, indent: indent) }
    }

    private mutating func retired(_ step: Diagnosis.Step, successor: Int?) {
        let tried = step.wasTried ? " Tried already." : ""
        let source = step.source.isEmpty ? "" : " (\(step.source))"
        if detail.briefRetired {
            let text = TerminalText.lines(Self.first(step.text) + tried, ascii: options.ascii).joined(separator: " ")
            let shown = TextFit.start(text, columns: page.width - 5, glyphs: page.glyphs)
            page.row([Piece("  " + page.glyphs.retired + "  " + shown, .dim)])
            page.retirement(of: step, successor: successor, indent: 5, oneRow: true)
            return
        }
        let text = detail.isExplained ? step.text : Self.first(step.text)
        page.prose(text + source + tried, .dim, indent: 2, lead: Piece(page.glyphs.retired + "  ", .dim))
        if detail.isExplained && !step.command.isEmpty { page.command(step.command, indent: 7, role: .dim) }
        page.retirement(of: step, successor: successor, indent: 5)
    }

    private func prose(_ step: Diagnosis.Step) -> String { detail.wholeSteps ? step.text : Self.first(step.text) }

    /// The first sentence.
    static func first(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if scalar == "\n" { return String(String.UnicodeScalarView(scalars[..<index])) }
            guard scalar == ".", index + 1 < scalars.count, scalars[index + 1] == " " else { continue }
            return String(String.UnicodeScalarView(scalars[...index]))
        }
        return text
    }
}
