import TriageModel

/// The text of prose with lines joined that a console or a mail program cut, so that words and sentences are whole.
enum ProseRepair {
    /// Lines measured together: a long text need not be cut in one way throughout.
    private static let chunk = 120

    static func text(_ text: CleanText, _ lines: Range<Int>) -> LocatedText {
        var result = LocatedText(source: text.source)
        var start = lines.lowerBound
        while start < lines.upperBound {
            let end = min(start + chunk, lines.upperBound)
            let measured = (start..<end).map { line in
                WrapGeometry.Line(text, line, role: text.lines[line].isBlank ? .blank : .open)
            }
            let repair = TranscriptRepair(text, measured)
            // One full line alone does not tell a console's cut from a line that happens to be long: words are then kept
            // apart, which prose survives and a wrong join does not.
            guard repair.geometry.isConfirmed else {
                if !result.isEmpty || start > lines.lowerBound { result.append(inserted: 0x0A) }
                result.append(text.joined(start..<end))
                start = end
                continue
            }
            for line in repair.logicalLines() {
                if !result.isEmpty || line.lines.lowerBound > lines.lowerBound { result.append(inserted: 0x0A) }
                result.append(line.text)
            }
            start = end
        }
        return result
    }
}
