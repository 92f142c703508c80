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
            for line in TranscriptRepair(text, measured).logicalLines() {
                if !result.isEmpty || line.lines.lowerBound > lines.lowerBound { result.append(inserted: 0x0A) }
                result.append(line.text)
            }
            start = end
        }
        return result
    }
}
