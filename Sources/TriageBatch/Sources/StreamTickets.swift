public import TriageBytes
import TriageModel
import TriageReaders

/// Tickets as NDJSON: `{"id": "", "subject": "", "body": "", "created": "", "from": "", "attachments": [{"name": "",
/// "text": ""}]}`, one a line; an attachment may have `base64` instead of `text`. A line that is none of it is a ticket
/// that cannot be read.
public struct StreamTickets: TicketSource {
    private var lines: StreamLines
    private let name: String
    private let columns: ExportColumns
    private let limit: Int
    private static let mostAttachments = 1_000

    /// Reads the tickets of a stream.
    ///
    /// - Parameters:
    ///   - columns: members that have other names than these.
    ///   - limit: bytes a line may have.
    public init(_ stream: ByteStream, columns: ExportColumns = ExportColumns(), limit: Int) {
        lines = StreamLines(stream, limit: limit)
        name = stream.name
        self.columns = columns
        self.limit = limit
    }

    /// True when a line that will be a ticket was read already.
    public var isReady: Bool { lines.hasLine(beginningWith: UInt8(ascii: "{")) }

    /// The next ticket; waits for its line.
    public mutating func next() -> Ticket? {
        while let line = lines.next() {
            let place = "\(name):\(lines.number)"
            switch line {
            case .tooLong:
                return .unread(
                    place, code: "too-large", message: "the line has more than \(limit) bytes; it was not read")
            case .whole(let bytes):
                if bytes.allSatisfy(ASCII.isSpace) { continue }
                return ticket(bytes, place)
            }
        }
        return nil
    }

    private func ticket(_ bytes: [UInt8], _ place: String) -> Ticket {
        let (node, end, stopped) = JSONParser.parse(bytes)
        guard stopped == nil, case .object = node.content, bytes[end...].allSatisfy(ASCII.isSpace) else {
            return .unread(place, code: "damaged-row", message: "this is no JSON object; the line was not read")
        }
        let object = ExportObject(node)
        func text(_ chosen: String?, _ name: String) -> String? {
            guard let text = object.text(chosen ?? name), !text.isEmpty else { return nil }
            return text
        }
        let names = columns.body.isEmpty ? ["body"] : columns.body
        var message = TicketMessage(
            subject: Array((text(columns.subject, "subject") ?? "").utf8),
            body: Array(names.compactMap { object.text($0) }.joined(separator: "\n\n").utf8),
            created: text(columns.created, "created"), sender: text(columns.sender, "from"))
        message.attachments = Self.attachments(node)
        let id = text(columns.id, "id").map { TicketVerdict.short(TicketMessage.oneLine($0)) } ?? place
        guard !message.subject.isEmpty || !message.body.isEmpty || !message.attachments.isEmpty else {
            var ticket = Ticket.unread(
                place, code: "empty-row", message: "there is neither subject nor body nor attachment")
            ticket.id = id
            return ticket
        }
        return message.ticket(id: id, place: place)
    }

    private static func attachments(
        _ node: JSONNode
    ) -> [(name: String, content: Result<[UInt8], TicketMessage.AttachmentProblem>)] {
        (node["attachments"]?.items ?? []).prefix(mostAttachments).enumerated().map { index, item in
            let name = item["name"]?.string ?? "attachment-\(index + 1)"
            if let text = item["text"]?.string { return (name, .success(Array(text.utf8))) }
            if let text = item["base64"]?.string {
                if let bytes = Base64Text.decode(Array(text.utf8)) { return (name, .success(bytes)) }
                return (name, .failure(.init(message: "this is no base64; the attachment was not read")))
            }
            return (name, .failure(.init(message: "an attachment needs 'text' or 'base64'")))
        }
    }
}
