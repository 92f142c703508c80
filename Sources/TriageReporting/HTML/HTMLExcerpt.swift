import TriageModel

/// Lines of an input with what matters marked, for a page. Windows and marks are those of the terminal's excerpts, in
/// bytes instead of columns: time and size depend on what is shown, never on the length of a line.
struct HTMLExcerpt {
    /// A run of a line.
    struct Run {
        var range: Range<Int>
        /// Numbers of the evidence the run belongs to; empty for what surrounds it.
        var marks: [Int]
        /// Evidence that ends with this run.
        var ends: [Int]
    }

    /// A line as it is shown.
    struct Line {
        var number: Int
        var runs: [Run]
        var isCutBefore = false
        var isCutAfter = false
        /// True when lines are left out above it.
        var followsGap = false
    }

    /// Bytes shown before and behind a mark of a long line.
    private static let around = 160
    /// A line up to this is shown whole.
    private static let whole = 420
    /// Bytes of one mark that are shown.
    private static let mostMarked = 240
    /// Lines of one source.
    static let mostLines = 16

    let source: SourceInfo
    let lines: [Line]
    /// Evidence that found no room.
    let left: Int

    /// - Parameter marks: evidence with its number, places in this source.
    init(_ source: SourceInfo, marks: [(number: Int, spans: [SourceSpan])]) {
        self.source = source
        let pieces = SourceExcerpt.pieces(
            of: marks.map { SourceExcerpt.Mark(spans: $0.spans, label: "x") }, in: source)
        var byLine: [Int: [MarkedPiece]] = [:]
        // The most telling evidence comes first: what does not fit is the end of it.
        var shown = Set<Int>()
        for piece in pieces.sorted(by: { ($0.mark, $0.range.lowerBound) < ($1.mark, $1.range.lowerBound) }) {
            guard byLine[piece.line] != nil || byLine.count < Self.mostLines else { continue }
            byLine[piece.line, default: []].append(piece)
            shown.insert(piece.mark)
        }
        left = marks.count - shown.count
        var lines: [Line] = []
        var previous = 0
        for (number, own) in byLine.sorted(by: { $0.key < $1.key }) {
            if previous > 0, number == previous + 2 {
                lines.append(Self.plain(previous + 1, source))
            } else if lines.isEmpty, number > 1, !source.line(number - 1).isEmpty {
                lines.append(Self.plain(number - 1, source))
            }
            var line = Self.line(number, own, numbers: marks.map(\.number), source)
            line.followsGap = previous > 0 && number > previous + 2
            lines.append(line)
            previous = number
        }
        self.lines = lines
    }

    private static func plain(_ number: Int, _ source: SourceInfo) -> Line {
        let content = source.line(number).indices
        let end = cut(content.lowerBound + whole, source, in: content)
        return Line(
            number: number, runs: [Run(range: content.lowerBound..<end, marks: [], ends: [])],
            isCutAfter: end < content.upperBound)
    }

    /// The nearest place at or before an offset that is no middle of a character.
    private static func cut(_ offset: Int, _ source: SourceInfo, in content: Range<Int>) -> Int {
        var place = min(max(offset, content.lowerBound), content.upperBound)
        while place > content.lowerBound, place < content.upperBound, source.text[place] & 0xC0 == 0x80 { place -= 1 }
        return place
    }

    private static func line(_ number: Int, _ pieces: [MarkedPiece], numbers: [Int], _ source: SourceInfo) -> Line {
        let content = source.line(number).indices
        var pieces = pieces
        for index in pieces.indices {
            let range = pieces[index].range
            if range.count > mostMarked {
                pieces[index].range = range.lowerBound..<cut(range.lowerBound + mostMarked, source, in: content)
            }
        }
        var window = content
        if content.count > whole, let first = pieces.map(\.range.lowerBound).min(),
            let last = pieces.map(\.range.upperBound).max()
        {
            let low =
                first - content.lowerBound < whole / 2 ? content.lowerBound : cut(first - around, source, in: content)
            let high = min(last, first + 2 * mostMarked)
            window = low..<max(low, cut(high + around, source, in: content))
        }
        let borders = Set(
            [window.lowerBound, window.upperBound]
                + pieces.flatMap { [$0.range.lowerBound, $0.range.upperBound] }.filter { window.contains($0) }
        ).sorted()
        var runs: [Run] = []
        for (low, high) in zip(borders, borders.dropFirst()) {
            let covering = pieces.filter {
                $0.range.lowerBound <= low && $0.range.upperBound >= high && !$0.range.isEmpty
            }
            let ends = covering.filter { $0.range.upperBound == high && !$0.label.isEmpty }
            runs.append(
                Run(
                    range: low..<high, marks: covering.map { numbers[$0.mark] }.sorted(),
                    ends: ends.map { numbers[$0.mark] }.sorted()))
        }
        return Line(
            number: number, runs: runs, isCutBefore: window.lowerBound > content.lowerBound,
            isCutAfter: window.upperBound < content.upperBound)
    }

    /// The text of a run.
    func text(_ run: Run) -> String { String(decoding: source.text[run.range], as: UTF8.self) }
}
