import TriageModel

/// The parts of one error, however it was written, on their way to a ``Draft`` of kind `error`.
///
/// Every reader of errors (console views, lists, CLIXML, JSON) fills one of these, so that all of them give the same
/// fields: `cmdlet invokedAs message category target targetType reason errorId errorClass exceptionType script line
/// column sourceLine psComputerName language view`.
struct ErrorDraft: Sendable {
    /// How it was shown: `normal`, `concise`, `detailed`, `category`, `list`, `exception`, `message`, `clixml` …
    var view: String
    /// Format of the record; `error.VIEW-view` and the like.
    var format: String
    /// What was printed before the message, or the invocation's name.
    var invokedAs: Value?
    /// The command the error is about: the activity of CategoryInfo; blank when CategoryInfo says there is none.
    var cmdlet: Value?
    var message: Value?
    /// The exception's own message where ErrorDetails show another one.
    var exceptionMessage: Value?
    var category: Value?
    var target: Value?
    var targetType: Value?
    var reason: Value?
    var errorID: Value?
    var errorClass: Value?
    var exceptionType: Value?
    var script: Value?
    var line: Value?
    var column: Value?
    var sourceLine: Value?
    var computer: Value?
    var language: Value?
    /// Whatever else the form tells: `code`, `httpStatus` …
    var others: [Record.Field] = []
    /// When it happened.
    var eventTime: Value?

    init(view: String, format: String) {
        self.view = view
        self.format = format
    }

    /// True when something besides a name was read.
    var hasContent: Bool { message != nil || category != nil || errorID != nil || exceptionType != nil }

    /// The record, not yet typed.
    func draft(span: SourceSpan) -> Draft {
        var error = self
        error.separateParameterSet()
        return error.plainDraft(span: span)
    }

    private func plainDraft(span: SourceSpan) -> Draft {
        var fields: [Record.Field] = []
        func add(_ name: String, _ value: Value?) {
            if let value { fields.append(.init(name, value)) }
        }
        let command = cmdlet ?? (category == nil ? invokedAs : nil)
        add("cmdlet", command)
        if let invokedAs, text(invokedAs) != text(command) { add("invokedAs", invokedAs) }
        add("message", message)
        if text(exceptionMessage) != text(message) { add("exceptionMessage", exceptionMessage) }
        add("category", category)
        add("target", target)
        add("targetType", targetType)
        add("reason", reason)
        add("errorId", errorID)
        add("errorClass", errorClass)
        add("exceptionType", exceptionType)
        add("script", script)
        add("line", line)
        add("column", column)
        add("sourceLine", sourceLine)
        add("psComputerName", computer)
        add("language", language)
        fields.append(contentsOf: others)
        add("view", Value(.text(view), spans: [SourceSpan(source: span.source, start: span.start, end: span.start)]))
        return Draft(kind: "error", fields: fields, span: span, format: format, eventTime: eventTime)
    }

    private func text(_ value: Value?) -> String? {
        guard case .text(let text)? = value?.content else { return nil }
        return text.asciiLowercased
    }
}

// MARK: Parts from text

extension ErrorDraft {
    /// Takes the value of CategoryInfo apart.
    mutating func setCategory(_ value: LocatedText) {
        let parts = CategoryLine(value)
        category = parts.category?.value()
        if let text = parts.target { target = Self.valueOrBlank(text, parts.brackets ?? value) }
        if let text = parts.targetType { targetType = Self.valueOrBlank(text, parts.brackets ?? value) }
        if let text = parts.activity { cmdlet = Self.valueOrBlank(text, parts.squares ?? value) }
        reason = parts.reason?.value(partial: parts.isWhole ? nil : "the text ends here")
    }

    /// Modules made by a generator name the parameter set behind the command (`Get-X_List`): the command is what stands
    /// before it, the activity is kept as it is printed.
    mutating func separateParameterSet() {
        guard let value = cmdlet, case .text(let text) = value.content,
            let split = text.utf8.lastIndex(of: 0x5F), CommandName.hasApprovedVerb(Array(text.utf8)[...])
        else { return }
        let head = String(text[..<split])
        if case .text(let name)? = invokedAs?.content, !name.isEqualIgnoringCase(head) { return }
        others.append(.init("activity", value))
        var spans = value.spans
        if spans.count == 1, spans[0].end - spans[0].start == text.utf8.count {
            spans = [SourceSpan(source: spans[0].source, start: spans[0].start, end: spans[0].start + head.utf8.count)]
        }
        cmdlet = Value(.text(head), spans: spans, partial: value.partial)
    }

