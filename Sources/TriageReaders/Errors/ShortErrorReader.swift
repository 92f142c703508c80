import TriageModel

/// Reads errors that are a message and little else: `Set-X: message` (PowerShell 7 on the command line, transcripts),
/// `Set-X: |Type|message` (REST module of Exchange Online), a message that starts as the vocabulary says errors do,
/// also behind a word (`Failed: message`), and whole errors whose line breaks got lost.
struct ShortErrorReader: RegionReader {
    let triggers: LineShape = []

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        let shape = text.lines[line].shape
        let isHeader = CommandName.isHeader(text, line)
        let opening = ErrorOpening.offset(text, line, vocabulary)
        let isCollapsed = shape.contains(.errorLabel)
        guard isHeader || opening != nil || isCollapsed else { return nil }
        let first = isHeader ? line : Self.firstLine(text, line, floor, vocabulary)
        let lines = Self.lines(text, from: first)
        let repair = Self.repaired(text, lines)
        var error = ErrorDraft(view: "message", format: "error.message")
        if CollapsedError.read(repair, into: &error) {
            error.view = "normal"
            error.format = "error.collapsed"
        } else {
            guard !isCollapsed else { return nil }
            let (name, body) = ErrorHeader.split(repair)
            if isHeader, let name {
                guard opening != nil || Self.isLikely(text, line, name, body, vocabulary) else { return nil }
                error.invokedAs = name.value()
                error.setMessage(body)
                if body.bytes.first == 0x7C { error.format = "error.rest" }
            } else {
                error.setMessage(repair[(first == line ? opening ?? 0 : 0)..<repair.count])
            }
        }
        guard error.hasContent else { return nil }
        let range = first..<((lines.last ?? line) + 1)
        guard range.contains(line) else { return nil }
        return ReadRegion(
            lines: range, format: error.format,
            why: isHeader ? "likely: a command's name before a message" : "likely: starts as errors do",
            records: [error.draft(span: text.span(range))], repaired: repair)
    }

    /// A name before a colon is an error where a command was run, or where the vocabulary knows name or text.
    private static func isLikely(
        _ text: CleanText, _ line: Int, _ name: LocatedText, _ message: LocatedText, _ vocabulary: PreparedVocabulary
    ) -> Bool {
        if message.bytes.first == 0x7C || vocabulary.cmdlet(name.string) != nil { return true }
        if ErrorOpening.holdsLiteral(text, line, vocabulary) { return true }
        var before = line - 1
        while before >= 0, line - before < 4, text.lines[before].isBlank { before -= 1 }
        guard before >= 0 else { return true }
        guard line - before < 4 else { return false }
        // Behind a prompt, what it printed stands; a command may have been cut into several lines.
        var steps = 0
        while before >= 0, steps < 40, !text.lines[before].isBlank {
            let shape = text.lines[before].shape
            if !shape.isDisjoint(with: [.prompt, .stars]) || ErrorLabel.at(before, of: text) != nil { return true }
            if text.slice(before).starts(with: Array("TerminatingError(".utf8)) { return true }
            before -= 1
            steps += 1
        }
        return false
    }

    // MARK: Lines

    /// Lines directly above that hold a template's text belong to the same message.
    private static func firstLine(_ text: CleanText, _ line: Int, _ floor: Int, _ vocabulary: PreparedVocabulary) -> Int
    {
        func canBelong(_ line: Int) -> Bool {
            line >= floor && !text.lines[line].isBlank
                && text.lines[line].shape.isDisjoint(with: [.prompt, .stars, .fence, .plus, .errorLabel, .dashes])
        }
        var first = line
        while line - first < 12, canBelong(first - 1) {
            if ErrorOpening.holdsLiteral(text, first - 1, vocabulary) {
                first -= 1
            } else if canBelong(first - 2), ErrorOpening.holdsLiteral(text, cutBefore: first - 1, vocabulary) {
                first -= 2
            } else {
                break
            }
        }
        return first
    }

    /// The lines of the message: up to a blank line, a prompt, another error or another stream's line. Where a blank
    /// line stands behind every line, they are left out.
    private static func lines(_ text: CleanText, from line: Int) -> [Int] {
        var lines = [line]
        var index = line + 1
        let stop = NormalBlock.foreign.union([.dashes, .xml])
        while index < text.lines.count, lines.count < 80 {
            if text.lines[index].isBlank {
                guard let last = lines.last,
                    goesOnBehindBlank(text, last, index, lines.count) || isServiceStatus(text, index + 1)
                else { break }
                index += 1
                continue
            }
            let shape = text.lines[index].shape
            if !shape.isDisjoint(with: stop) || CommandName.isHeader(text, index) { break }
            if shape.contains(.plus), !shape.contains(.errorLabel) { break }
            if CategoryViewReader.opens(text, index) { break }
            if isOtherStream(text.slice(index)) || ExceptionTextReader.isStackOfScript(text, index) { break }
            lines.append(index)
            index += 1
        }
        return lines
    }

    /// A single blank line inside a sentence that is double-spaced.
    private static func goesOnBehindBlank(_ text: CleanText, _ last: Int, _ blank: Int, _ count: Int) -> Bool {
        guard blank == last + 1, blank + 1 < text.lines.count, !text.lines[blank + 1].isBlank,
            blank + 2 >= text.lines.count || text.lines[blank + 2].isBlank
        else { return false }
        let before = text.slice(last)
        let after = text.slice(blank + 1).drop { $0 == 0x20 }
        return before.last == 0x3A || Seam.goesOn(before, after)
    }

    /// `Status: 403 (Forbidden)`: the answer of a web service, which its client prints with the message, below a blank
    /// line. ConciseView joins them; a message printed as it is keeps the line.
    private static func isServiceStatus(_ text: CleanText, _ line: Int) -> Bool {
        guard line < text.lines.count else { return false }
        let slice = text.slice(line).drop { $0 == 0x20 }
        guard slice.starts(with: statusLabel) else { return false }
        let rest = slice.dropFirst(statusLabel.count)
        return rest.prefix(3).count == 3 && rest.prefix(3).allSatisfy(\.isDigit)
            && rest.dropFirst(3).starts(with: [0x20, 0x28])
    }

    private static let statusLabel = Array("Status: ".utf8)

    /// `WARNING: …`, `VERBOSE: …`: a line of another stream.
    private static func isOtherStream(_ slice: ArraySlice<UInt8>) -> Bool {
        guard let colon = slice.prefix(20).firstIndex(of: 0x3A) else { return false }
        return streams.contains(String(decoding: slice[slice.startIndex..<colon], as: UTF8.self))
    }

    private static let streams: Set<String> = [
        "WARNING", "VERBOSE", "DEBUG", "WARNUNG", "AUSFÜHRLICH", "AVERTISSEMENT", "COMMENTAIRES", "ADVERTENCIA",
        "DETALLADO", "AVVISO", "DETTAGLIATO", "AVISO", "警告", "詳細",
    ]

    private static func repaired(_ text: CleanText, _ lines: [Int]) -> LocatedText {
        let measured = lines.enumerated().map { index, line in
            WrapGeometry.Line(text, line, role: index == 0 ? .start : .open)
        }
        let logical = TranscriptRepair(text, measured).logicalLines()
        return logical.enumerated().reduce(into: LocatedText(source: text.source)) { result, entry in
            if entry.offset > 0 { result.append(inserted: 0x0A) }
            result.append(entry.element.text.trimmed)
        }
    }
}
