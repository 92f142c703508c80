import TriageModel

/// Reads the line a transcript notes for a terminating error: `>> TerminatingError(Set-X): "message"` (PowerShell 7)
/// or `PS>TerminatingError(Set-X): "message"` (Windows PowerShell). The message may hold line breaks.
struct TerminatingErrorReader: RegionReader {
    let triggers: LineShape = []

    private static let word = Array("TerminatingError(".utf8)

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        guard let start = Self.nameStart(text.slice(line)) else { return nil }
        let lines = Self.lines(text, from: line)
        let repaired = Self.joined(text, lines)
        let bytes = repaired.bytes
        guard let close = bytes[min(start, bytes.count)...].firstIndex(of: 0x29),
            let quote = bytes[close...].prefix(4).firstIndex(of: 0x22)
        else { return nil }
        var error = ErrorDraft(view: "terminating", format: "error.transcript-line")
        let name = repaired[start..<close].trimmed
        if !name.isEmpty { error.invokedAs = name.value() }
        let isClosed = bytes.last == 0x22 && quote + 1 < bytes.count
        error.setMessage(repaired[(quote + 1)..<(isClosed ? bytes.count - 1 : bytes.count)])
        guard error.hasContent else { return nil }
        return ReadRegion(
            lines: lines, format: error.format, why: "certain: TerminatingError(…) of a transcript",
            records: [error.draft(span: text.span(lines))], repaired: repaired)
    }

    /// Offset of the name in the brackets.
    private static func nameStart(_ slice: ArraySlice<UInt8>) -> Int? {
        var body = slice.drop { $0 == 0x20 }
        if body.starts(with: [0x50, 0x53, 0x3E]) { body = body.dropFirst(3) }
        while let first = body.first, first == 0x3E || first == 0x20 { body = body.dropFirst() }
        guard body.starts(with: word) else { return nil }
        return body.startIndex + word.count - slice.startIndex
    }

    /// The lines up to the one that ends with the closing quote; the first line alone when none does.
    private static func lines(_ text: CleanText, from line: Int) -> Range<Int> {
        var index = line
        while index < min(text.lines.count, line + 100) {
            if index > line, !text.lines[index].shape.isDisjoint(with: [.prompt, .stars, .fence]) { break }
            if index > line, CommandName.isHeader(text, index) { break }
            if text.slice(index).last == 0x22 { return line..<(index + 1) }
            index += 1
        }
        return line..<(line + 1)
    }

    private static func joined(_ text: CleanText, _ lines: Range<Int>) -> LocatedText {
        let logical = TranscriptRepair(text, in: lines) { $0 == lines.lowerBound }.logicalLines()
        return logical.enumerated().reduce(into: LocatedText(source: text.source)) { result, entry in
            if entry.offset > 0 { result.append(inserted: 0x0A) }
            result.append(entry.element.text)
        }
    }
}
