/// How the lines of one block were cut: at which column, and how they go on.
///
/// A console cuts at its width, in the middle of words ("hard"); the formatter of Windows PowerShell and mail programs
/// break at blanks ("words"), and the former cuts words that are longer than a line. Everything is told from the block
/// itself: no width is assumed.
struct WrapGeometry: Sendable, Equatable {
    /// How lines were cut.
    enum Mode: Sendable, Equatable {
        /// Nothing shows that any line was cut.
        case none
        /// At the width, wherever that is.
        case hard
        /// At blanks.
        case words
    }

    /// How.
    var mode: Mode = .none
    /// Columns of the window, the indent of the block included.
    var width = 0
    /// True when more than one line's length speaks for the width.
    var isConfirmed = false
    /// True when a line is wider than the window: a mail program left a long word whole.
    var hasLongerLines = false
    /// Columns every line of the block is indented by.
    var commonIndent = 0
    /// Blanks put before continuations, on top of the common indent, by group of lines (hard cuts only).
    var continuationIndent: [Int: Int] = [:]

    /// What is known of a line before the repair.
    enum Role: Sendable, Equatable {
        /// Nothing stands there.
        case blank
        /// Starts something new, whatever the line before looks like.
        case start
        /// Goes on with the line before: nothing else can stand there.
        case continuation
        /// Either.
        case open
    }

    /// A line as the measuring sees it.
    struct Line: Sendable {
        /// Its line number in the clean text.
        var index: Int
        /// What is known of it.
        var role: Role
        /// Lines of one group have the same continuation indent.
        var group: Int
        /// Columns without trailing blanks.
        var columns: Int
        /// Columns with trailing blanks.
        var rawColumns: Int
        /// Trailing blanks that are part of the text: more than every line of the block has, and fewer than fill a
        /// window.
        var kept = 0
        /// Leading blanks.
        var indent: Int
        /// Column at which a continuation's text starts, where the form says it (the value column of a list).
        var fixedIndent: Int?
        /// True where line breaks are common (values of lists): one says nothing against a cut elsewhere.
        var breaksFreely = false
        /// Bytes behind the leading blanks.
        var body: ArraySlice<UInt8>

        /// Measures a line.
        init(_ text: CleanText, _ index: Int, role: Role, group: Int = 0) {
            self.index = index
            self.role = text.lines[index].isBlank ? .blank : role
            self.group = group
            let slice = text.slice(index)
            columns = DisplayColumns.count(slice)
            rawColumns = columns + max(0, text.lines[index].rawEnd - text.lines[index].end)
            indent = text.indent(index)
            body = slice.dropFirst(indent)
        }

        /// True when several words stand in the line, so that a break at blanks could have made it shorter.
        var hasSeveralWords: Bool { body.contains(0x20) }
        /// Columns of the first word.
        var firstWordColumns: Int { DisplayColumns.count(Seam.firstWord(body)) }
    }

    /// Measures the lines of a block. O(bytes).
    init(_ lines: inout [Line]) {
        let padded = Self.paddedWidth(lines)
        if padded == nil { Self.keepTrailingBlanks(&lines) }
        let seams = Self.seams(of: lines)
        commonIndent = lines.lazy.filter { $0.role != .blank }.map(\.indent).min() ?? 0
        guard !seams.isEmpty else {
            width = lines.map(\.columns).max() ?? 0
            return
        }
        if let padded {
            self.decide(seams, padded)
            isConfirmed = true
            if mode == .none { mode = .hard }
        } else {
            let widest = lines.map { $0.columns + $0.kept }.max() ?? 0
            self.decide(seams, widest)
            let several = lines.lazy.filter(\.hasSeveralWords).map { $0.columns + $0.kept }.max() ?? 0
            if several < widest {
                var other = self
                other.decide(seams, several)
                // A console that cuts leaves no line that is longer; a mail program does.
                if other.score > score, other.mode != .hard { self = other }
            }
        }
        hasLongerLines = lines.contains { $0.columns > width }
        measureIndents(seams)
    }

    private var score = 0

    /// Two lines of which the second may go on with the first.
    private struct Pair {
        var before: Line
        var after: Line
        var isCertain: Bool { after.role == .continuation }
        var goesOn: Bool { isCertain || Seam.goesOn(before.body, after.body) }
    }

    private static func seams(of lines: [Line]) -> [Pair] {
        zip(lines, lines.dropFirst()).compactMap { before, after in
            guard before.role != .blank, after.role == .open || after.role == .continuation else { return nil }
            return Pair(before: before, after: after)
        }
    }

