import TriageModel

/// Reads the header people paste with a mail or ticket: `From: … Sent: … To: … Subject: …`, also as Outlook writes it
/// in other languages. One `message` record.
struct MailHeaderReader: RegionReader {
    let triggers: LineShape = .header

    /// Header words by field. The words are those of RFC 5322 and of Outlook's reply headers.
    private static let words: [String: String] = [
        "from": "from", "von": "from", "de": "from", "da": "from", "от": "from", "差出人": "from", "发件人": "from",
        "sent": "date", "date": "date", "gesendet": "date", "datum": "date", "envoyé": "date", "enviado": "date",
        "fecha": "date", "inviato": "date", "data": "date", "отправлено": "date", "дата": "date", "送信日時": "date",
        "发送时间": "date", "to": "to", "an": "to", "à": "to", "para": "to", "a": "to", "кому": "to", "宛先": "to",
        "收件人": "to", "cc": "cc", "subject": "subject", "betreff": "subject", "objet": "subject", "asunto": "subject",
        "oggetto": "subject", "assunto": "subject", "тема": "subject", "件名": "subject", "主题": "subject",
        // What stands above an Outlook item that is no mail.
        "item": "item",
    ]

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        guard Self.word(text, line) != nil else { return nil }
        var fields: [Record.Field] = []
        var next = line
        var misses = 0
        while next < text.lines.count, next - line < 60, !text.lines[next].isBlank {
            if let (name, value) = Self.word(text, next) {
                if fields.contains(where: { $0.name == name }) { break }
                fields.append(
                    .init(name, value.isEmpty ? Value(.blank, spans: [text.span(next..<(next + 1))]) : value.value()))
                misses = 0
            } else if text.lines[next].shape.contains(.header) || text.indent(next) > 0 {
                // Other headers and folded lines.
                misses += 1
                if misses > 40 { break }
            } else {
                break
            }
            next += 1
        }
        let names = Set(fields.map(\.name))
        guard names.contains("from") || names.contains("subject"), names.count >= 2 || isAlone(text, line, next, fields)
        else { return nil }
        var draft = Draft(kind: "message", fields: fields, span: text.span(line..<next), format: "mail-header")
        if let date = draft["date"] {
            let typed = ValueTyper.type(date, as: .date, fieldName: "date")
            if case .date = typed.content { draft.eventTime = typed }
        }
        return ReadRegion(
            lines: line..<next, format: "mail-header",
            why: "certain: header words \(names.sorted().joined(separator: ", "))",
            records: [draft])
    }

    /// True for one field that is all a mail says of itself: the first line of the text, apart from the rest.
    private func isAlone(_ text: CleanText, _ line: Int, _ next: Int, _ fields: [Record.Field]) -> Bool {
        guard line == 0, next == 1, next < text.lines.count, text.lines[next].isBlank,
            case .text(let value)? = fields.first?.value.content
        else { return false }
        return fields[0].name == "subject" || value.contains("@")
    }

    private static func word(_ text: CleanText, _ line: Int) -> (String, LocatedText)? {
        guard text.lines[line].shape.contains(.header) else { return nil }
        let slice = text.slice(line)
        guard let colon = slice.firstIndex(of: 0x3A) else { return nil }
        let name = String(decoding: slice[..<colon], as: UTF8.self).lowercased()
        guard let field = words[ValueTyper.trim(name)] else { return nil }
        return (field, text.text(line, from: colon - slice.startIndex + 1).trimmed)
    }
}
