import TriageBytes

/// What stands above and in the text of a mail.
enum MailText {
    /// Fields that are shown, as mail programs show them.
    private static let shown = [
        ("From", "from"), ("To", "to"), ("Cc", "cc"), ("Date", "date"), ("Subject", "subject"),
    ]

    private static let maximumBytes = 4_096

    /// The header above the text: decoded, one line a field, a blank line behind it. Empty when there is nothing to show.
    static func header(of headers: MailHeaders) -> [UInt8] {
        header(shown.compactMap { shown, name in headers.text(name).map { (shown, $0) } })
    }

    /// The header of those fields; empty values are left out.
    static func header(_ fields: [(name: String, value: String)]) -> [UInt8] {
        var text: [UInt8] = []
        for (name, value) in fields where !value.isEmpty {
            text += Array("\(name): ".utf8)
            let bytes = Array(EncodedWords.oneLine(value).utf8)
            text += bytes.count <= maximumBytes ? bytes : cut(bytes) + Array("…".utf8)
            text.append(0x0A)
        }
        if !text.isEmpty { text.append(0x0A) }
        return text
    }

    /// The first bytes of a text, cut between characters.
    private static func cut(_ bytes: [UInt8]) -> [UInt8] {
        var end = min(maximumBytes, bytes.count)
        while end > 0, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return Array(bytes[..<end])
    }

    /// False for a plain text that is empty, or that only sends the reader to the HTML beside it.
    static func saysSomething(_ text: [UInt8]) -> Bool {
        var words = 0
        var content: [UInt8] = []
        for byte in text {
            guard !ASCII.isSpace(byte), byte != 0xC2, byte != 0xA0 else {
                if content.last != 0x20 { content.append(0x20) }
                continue
            }
            if content.last == 0x20 || content.isEmpty { words += 1 }
            content.append(ASCII.lowercased(byte))
            if content.count > 300 { return true }
        }
        guard words > 0 else { return false }
        return !String(decoding: content, as: UTF8.self).contains("html")
    }

    /// An HTML text behind a header: what is no whole page becomes one, so that it is known for HTML there too.
    static func page(_ html: [UInt8]) -> [UInt8] {
        let head = String(decoding: html.prefix(512).map(ASCII.lowercased), as: UTF8.self)
        let start = head.unicodeScalars.drop { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
        if ["<!doctype", "<html", "<head", "<body"].contains(where: { String(start).hasPrefix($0) }) { return html }
        return Array("<html>\n".utf8) + html + Array("\n</html>\n".utf8)
    }

    /// The character set an HTML page names in its first bytes.
    static func charset(ofPage page: [UInt8]) -> String? {
        let head = String(decoding: page.prefix(1_024).map(ASCII.lowercased), as: UTF8.self)
        guard let found = head.firstRange(of: "charset=") else { return nil }
        let name = head[found.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
            .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ":") }
        return name.isEmpty ? nil : String(name)
    }
}