    /// Takes a FullyQualifiedErrorId apart: the class behind the last comma, and the exception's type where the first
    /// part is one.
    mutating func setErrorID(_ value: LocatedText, isCut: Bool = false) {
        let text = Self.onOneLine(value.trimmed)
        guard !text.isEmpty else { return }
        // `[Server=…] [FailureCategory=…]` goes on with a number and a class: an identifier that ends there is cut.
        let isUnfinished = text.bytes.first == 0x5B && text.bytes.last == 0x5D
        let partial = isCut || isUnfinished || Self.isOpen(text.bytes) ? "the identifier is cut" : nil
        errorID = text.value(partial: partial)
        if let comma = text.bytes.lastIndex(of: 0x2C) {
            let last = text[(comma + 1)..<text.count].trimmed
            if !last.isEmpty, !isUnfinished { errorClass = last.value(partial: partial) }
        }
        guard exceptionType == nil, case .text(let short)? = reason?.content, !short.isEmpty else { return }
        let head = text[0..<(text.bytes.firstIndex(of: 0x2C) ?? text.count)].trimmed
        if head.string.hasSuffix("." + short), !head.bytes.contains(0x20) { exceptionType = head.value() }
    }

    /// An identifier has no line breaks: what is left of one was a cut, at a blank between brackets or inside a word.
    private static func onOneLine(_ text: LocatedText) -> LocatedText {
        guard text.bytes.contains(0x0A) else { return text }
        var joined = LocatedText(source: text.source)
        var start = 0
        for (index, byte) in text.bytes.enumerated() where byte == 0x0A {
            let piece = text[start..<index].trimmed
            joined.append(piece)
            let next = text.bytes[(index + 1)...].first { !$0.isBlankByte }
            if piece.bytes.last == 0x5D, next != 0x2C { joined.append(inserted: 0x20) }
            start = index + 1
        }
        joined.append(text[start..<text.count].trimmed)
        return joined
    }

    /// Script, line and column.
    mutating func setPosition(_ position: ErrorPosition) {
        script = position.script?.value()
        line = Self.number(position.line)
        column = Self.number(position.column)
        if let name = position.language { language = Value(.text(name), spans: position.line.spans) }
    }

    /// The line of the script, as the error shows it: `…` or `...` at an end means there was more.
    mutating func setSourceLine(_ value: LocatedText) {
        let text = value.trimmed
        guard !text.isEmpty else { return }
        sourceLine = text.value(partial: Self.startsOrEndsWithDots(text.bytes) ? "shortened by PowerShell" : nil)
    }

    /// Name before the message and the message, which may say a type between bars (`|Type|text`, as the REST module
    /// of Exchange Online prints it).
    mutating func setMessage(_ value: LocatedText) {
        var text = value.trimmed
        if text.bytes.first == 0x7C, let bar = text.bytes.dropFirst().firstIndex(of: 0x7C), bar <= 200 {
            let type = text[1..<bar]
            if !type.bytes.contains(where: \.isBlankByte) {
                if !type.isEmpty { exceptionType = type.value() }
                text = text[(bar + 1)..<text.count].trimmed
            }
        }
        if !text.isEmpty { message = text.value() }
    }

    static func number(_ text: LocatedText) -> Value {
        guard let number = Int64(text.string) else { return text.value() }
        return Value(.integer(number), spans: text.spans)
    }

    private static func valueOrBlank(_ text: LocatedText, _ whole: LocatedText) -> Value {
        text.isEmpty ? Value(.blank, spans: whole.spans) : text.value(partial: shortened(text))
    }

    /// PowerShell takes the middle out of long targets.
    private static func shortened(_ text: LocatedText) -> String? {
        let bytes = text.bytes
        for index in bytes.indices {
            if bytes[index...].starts(with: [0xE2, 0x80, 0xA6]) || bytes[index...].starts(with: [0x2E, 0x2E, 0x2E]) {
                return "shortened by PowerShell"
            }
        }
        return nil
    }

    private static func startsOrEndsWithDots(_ bytes: [UInt8]) -> Bool {
        let dots: [[UInt8]] = [[0xE2, 0x80, 0xA6], [0x2E, 0x2E, 0x2E]]
        return dots.contains { bytes.starts(with: $0) || bytes.suffix(3).elementsEqual($0) }
    }

    /// An identifier that ends where none can: behind a dot or a comma, in dots, or inside brackets.
    static func isOpen(_ bytes: [UInt8]) -> Bool {
        guard let last = bytes.last else { return true }
        if last == 0x2C || bytes.suffix(3).elementsEqual([0xE2, 0x80, 0xA6]) { return true }
        if last == 0x2E {
            // A sentence may end with a dot, a dotted name may not.
            let part = bytes[((bytes.lastIndex(of: 0x2C) ?? -1) + 1)...]
            if !part.drop(while: { $0 == 0x20 }).contains(0x20) { return true }
        }
        var open = 0
        for byte in bytes {
            if byte == 0x5B { open += 1 } else if byte == 0x5D { open = max(0, open - 1) }
        }
        if open > 0 { return true }
        // Brackets of a server (`[Server=…] [FailureCategory=…] 9E701B98,Class`) stand before the class, never alone.
        guard bytes.first == 0x5B, let bracket = bytes.lastIndex(of: 0x5D) else { return false }
        return !bytes[bracket...].contains(0x2C)
    }
}
