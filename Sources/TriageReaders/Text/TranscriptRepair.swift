import TriageModel

/// Joins lines a console, a formatter or a mail program cut.
///
/// The caller says which lines certainly start something and which certainly go on; the repair measures how the block
/// was cut (``WrapGeometry``) and joins the rest. Text it gives back still points at the lines it came from.
struct TranscriptRepair {
    /// A line as it was before it was cut.
    struct LogicalLine: Sendable {
        /// The text, without the indent that was put before continuations.
        var text: LocatedText
        /// The lines it was put together from.
        var lines: ClosedRange<Int>
    }

    /// What stands between two lines.
    enum Joint: Sendable, Equatable {
        /// A line break the writer meant.
        case lineBreak
        /// Nothing but so many blanks; so many leading blanks of the second line do not count.
        case join(blanks: Int, dropped: Int)
    }

    /// How the block was cut.
    let geometry: WrapGeometry
    private let lines: [WrapGeometry.Line]
    private let text: CleanText

    /// Measures a block.
    init(_ text: CleanText, _ lines: [WrapGeometry.Line]) {
        self.text = text
        var lines = lines
        geometry = WrapGeometry(&lines)
        self.lines = lines
    }

    /// Measures the lines of a range of which some are known to start something.
    init(_ text: CleanText, in range: Range<Int>, isStart: (Int) -> Bool) {
        self.init(text, range.map { WrapGeometry.Line(text, $0, role: isStart($0) ? .start : .open) })
    }

    /// The block's lines, put together. Blank lines come out as empty ones.
    func logicalLines() -> [LogicalLine] {
        var result: [LogicalLine] = []
        for (position, line) in lines.enumerated() {
            if position > 0, !result.isEmpty, case .join(let blanks, let dropped) = joint(before: position) {
                var joined = result[result.count - 1]
                for _ in 0..<blanks { joined.text.append(inserted: 0x20) }
                joined.text.append(text.text(line.index, from: dropped))
                joined.lines = joined.lines.lowerBound...line.index
                result[result.count - 1] = joined
            } else {
                result.append(.init(text: text.text(line.index), lines: line.index...line.index))
            }
        }
        return result
    }

    /// What stands between the line at `position` of the block and the one before it.
    func joint(before position: Int) -> Joint {
        guard position > 0, position < lines.count else { return .lineBreak }
        return joint(lines[position - 1], lines[position])
    }

    /// What stands between two lines in this geometry.
    func joint(_ before: WrapGeometry.Line, _ after: WrapGeometry.Line) -> Joint {
        guard before.role != .blank, after.role == .open || after.role == .continuation else { return .lineBreak }
        let gap = geometry.width - before.columns - before.kept
        let isCertain = after.role == .continuation
        if before.kept > 0, geometry.mode != .hard, isCertain || Seam.goesOn(before.body, after.body) {
            return .join(blanks: before.kept, dropped: after.indent)
        }
        switch geometry.mode {
        case .none: return plainJoint(before, after, gap, isCertain)
        case .hard: return hardJoint(before, after, gap, isCertain)
        case .words: return wordJoint(before, after, gap, isCertain)
        }
    }

    /// Without a measure, only what must go on is joined, and the widest line where it ends inside a word.
    private func plainJoint(
        _ before: WrapGeometry.Line, _ after: WrapGeometry.Line, _ gap: Int, _ isCertain: Bool
    ) -> Joint {
        let isBlank =
            gap > 0 || Seam.needsBlank(before.body, after.body) || Seam.isBehindSmallWord(before.body, after.body)
        if isCertain { return .join(blanks: isBlank ? 1 : 0, dropped: after.indent) }
        let isCut =
            gap == 0 && !Seam.isNatural(before.body, after.body)
            && (Seam.isInsideWord(before.body, after.body) || Seam.isInsideToken(before.body, after.body))
            && !Seam.startsAfresh(before.body, after.body)
            && !Seam.isBetweenWords(before.body, after.body)
        return isCut ? .join(blanks: 0, dropped: after.indent) : .lineBreak
    }

    private func hardJoint(
        _ before: WrapGeometry.Line, _ after: WrapGeometry.Line, _ gap: Int, _ isCertain: Bool
    ) -> Joint {
        let indent = after.fixedIndent ?? geometry.commonIndent + (geometry.continuationIndent[after.group] ?? 0)
        guard isCertain || after.indent >= indent else { return .lineBreak }
        let dropped = min(after.indent, indent)
        let rest = after.indent > indent ? [0x20][...] : after.body
        if gap <= 0 || (gap == 1 && DisplayColumns.ofFirst(after.body) == 2) {
            let isCut =
                geometry.isConfirmed || after.indent > geometry.commonIndent
                || (Seam.goesOn(before.body, rest) && (before.kept > 0 || !Seam.startsAfresh(before.body, rest)))
            // A blank kept at the edge is the text's own: behind the end of a line none stands.
            guard isCertain || (isCut && (before.kept > 0 || !Seam.isNatural(before.body, rest))) else {
                return .lineBreak
            }
            // One cut alone does not tell a console from a formatter that breaks at blanks.
            let isBlank =
                before.kept == 0
                && (isCertain
                    ? Seam.needsBlank(before.body, rest)
                        || !geometry.isConfirmed && Seam.isBehindSmallWord(before.body, rest)
                    : !geometry.isConfirmed && Seam.isBetweenWords(before.body, rest))
            return .join(blanks: isBlank ? 1 : before.kept, dropped: dropped)
        }
        // A wide character that did not fit leaves a column free, which was no blank.
        let blanks = gap + before.kept - (DisplayColumns.ofFirst(after.body) == 2 ? 1 : 0)
        if isCertain { return .join(blanks: min(blanks, 3), dropped: dropped) }
        let goesOn = Seam.goesOn(before.body, rest) && !Seam.startsAfresh(before.body, rest)
        guard gap <= 2, geometry.isConfirmed || goesOn else { return .lineBreak }
        return gap == 2 && Seam.isNatural(before.body, rest)
            ? .lineBreak : .join(blanks: blanks, dropped: dropped)
    }

    private func wordJoint(
        _ before: WrapGeometry.Line, _ after: WrapGeometry.Line, _ gap: Int, _ isCertain: Bool
    ) -> Joint {
        if gap <= 0, isCertain || !Seam.isNatural(before.body, after.body) {
            // A formatter cuts a word longer than a line at the width, a mail program lets it stand out; any other line
            // as wide as the window ends at a blank.
            let word = DisplayColumns.count(Seam.lastWord(before.body)) + after.firstWordColumns
            let isCut =
                gap == 0 && !geometry.hasLongerLines && word + before.indent + 4 > geometry.width
                && !Seam.isBetweenWords(before.body, after.body)
                && !(isCertain && Seam.needsBlank(before.body, after.body))
            return .join(blanks: isCut ? 0 : 1, dropped: after.indent)
        }
        if isCertain { return .join(blanks: 1, dropped: after.indent) }
        guard gap >= 0, gap <= after.firstWordColumns + 1 else { return .lineBreak }
        // Where a sentence ended early and a long word follows, both are possible, and the break is the likelier.
        if gap > 12, Seam.isNatural(before.body, after.body) { return .lineBreak }
        return .join(blanks: 1, dropped: after.indent)
    }
}
