import TriageModel

/// What ldapsearch prints behind the entries: `search: 2`, `result: 32 No such object`, `text: …`.
struct LDIFResult {
    /// Behind the last line.
    let end: Int
    /// The result as an error; nil for success and for a referral.
    let error: Draft?

    /// True when a search's result starts on a line.
    static func starts(_ text: CleanText, _ line: Int) -> Bool {
        guard let (name, value) = label(text, line), name == "search" || name == "result" else { return false }
        return value.bytes.first?.isDigit ?? false
    }

    /// Reads the lines of the result that starts on `line`.
    init?(_ text: CleanText, at line: Int, block: Int) {
        var next = line
        var code: LocatedText?
        var message: LocatedText?
        var details = LocatedText(source: text.source)
        while next < text.lines.count, let (name, value) = Self.label(text, next) {
            switch name {
            case "result":
                guard code == nil else { break }
                let digits = value.bytes.prefix { $0.isDigit }.count
                guard digits > 0 else { return nil }
                code = value[0..<digits]
                message = value[digits..<value.count].trimmed
            case "text":
                details = value
                while next + 1 < text.lines.count, !text.lines[next + 1].isBlank,
                    text.bytes[text.lines[next + 1].start] == 0x20
                {
                    next += 1
                    details.append(text.text(next, from: 1))
                }
            default: break
            }
            next += 1
        }
        guard let code, let message else { return nil }
        end = next
        guard !["0", "10"].contains(code.string) else {
            error = nil
            return
        }
        var fields = [Record.Field("code", code.value()), Record.Field("message", message.value())]
        if !details.isEmpty { fields.append(.init("innerError", details.value())) }
        fields.append(.init("view", Value(.text("ldif"), spans: code.spans)))
        error = Draft(
            kind: "error", fields: fields, span: text.span(line..<next), format: "error.ldap", block: block)
    }

    private static let labels: Set<String> = ["search", "result", "matcheddn", "text", "ref", "control"]

    private static func label(_ text: CleanText, _ line: Int) -> (name: String, value: LocatedText)? {
        let slice = text.slice(line)
        guard let colon = slice.prefix(12).firstIndex(of: 0x3A) else { return nil }
        let name = String(decoding: slice[..<colon], as: UTF8.self).asciiLowercased
        guard labels.contains(name) else { return nil }
        return (name, text.text(line, from: colon - slice.startIndex + 1).trimmed)
    }
}
