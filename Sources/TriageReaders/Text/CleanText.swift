import TriageModel

/// The lines of an input as the person saw them who wrote the ticket: without mail quoting, comment signs, colours,
/// Markdown escapes and trailing blanks. Every byte still knows its place in the decoded input.
///
/// `bytes` is the decoded text itself, followed by the few lines that had to be changed inside; a line is a range of
/// it. So clean text costs no copy where nothing was changed.
struct CleanText: Sendable {
    /// The input.
    let source: SourceID
    /// The input's name, for problems.
    let name: String
    /// Decoded text, then changed lines.
    var bytes: [UInt8]
    /// Number of bytes of the decoded text at the front of `bytes`.
    let decodedCount: Int
    /// The lines, in order.
    var lines: [Line]
    /// Origins of changed lines, by ``Line/patch``; offsets are positions in `bytes`.
    var patches: [[RepairedText.Run]]

    /// One line.
    struct Line: Sendable, Hashable {
        /// First byte behind quoting, in `bytes`.
        var start: Int
        /// Behind the last byte that is not a blank.
        var end: Int
        /// Behind the last byte, trailing blanks included: tells the width of a console that pads its lines.
        var rawEnd: Int
        /// First byte of the line in the decoded text, quoting included.
        var sourceStart: Int
        /// Behind the last byte of the line in the decoded text, without the line end.
        var sourceEnd: Int
        /// Number of `>` taken off (`>>` is also PowerShell's continuation prompt).
        var quoteDepth: Int
        /// Index into ``CleanText/patches``; -1 for a line that was not changed inside.
        var patch: Int
        /// What the line looks like.
        var shape: LineShape

        /// True when nothing is left of the line.
        var isBlank: Bool { start >= end }
    }

    /// The bytes of a line.
    func slice(_ line: Int) -> ArraySlice<UInt8> { bytes[lines[line].start..<lines[line].end] }

    /// A line, or the part of it from `from` (bytes behind its start), as text that knows its place.
    func text(_ line: Int, from: Int = 0, to: Int? = nil) -> LocatedText {
        let entry = lines[line]
        let start = min(entry.start + max(from, 0), entry.end)
        let end = max(start, min(to.map { entry.start + $0 } ?? entry.end, entry.end))
        return located(start..<end, patch: entry.patch)
    }

    /// A line with its trailing blanks.
    func rawText(_ line: Int) -> LocatedText {
        let entry = lines[line]
        return located(entry.start..<max(entry.start, entry.rawEnd), patch: entry.patch)
    }

    /// Number of leading blanks of a line (a tab counts as one).
    func indent(_ line: Int) -> Int {
        let entry = lines[line]
        var index = entry.start
        while index < entry.end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index - entry.start
    }

    /// The place of whole lines in the source.
    func span(_ range: Range<Int>) -> SourceSpan {
        guard let first = range.first, let last = range.last, last < lines.count else {
            return SourceSpan(source: source, start: 0, end: 0)
        }
        return SourceSpan(source: source, start: lines[first].sourceStart, end: lines[last].sourceEnd)
    }

    /// Lines joined with line feeds.
    func joined(_ range: Range<Int>) -> LocatedText {
        var text = LocatedText(source: source)
        for line in range {
            if line > range.lowerBound { text.append(inserted: 0x0A) }
            text.append(self.text(line))
        }
        return text
    }

    private func located(_ range: Range<Int>, patch: Int) -> LocatedText {
        guard patch >= 0 else { return LocatedText(source: source, bytes: bytes[range], origin: range.lowerBound) }
        var runs: [RepairedText.Run] = []
        for run in patches[patch] where run.offset < range.upperBound && run.offset + run.length > range.lowerBound {
            let from = max(run.offset, range.lowerBound)
            let to = min(run.offset + run.length, range.upperBound)
            runs.append(
                .init(offset: from - range.lowerBound, origin: run.origin + from - run.offset, length: to - from))
        }
        return LocatedText(source: source, bytes: Array(bytes[range]), runs: runs)
    }
}
