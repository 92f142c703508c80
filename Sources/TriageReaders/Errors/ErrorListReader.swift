import TriageModel

/// Reads errors printed as property lists: `Get-Error`, DetailedView, `$Error[0] | fl * -Force`, and exceptions
/// (`$_.Exception | fl *`).
struct ErrorListReader: RegionReader {
    let triggers: LineShape = [.property]

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        guard line == floor || !text.lines[line - 1].shape.contains(.property), Self.mayBeOne(text, line) else {
            return nil
        }
        let block = ErrorListBlock(text, at: line)
        let values = Values(block.properties)
        guard let error = Self.errorRecord(values) ?? Self.exception(values) else { return nil }
        let lines = line..<block.end
        return ReadRegion(
            lines: lines, format: error.format, why: "certain: properties of an error record",
            records: [error.draft(span: text.span(lines))], repaired: Self.repaired(block, text))
    }

    /// A quick look: a name only errors have must stand among the next lines.
    private static func mayBeOne(_ text: CleanText, _ line: Int) -> Bool {
        var index = line
        var hits = 0
        while index < min(text.lines.count, line + 90) {
            if text.lines[index].isBlank {
                if index + 1 >= text.lines.count || text.lines[index + 1].isBlank { break }
            } else if text.lines[index].shape.contains(.property) {
                let body = text.slice(index).drop { $0 == 0x20 }
                let name = String(decoding: body.prefix { $0 != 0x20 && $0 != 0x3A }.prefix(40), as: UTF8.self)
                if telling.contains(name) { hits += 1 }
                if hits >= 3 || name == ErrorLabel.errorID.rawValue { return true }
            }
            index += 1
        }
        return false
    }

    private static let telling: Set<String> = [
        "CategoryInfo", "Exception", "TargetSite", "InnerException", "HelpLink", "StackTrace", "HResult",
        "ScriptStackTrace", "PSMessageDetails", "InvocationInfo", "ErrorRecord",
    ]

    /// Values by path; the first of equal paths counts.
    private struct Values {
        var byPath: [String: LocatedText] = [:]

        init(_ properties: [ErrorListBlock.Property]) {
            for property in properties where byPath[property.path] == nil { byPath[property.path] = property.value }
        }

        subscript(path: String) -> LocatedText? { byPath[path].flatMap { $0.isEmpty ? nil : $0 } }
        func has(_ path: String) -> Bool { byPath[path] != nil }
    }

    private static func errorRecord(_ values: Values) -> ErrorDraft? {
        guard values.has("CategoryInfo") || values.has("FullyQualifiedErrorId") else { return nil }
        let isNested = values.has("Exception.Type") || values.has("Exception.Message")
        var error = ErrorDraft(
            view: isNested ? "detailed" : "list", format: isNested ? "error.detailed-view" : "error.format-list")
        if let value = values["CategoryInfo"] { error.setCategory(value) }
        error.exceptionType = values["Exception.Type"]?.value()
        if let value = values["FullyQualifiedErrorId"] { error.setErrorID(value) }
        if let value = values["TargetObject"], !value.bytes.contains(0x0A) { setTarget(value, &error) }
        if let flat = values["Exception"] { setFlatException(flat, &error) }
        if let value = values["Exception.Message"] { error.setMessage(value) }
        if let details = values["ErrorDetails"] ?? values["ErrorDetails.Message"] {
            error.exceptionMessage = error.message
            error.setMessage(details)
        }
        error.computer = values["OriginInfo"]?.value()
        readInvocation(values, &error)
        return error
    }

    /// TargetObject is the whole target where CategoryInfo shows a shortened one.
    private static func setTarget(_ value: LocatedText, _ error: inout ErrorDraft) {
        guard error.target?.partial != nil || error.target == nil else { return }
        error.target = value.value()
    }

    private static func exception(_ values: Values) -> ErrorDraft? {
        let marks = ["TargetSite", "StackTrace", "HelpLink", "HResult", "InnerException", "Source", "Data"]
        guard let message = values["Message"], marks.filter({ values.has($0) }).count >= 3 else { return nil }
        var error = ErrorDraft(view: "exception", format: "error.exception-list")
        error.exceptionType = values["Type"]?.value()
        error.setMessage(message)
        if let name = values["CommandName"] { error.target = name.value() }
        return error
    }

    /// `Exception : Type: message`, with the frames of the stack behind it.
    private static func setFlatException(_ value: LocatedText, _ error: inout ErrorDraft) {
        guard let type = ExceptionTextReader.typeName(value.bytes[...]) else {
            if error.message == nil { error.setMessage(withoutFrames(value)) }
            return
        }
        error.exceptionType = value[type].value()
        error.setMessage(withoutFrames(value[(type.upperBound + 1)..<value.count].trimmed))
    }

    private static func withoutFrames(_ value: LocatedText) -> LocatedText {
        var from = 0
        while let feed = value.bytes[from...].firstIndex(of: 0x0A) {
            let line = value.bytes[(feed + 1)...].prefix(40)
            let body = line.drop { $0 == 0x20 }
            if body.startIndex > line.startIndex, body.starts(with: Array("at ".utf8)) { return value[0..<feed] }
            from = feed + 1
        }
        return value
    }

    private static func readInvocation(_ values: Values, _ error: inout ErrorDraft) {
        error.script = values["InvocationInfo.ScriptName"]?.value()
        error.line = values["InvocationInfo.ScriptLineNumber"].map(ErrorDraft.number)
        error.column = values["InvocationInfo.OffsetInLine"].map(ErrorDraft.number)
        if let line = values["InvocationInfo.Line"] { error.setSourceLine(line) }
        error.invokedAs = (values["InvocationInfo.MyCommand"] ?? values["InvocationInfo.InvocationName"])?.value()
        if let position = values["InvocationInfo.PositionMessage"] {
            let first = position[0..<(position.bytes.firstIndex(of: 0x0A) ?? position.count)]
            if let parsed = ErrorPosition(first), let name = parsed.language {
                error.language = Value(.text(name), spans: parsed.line.spans)
            }
        }
        guard error.line == nil, let stack = values["ScriptStackTrace"] else { return }
        readFrame(stack[0..<(stack.bytes.firstIndex(of: 0x0A) ?? stack.count)], &error)
    }

    /// `at <ScriptBlock>, C:\x.ps1: line 2`, in any language.
    private static func readFrame(_ frame: LocatedText, _ error: inout ErrorDraft) {
        let bytes = frame.bytes
        var start = bytes.count
        while start > 0, bytes[start - 1].isDigit { start -= 1 }
        guard start < bytes.count, bytes.count - start <= 9, let colon = bytes[..<start].lastIndex(of: 0x3A),
            let comma = bytes[..<colon].firstIndex(of: 0x2C)
        else { return }
        error.line = ErrorDraft.number(frame[start..<bytes.count])
        let path = frame[(comma + 1)..<colon].trimmed
        if !path.isEmpty, path.bytes.first != 0x3C { error.script = path.value() }
    }

    private static func repaired(_ block: ErrorListBlock, _ text: CleanText) -> LocatedText {
        var result = LocatedText(source: text.source)
        for property in block.properties {
            result.append(property.name)
            for byte in " : ".utf8 { result.append(inserted: byte) }
            result.append(property.value)
            result.append(inserted: 0x0A)
        }
        return result
    }
}
