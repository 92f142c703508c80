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
        for (index, step) in valid.enumerated() {
            let number = String(repeating: " ", count: digits - String(index + 1).utf8.count) + "\(index + 1)."
            numbered(step, number: number)
        }
        for step in retired.prefix(detail.retired) {
            let number = valid.firstIndex { $0.id == step.replacedBy }.map { $0 + 1 }
            self.retired(step, successor: number)
        }
        more(retired.count - detail.retired, "retired step", "retired steps")
    }

    private mutating func numbered(_ step: Diagnosis.Step, number: String) {
        let indent = 2 + number.utf8.count + 1
        let tried = step.wasTried ? [Piece("Tried already: ", .open)] : []
        page.prose(tried + [Piece(prose(step))], indent: 2, lead: Piece(number + " ", .strong))
        about(step, indent: indent)
        if !step.command.isEmpty { page.command(step.command, indent: indent + 2) }
        check(step, indent: indent)
    }

    /// Where to do it, what it changes, until when it holds, where it comes from.
    mutating func about(_ step: Diagnosis.Step, indent: Int) {
        let risk =
            switch step.risk {
            case .read: Piece("only reads", .dim)
            case .write: Piece("changes data", .change)
            }
        var parts: [[Piece]] = []
        if !step.place.isEmpty { parts.append([Piece(step.place, .dim)]) }
        parts.append([risk])
        if let from = step.validFrom, from > diagnosis.asOf { parts.append([Piece("holds from \(from.iso)", .change)]) }
        if let until = step.retired, !step.isRetired { parts.append([Piece("holds until \(until.iso)", .dim)]) }
        if !step.source.isEmpty { parts.append([Piece(step.source, .dim)]) }
        let dot = Piece(" \(page.glyphs.dot) ", .dim)
        page.prose(Array(parts.joined(separator: [dot])), indent: indent)
    }

    /// How to see that it worked.
    mutating func check(_ step: Diagnosis.Step, indent: Int) {
        guard detail.checks else { return }
        if step.verify.isEmpty && step.expect.isEmpty { return }
        let expect = step.expect.isEmpty ? "Check:" : "Check, expect: \(step.expect)"
        page.prose(expect, .dim, indent: indent)
        if !step.verify.isEmpty { page.command(step.verify, indent: indent + 2) }
    }

    private mutating func retired(_ step: Diagnosis.Step, successor: Int?) {
        var reason = step.retiredBecause
        if reason.hasSuffix(".") { reason.removeLast() }
        var line = "retired" + (step.retired.map { " " + $0.iso } ?? "") + (reason.isEmpty ? "" : ": " + reason)
        if let successor {
            line += "; use step \(successor)"
        } else if !step.replacedBy.isEmpty {
            line += "; use \(step.replacedBy)"
        }
        let tried = step.wasTried ? " Tried already." : ""
        let source = step.source.isEmpty ? "" : " (\(step.source))"
        let text = detail.isExplained ? step.text : Self.first(step.text)
        page.prose(text + source + tried, .dim, indent: 2, lead: Piece(page.glyphs.retired + "  ", .dim))
        if detail.isExplained && !step.command.isEmpty { page.command(step.command, indent: 7, role: .dim) }
        page.prose(line + ".", indent: 5)
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
