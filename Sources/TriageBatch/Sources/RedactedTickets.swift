public import TriageKit
import TriageModel

/// Another source's tickets with tokens in the place of what tells people and organisations apart.
///
/// Tickets are redacted when they are asked for, one after the other, so that tokens are the same whatever the number of
/// threads that work on them afterwards. Nothing behind this sees more: rows, reports and groups are made of the redacted
/// tickets, their ids and places included.
public struct RedactedTickets: TicketSource {
    private var source: any TicketSource
    private let redaction: QueueRedaction
    private let limit: Int

    /// Redacts the tickets of a source.
    ///
    /// - Parameter limit: bytes a ticket may have.
    public init(_ source: any TicketSource, redaction: QueueRedaction, limit: Int) {
        self.source = source
        self.redaction = redaction
        self.limit = limit
    }

    /// The next one, redacted.
    public mutating func next() -> Ticket? {
        guard let ticket = source.next() else { return nil }
        let loaded = ticket.load(limit: limit)
        let (redacted, names) = redaction.redact(loaded.inputs) { redacted in Names(ticket, &redacted) }
        let isEmpty = loaded.inputs.isEmpty
        var result = Ticket(
            id: names.id, place: names.place,
            content: isEmpty
                ? .inputs([])
                : .redacted(
                    RedactedTicket(redacted, thread: ThreadSketch(loaded), isWhole: !loaded.contentHash.isEmpty)),
            subject: names.subject, created: names.created, byteCount: loaded.byteCount)
        result.problems = names.problems
        return result
    }

    /// To redact a ticket takes longer than to hand it over: none waits for the next one.
    public var isReady: Bool { false }

    /// As the original source counts.
    public var progress: (done: Int, total: Int)? { source.progress }

    /// What a ticket is called, redacted like what it holds.
    private struct Names: Sendable {
        var id: String
        var place: String
        var subject: String?
        var created: String?
        var problems: [Evidence.Problem]

        init(_ ticket: Ticket, _ redacted: inout RedactedCase) {
            place = redacted.name(for: ticket.place)
            id = ticket.id == ticket.place ? place : redacted.name(for: ticket.id)
            subject = ticket.subject.map { redacted.redacted($0) }
            created = ticket.created.map { Self.created($0, &redacted) }
            problems = ticket.problems.map { redacted.redacted($0) }
        }

        /// A day stays that day; what else stands beside it is text like any other.
        private static func created(_ text: String, _ redacted: inout RedactedCase) -> String {
            let result = redacted.redacted(text)
            guard let day = CreatedDay.of(text), CreatedDay.of(result) != day else { return result }
            let (year, month, number) = CivilDate.fromDays(day)
            return CivilDate(year: year, month: month, day: number).iso
        }
    }
}
