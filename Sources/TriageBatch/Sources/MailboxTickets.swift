import TriageBytes
import TriageKit

/// The messages of a mailbox file: a ticket each.
struct MailboxTickets: TicketSource {
    private var messages: MailboxMessages
    private let name: String
    private let limit: Int

    init(_ stream: ByteStream, name: String, limit: Int) {
        messages = MailboxMessages(stream, limit: limit)
        self.name = name
        self.limit = limit
    }

    var progress: (done: Int, total: Int)? {
        let (done, total) = messages.progress
        return total.map { (done, $0) }
    }

    mutating func next() -> Ticket? {
        switch messages.next() {
        case nil: return nil
        case .whole(let bytes, let number):
            let place = "\(name)!message-\(number).eml"
            return Ticket(
                id: place, place: place, content: .inputs([CaseInput(name: place, bytes: bytes)]),
                byteCount: bytes.count)
        case .tooLong(let number):
            return .unread(
                "\(name)!message-\(number).eml", code: "too-large",
                message: "the message has more than \(limit) bytes; it was not read")
        }
    }
}
