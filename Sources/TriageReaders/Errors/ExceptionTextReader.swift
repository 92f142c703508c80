import TriageModel

/// Reads what .NET prints of an exception: `Namespace.SomeException: message`, lines of the message, `   at` frames.
///
/// A line `Status Code: BadRequest` before it, `Code: X` at the start of the message (Graph SDK) and inner exceptions
/// (`---> Type: message`) are taken too.
struct ExceptionTextReader: RegionReader {
    let triggers: LineShape = []

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        guard let type = Self.typeName(text.slice(line)) else { return nil }
        var error = ErrorDraft(view: "exception", format: "error.exception-text")
        error.exceptionType = text.text(line, from: type.lowerBound, to: type.upperBound).value()
        var start = line
        if line > floor, let status = Self.status(text, line - 1) {
            start = line - 1
            error.others.append(.init("httpStatus", status))
        }
        let end = Self.end(text, from: line)
        let logical = TranscriptRepair(text, in: line..<end) {
            $0 == line || Self.isFrame(text, $0) || Self.opensInner(text, $0)
        }.logicalLines()
        var message = LocatedText(source: text.source)
        for entry in logical where !Self.isFrame(text, entry.lines.lowerBound) {
            let isFirst = entry.lines.lowerBound == line
            if !message.isEmpty { message.append(inserted: 0x0A) }
            message.append(isFirst ? entry.text[(type.upperBound + 1)..<entry.text.count].trimmed : entry.text.trimmed)
        }
        error.setMessage(message)
        if let code = Self.code(message) { error.others.append(.init("code", code.value())) }
        let range = start..<end
        return ReadRegion(
            lines: range, format: error.format, why: "likely: type of an exception before its message",
            records: [error.draft(span: text.span(range))])
    }

    /// Place of `Namespace.NameException` at the start of a line, before a colon.
    static func typeName(_ slice: ArraySlice<UInt8>) -> Range<Int>? {
        var index = slice.startIndex
        while index < slice.endIndex, slice[index] == 0x20 { index += 1 }
        let start = index
        guard index < slice.endIndex, slice[index].isLetter else { return nil }
        var dots = 0
        while index < slice.endIndex, index - start < 200 {
            let byte = slice[index]
            if byte == 0x2E { dots += 1 } else if !byte.isAlphanumeric && byte != 0x5F && byte != 0x2B { break }
            index += 1
        }
        guard dots > 0, index < slice.endIndex, slice[index] == 0x3A else { return nil }
        let name = slice[start..<index]
        guard name.suffix(9).elementsEqual("Exception".utf8), name.count > 10 else { return nil }
        let behind = index + 1
        guard behind == slice.endIndex || slice[behind] == 0x20 else { return nil }
        return (start - slice.startIndex)..<(index - slice.startIndex)
    }

    private static func end(_ text: CleanText, from line: Int) -> Int {
        var index = line + 1
        let stop: LineShape = [.prompt, .stars, .fence, .plus, .errorLabel, .gutter]
        while index < min(text.lines.count, line + 200), !text.lines[index].isBlank {
            if !text.lines[index].shape.isDisjoint(with: stop) || CommandName.isHeader(text, index) { break }
            if typeName(text.slice(index)) != nil { break }
            index += 1
        }
        return index
    }

    /// `---> Type: message`.
    private static func opensInner(_ text: CleanText, _ line: Int) -> Bool {
        text.slice(line).drop { $0 == 0x20 }.starts(with: Array("---> ".utf8))
    }

    /// A frame of the stack, or the line that closes an inner one.
    private static func isFrame(_ text: CleanText, _ line: Int) -> Bool {
        let slice = text.slice(line)
        let body = slice.drop { $0 == 0x20 }
        return body.count < slice.count
            && (body.starts(with: Array("at ".utf8)) || body.starts(with: Array("--- ".utf8)))
    }

    /// A frame of a script's stack, `at <ScriptBlock>, C:\x.ps1: line 2`.
    static func isStackOfScript(_ text: CleanText, _ line: Int) -> Bool {
        let body = text.slice(line).drop { $0 == 0x20 }
        guard let angle = body.prefix(12).firstIndex(of: 0x3C), angle > body.startIndex else { return false }
        return body[angle...].starts(with: Array("<ScriptBlock>".utf8))
    }

    /// `Status Code: BadRequest`: the number of the status, pointing at its name.
    private static func status(_ text: CleanText, _ line: Int) -> Value? {
        let value = text.text(line).trimmed
        let head = Array("Status Code:".utf8)
        guard value.bytes.starts(with: head) else { return nil }
        let name = value[head.count..<value.count].trimmed
        if let number = HTTPStatusNames.numbers[name.string] { return Value(.integer(number), spans: name.spans) }
        return !name.isEmpty && name.bytes.allSatisfy(\.isDigit) ? ErrorDraft.number(name) : nil
    }

    /// `Code: X` at the start of the message.
    private static func code(_ message: LocatedText) -> LocatedText? {
        let head = Array("Code:".utf8)
        guard message.bytes.starts(with: head) else { return nil }
        let rest = message[head.count..<message.count]
        let line = rest[0..<(rest.bytes.firstIndex(of: 0x0A) ?? rest.count)].trimmed
        return line.isEmpty || line.bytes.contains(0x20) ? nil : line
    }
}