    /// The width of a console that fills its lines with blanks; nil when lines end where their text ends.
    private static func paddedWidth(_ lines: [Line]) -> Int? {
        let full = lines.filter { $0.role != .blank }
        guard full.count >= 3, let raw = full.map(\.rawColumns).max() else { return nil }
        let atEdge = full.filter { $0.rawColumns == raw }
        let filled = atEdge.filter { $0.columns < raw }
        return atEdge.count * 10 >= full.count * 8 && filled.count >= 2 && Set(filled.map(\.columns)).count >= 2
            ? raw : nil
    }

    /// Trailing blanks every line has are Markdown's; what a line has beyond them was cut at a blank.
    private static func keepTrailingBlanks(_ lines: inout [Line]) {
        let usual = lines.lazy.filter { $0.role != .blank }.map { $0.rawColumns - $0.columns }.min() ?? 0
        for index in lines.indices.dropLast() where lines[index].role != .blank {
            let next = lines[index + 1].role
            guard next == .open || next == .continuation else { continue }
            let blanks = lines[index].rawColumns - lines[index].columns - usual
            if (1...2).contains(blanks) { lines[index].kept = blanks }
        }
    }

    /// Weighs cuts at the width against breaks at blanks.
    private mutating func decide(_ seams: [Pair], _ width: Int) {
        self.width = width
        var hard = 0
        var words = 0
        var full = 0
        for pair in seams {
            let gap = width - pair.before.columns - pair.before.kept
            let fitsWords = gap <= pair.after.firstWordColumns + 1 && gap >= 0
            if gap == 0 || (gap == 1 && DisplayColumns.ofFirst(pair.after.body) == 2) {
                full += 1
                if pair.isCertain, Seam.needsBlank(pair.before.body, pair.after.body) {
                    // Between two parts of a value either may have cut.
                    hard += 1
                    words += 1
                    continue
                }
                hard += pair.goesOn ? 3 : 0
                if pair.goesOn, isLongWord(pair, width) { words += 2 } else if pair.goesOn { words -= 2 }
            } else if pair.goesOn, gap > 0 {
                let isList = pair.after.breaksFreely
                hard += gap == 1 ? 2 : gap == 2 || isList ? 0 : -3
                words += fitsWords ? 2 : isList ? 0 : -3
            }
        }
        score = max(hard, words, 0)
        mode = score == 0 ? .none : hard >= words ? .hard : .words
        isConfirmed = full >= 2 || (mode == .words && words >= 4)
        if mode == .hard, full == 1,
            seams.contains(where: { $0.isCertain && $0.before.columns + $0.before.kept == width })
        {
            isConfirmed = true
        }
    }

    /// A word that would not fit a line is cut even where lines are broken at blanks.
    private func isLongWord(_ pair: Pair, _ width: Int) -> Bool {
        let left = DisplayColumns.count(Seam.lastWord(pair.before.body))
        return left + pair.after.firstWordColumns + pair.before.indent + 4 > width
    }

    private mutating func measureIndents(_ seams: [Pair]) {
        guard mode == .hard else { return }
        var certain: [Int: [Int]] = [:]
        for pair in seams where pair.isCertain && pair.after.fixedIndent == nil {
            var indent = pair.after.indent - commonIndent
            // A blank of the text may have come to stand behind the indent.
            let isFull = width <= pair.before.columns
            if isFull, indent > 0, Seam.needsBlank(pair.before.body, pair.after.body) { indent -= 1 }
            certain[pair.after.group, default: []].append(indent)
        }
        for (group, indents) in certain where indents != [1] { continuationIndent[group] = Self.least(indents) }
        let known = continuationIndent.values.max() ?? 0
        let open = Dictionary(
            grouping: seams.filter {
                !$0.isCertain && $0.after.fixedIndent == nil && !Seam.isNatural($0.before.body, $0.after.body)
                    && width - $0.before.columns - $0.before.kept <= 1
            }
        ) { $0.after.group }
        for (group, pairs) in open where continuationIndent[group] == nil {
            continuationIndent[group] = Self.openIndent(pairs, pairs.map { $0.after.indent - commonIndent }, known)
        }
        // One blank before one continuation is the text's own: consoles put three or four, or none.
        let most = continuationIndent.values.max() ?? 0
        for (group, indents) in certain where indents == [1] { continuationIndent[group] = min(most, 1) }
    }

    private static func openIndent(_ pairs: [Pair], _ indents: [Int], _ known: Int) -> Int {
        if known > 0, indents.filter({ $0 >= known }).count * 2 > indents.count { return known }
        let least = least(indents)
        let isText =
            least == 1 && indents.count == 1 && !Seam.isInsideDottedName(pairs[0].before.body, pairs[0].after.body)
        return isText ? 0 : min(least, 4)
    }

    /// The least indent but for a few lines that do not fit the others.
    private static func least(_ indents: [Int]) -> Int {
        let sorted = indents.sorted()
        let outliers = sorted.count / 8
        return outliers < sorted.count ? max(0, sorted[outliers]) : 0
    }
}
