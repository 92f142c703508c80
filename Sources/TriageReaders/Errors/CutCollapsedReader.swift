import TriageModel

/// Reads errors that were pasted as one line and then cut again by a mail program or a console, so that the labels stand
/// anywhere, or in two pieces.
///
/// Such a paragraph shows itself by the underline of the source line in the middle of other text: nothing else that is
/// printed has it there.
struct CutCollapsedReader: RegionReader {
    let triggers: LineShape = [.property, .commandHeader, .header, .errorLabel, .underlined]

    private static let maximumLines = 60

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        guard holdsUnderline(text, line) else { return nil }
        var first = line
        while first > floor, line - first < Self.maximumLines, goesOn(text, first - 1) { first -= 1 }
        var end = line + 1
        while end < text.lines.count, end - line < Self.maximumLines, goesOn(text, end) { end += 1 }
        let lines = (first..<end).map { WrapGeometry.Line(text, $0, role: $0 == first ? .start : .continuation) }
        let logical = TranscriptRepair(text, lines).logicalLines()
        guard logical.count == 1, let repaired = logical.first?.text else { return nil }
        var error = ErrorDraft(view: "normal", format: "error.collapsed")
        guard CollapsedError.read(repaired, into: &error), error.hasContent else { return nil }
        return ReadRegion(
            lines: first..<end, format: error.format, why: "certain: the labels of an error inside one paragraph",
            records: [error.draft(span: text.span(first..<end))], repaired: repaired)
    }

    /// True when the paragraph of this line has an underline among other words, at or soon behind the line.
    private func holdsUnderline(_ text: CleanText, _ line: Int) -> Bool {
        var index = line
        while index < text.lines.count, index - line < Self.maximumLines, goesOn(text, index) {
            if text.lines[index].shape.contains(.underlined) { return true }
            index += 1
        }
        return false
    }

    /// Lines of one paragraph: not blank, and none that starts something by itself. A plus may stand first where the cut
    /// fell before it.
    private func goesOn(_ text: CleanText, _ line: Int) -> Bool {
        !text.lines[line].isBlank
            && text.lines[line].shape.isDisjoint(with: [.prompt, .stars, .fence, .dashes, .gutter, .json, .xml])
    }
}
