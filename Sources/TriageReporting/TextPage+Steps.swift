import TriageModel

extension TextPage {
    /// Where a step is done, what it changes, until when it holds, where it comes from.
    ///
    /// With `oneRow` what does not fit is cut.
    mutating func about(
        _ step: Diagnosis.Step, asOf: CivilDate, first: [String] = [], last: [String] = [], indent: Int,
        oneRow: Bool = false
    ) {
        var parts = first.map { Piece($0, .dim) }
        if !step.place.isEmpty { parts.append(Piece(step.place)) }
        switch step.risk {
        case .read: parts.append(Piece("only reads"))
        case .write: parts.append(Piece("changes data", .change))
        }
        if let from = step.validFrom, from > asOf { parts.append(Piece("holds from \(from.iso)", .change)) }
        if let until = step.retired, !step.isRetired { parts.append(Piece("holds until \(until.iso)", .dim)) }
        if !step.source.isEmpty { parts.append(Piece(step.source, .dim)) }
        parts += last.map { Piece($0, .dim) }
        if oneRow, let last = parts.last {
            let others = parts.dropLast().reduce(0) {
                $0 + DisplayWidth.of($1.text) + DisplayWidth.of(glyphs.separator)
            }
            let text = TerminalText.safe(last.text, ascii: ascii)
            let room = max(12, width - indent - others)
            parts[parts.count - 1].text = TextFit.start(text, columns: room, glyphs: glyphs)
        }
        let dot = Piece(glyphs.separator, .dim)
        prose(Array(parts.map { [$0] }.joined(separator: [dot])), indent: indent)
    }

    /// How to see that a step worked.
    mutating func check(_ step: Diagnosis.Step, indent: Int) {
        if step.verify.isEmpty && step.expect.isEmpty { return }
        prose(step.expect.isEmpty ? "Check:" : "Check, expect: \(step.expect)", .dim, indent: indent)
        if !step.verify.isEmpty { command(step.verify, indent: indent + 2) }
    }

    /// `retired 2023-10-01: remote PowerShell was switched off; use step 1.`
    ///
    /// With `oneRow` the reason is cut; date and successor are not.
    mutating func retirement(of step: Diagnosis.Step, successor: Int?, indent: Int, oneRow: Bool = false) {
        var reason = step.retiredBecause
        if reason.hasSuffix(".") { reason.removeLast() }
        let start = "retired" + (step.retired.map { " " + $0.iso } ?? "")
        var end = "."
        if let successor {
            end = "; use step \(successor)."
        } else if !step.replacedBy.isEmpty {
            end = "; use \(step.replacedBy)."
        }
        if !reason.isEmpty { reason = ": " + reason }
        if oneRow {
            let room = width - indent - DisplayWidth.of(start) - DisplayWidth.of(TerminalText.safe(end, ascii: ascii))
            reason = TerminalText.lines(reason, ascii: ascii).joined(separator: " ")
            reason = TextFit.start(reason, columns: max(2, room), glyphs: glyphs)
        }
        prose(start + reason + end, indent: indent)
    }
}
