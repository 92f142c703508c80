import TriageModel

/// Reads errors as PowerShell 7 prints them by default, where they come from a script.
///
/// ```
/// Set-X: C:\Scripts\x.ps1:2
/// Line |
///    2 |  Set-X -Identity a …
///      |  ~~~~~~~~~~~~~~~~~~~
///      | message, broken at blanks to the window's width
/// ```
/// The message's own line breaks are lost; its lines come out joined with one blank. Errors of the command line have
/// no gutter and belong to ``ShortErrorReader``.
struct ConciseViewReader: RegionReader {
    let triggers: LineShape = [.commandHeader, .header, .gutter]

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        guard let gutter = Self.gutterStart(text, at: line), let block = Self.block(text, from: line, gutter: gutter)
        else { return nil }
        return Self.parse(text, block, gutter: gutter)
    }

    /// The first gutter line behind a header; the line itself when it is one.
    private static func gutterStart(_ text: CleanText, at line: Int) -> Int? {
        if text.lines[line].shape.contains(.gutter) {
            // A gutter alone: only when it is the head, or a numbered line with its underline.
            guard isHead(text, line) || isUnderline(text, line + 1) else { return nil }
            return line
        }
        var index = line + 1
        while index < min(text.lines.count, line + 10) {
            let shape = text.lines[index].shape
            if shape.contains(.gutter) { return isHead(text, index) || isNumbered(text, index) ? index : nil }
            if shape == .blank || !shape.isDisjoint(with: [.prompt, .stars, .fence, .plus, .commandHeader]) {
                return nil
            }
            index += 1
        }
        return nil
    }

    /// Lines of the view, with their roles; the last line with a gutter ends it, but for what a console cut off.
    private static func block(_ text: CleanText, from start: Int, gutter: Int) -> [WrapGeometry.Line]? {
        var lines: [WrapGeometry.Line] = []
        for index in start..<gutter {
            lines.append(.init(text, index, role: index == start ? .start : .continuation))
        }
        var pending: [Int] = []
        var index = gutter
        var seen = 0
        while index < min(text.lines.count, gutter + 2000), pending.count < 12 {
            let shape = text.lines[index].shape
            if shape == .blank || !shape.isDisjoint(with: [.prompt, .stars]) { break }
            if shape.contains(.fence), !NormalBlock.isUnderline(text, index) { break }
            if shape.contains(.gutter), content(text.text(index)) != nil {
                for line in pending { lines.append(.init(text, line, role: .continuation)) }
                pending = []
                if isHead(text, index), seen > 0 { break }
                lines.append(.init(text, index, role: .start))
                seen += 1
            } else if shape.contains(.commandHeader), CommandName.isHeader(text, index) {
                break
            } else {
                pending.append(index)
            }
            index += 1
        }
        guard seen >= 2 else { return nil }
        // What a console cut from the last line stands behind it without a gutter.
        let wasCut = lines.contains { $0.index > gutter && $0.role == .continuation }
        for index in pending {
            let trial = lines + [WrapGeometry.Line(text, index, role: .open)]
            let repair = TranscriptRepair(text, trial)
            guard repair.geometry.mode == .hard || (wasCut && repair.geometry.mode == .words),
                case .join = repair.joint(before: lines.count)
            else { break }
            lines = trial
        }
        return lines
    }

    private static func parse(_ text: CleanText, _ lines: [WrapGeometry.Line], gutter: Int) -> ReadRegion? {
        guard let first = lines.first?.index, let last = lines.last?.index else { return nil }
        var error = ErrorDraft(view: "concise", format: "error.concise-view")
        var message = LocatedText(source: text.source)
        let logical = TranscriptRepair(text, lines).logicalLines()
        for line in logical {
            if line.lines.lowerBound < gutter {
                readHeader(line.text, &error)
                continue
            }
            guard let content = content(line.text) else { continue }
            if let number = content.number {
                error.line = error.line ?? ErrorDraft.number(number)
                if error.sourceLine == nil { error.setSourceLine(content.text) }
            } else if !content.text.isEmpty, !content.text.bytes.allSatisfy({ $0 == 0x7E || $0 == 0x20 }) {
                if !message.isEmpty { message.append(inserted: 0x20) }
                message.append(content.text)
            }
        }
        error.setMessage(message)
        guard error.hasContent || error.sourceLine != nil else { return nil }
        let range = first..<(last + 1)
        var repaired = LocatedText(source: text.source)
        if first < gutter, let head = logical.first { repaired.append(head.text) }
        repaired.append(inserted: 0x0A)
        if let source = logical.first(where: { content($0.text)?.number != nil }).flatMap({ content($0.text)?.text }) {
            repaired.append(source)
            repaired.append(inserted: 0x0A)
        }
        repaired.append(message)
        return ReadRegion(
            lines: range, format: error.format, why: "certain: gutter `Line |`",
            records: [error.draft(span: text.span(range))], repaired: repaired)
    }

    /// `Name: path:line`.
    private static func readHeader(_ text: LocatedText, _ error: inout ErrorDraft) {
        guard let colon = text.bytes.firstIndex(of: 0x3A) else { return }
        let name = text[0..<colon].trimmed
        if ErrorCategoryNames.all.contains(name.string) {
            error.category = name.value()
        } else if !ErrorCategoryNames.plain.contains(name.string), !name.isEmpty {
            error.cmdlet = name.value()
        }
        let rest = text[(colon + 1)..<text.count].trimmed
        guard let last = rest.bytes.lastIndex(of: 0x3A), last > 0, last + 1 < rest.count,
            rest.bytes[(last + 1)...].allSatisfy(\.isDigit)
        else { return }
        error.script = rest[0..<last].value()
        error.line = ErrorDraft.number(rest[(last + 1)..<rest.count])
    }

    // MARK: Gutter

    /// What stands behind the bar, and the number before it; nil when the text has no gutter.
    private static func content(_ text: LocatedText) -> (number: LocatedText?, text: LocatedText)? {
        let bytes = text.bytes
        guard let bar = bytes.prefix(24).firstIndex(of: 0x7C) else { return nil }
        let head = text[0..<bar].trimmed
        let rest = text[(bar + 1)..<text.count]
        if head.isEmpty { return (nil, rest.trimmed) }
        if head.bytes.allSatisfy(\.isDigit) { return (head, rest.trimmed) }
        return rest.trimmed.isEmpty ? (nil, rest.trimmed) : nil
    }

    /// `Line |`.
    private static func isHead(_ text: CleanText, _ line: Int) -> Bool {
        let body = text.slice(line).drop { $0 == 0x20 }
        guard let first = body.first, first.isLetter || first >= 0x80, body.last == 0x7C, body.count <= 24 else {
            return false
        }
        return body.dropLast().allSatisfy { $0.isLetter || $0 >= 0x80 || $0 == 0x20 }
    }

    private static func isNumbered(_ text: CleanText, _ line: Int) -> Bool {
        content(text.text(line))?.number != nil
    }

    /// `     |  ~~~~`.
    private static func isUnderline(_ text: CleanText, _ line: Int) -> Bool {
        guard line < text.lines.count, text.lines[line].shape.contains(.gutter) else { return false }
        let slice = text.slice(line)
        return slice.contains(0x7E) && slice.allSatisfy { $0 == 0x7E || $0 == 0x20 || $0 == 0x7C }
    }
}
