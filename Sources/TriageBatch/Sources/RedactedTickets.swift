import TriageBytes
public import TriageKit
import TriageModel
import TriageReaders

/// Another source's tickets with tokens in the place of what tells people and organisations apart.
///
/// Tickets are redacted when they are asked for, one after the other, so that tokens are the same whatever the number of
/// threads; what is private in them is learned before, of the next few at the same time. Nothing behind this sees more:
/// rows, reports and groups are made of the redacted tickets, their ids and places included.
public struct RedactedTickets: TicketSource {
    private var source: any TicketSource
    private let redaction: QueueRedaction
    private let limit: Int
    private let jobs: Int
    /// Tickets that were learned and not redacted yet, the next one last.
    private var learned: [Learned] = []

    /// Bytes of tickets that are learned at the same time: together no more than this and one ticket.
    private static let mostBytes = 2 << 20

    /// Redacts the tickets of a source.
    ///
    /// - Parameters:
    ///   - limit: bytes a ticket may have.
    ///   - jobs: tickets that are learned at the same time.
    public init(_ source: any TicketSource, redaction: QueueRedaction, limit: Int, jobs: Int = 1) {
        self.source = source
        self.redaction = redaction
        self.limit = limit
        self.jobs = max(1, jobs)
    }

    /// The next one, redacted.
    public mutating func next() -> Ticket? {
        if learned.isEmpty { learn() }
        guard let next = learned.popLast() else { return nil }
        let ticket = next.ticket
        let (redacted, names) = redaction.redact(next.content) { redacted in Names(ticket, &redacted) }
        var result = Ticket(
            id: names.id, place: names.place,
            content: next.isEmpty
                ? .inputs([]) : .redacted(RedactedTicket(redacted, thread: next.thread, isWhole: next.isWhole)),
            subject: names.subject, created: names.created, byteCount: next.byteCount)
        result.problems = names.problems
        return result
    }

    /// Takes the next tickets, as many as are there at once, and learns what is private in them.
    private mutating func learn() {
        var tickets: [Ticket] = []
        var bytes = 0
        while tickets.isEmpty || tickets.count < jobs && bytes <= Self.mostBytes && source.isReady {
            guard let ticket = source.next() else { break }
            tickets.append(ticket)
            bytes += Self.size(of: ticket)
        }
        let (redaction, limit) = (redaction, limit)
        guard tickets.count > 1 else {
            learned = tickets.map { Learned($0, redaction, limit: limit, ContainerBudget()) }
            return
        }
        // What comes out of containers is not known before: one that holds much is learned once more, with nothing beside it.
        let small = ContainerBudget(bytes: Self.mostBytes)
        learned = ParallelMap.map(tickets) { ticket in Learned(ticket, redaction, limit: limit, small) }.reversed()
        for place in learned.indices where learned[place].content.isCut {
            learned[place] = Learned(learned[place].ticket, redaction, limit: limit, ContainerBudget())
        }
    }

    /// Bytes of a ticket; of a folder nobody knows, and it is learned with none behind it.
    private static func size(of ticket: Ticket) -> Int {
        switch ticket.content {
        case .file(let path): ticket.byteCount ?? (try? FileInfo.of(path)).map { Int($0.size) } ?? 0
        case .folder: mostBytes + 1
        case .inputs, .redacted: ticket.byteCount ?? 0
        }
    }

    /// A ticket that was learned.
    private struct Learned: Sendable {
        let ticket: Ticket
        let content: LearnedCase
        /// From the original: a redacted mail has no Message-ID.
        let thread: ThreadSketch
        let byteCount: Int
        let isWhole: Bool
        let isEmpty: Bool

        init(_ ticket: Ticket, _ redaction: QueueRedaction, limit: Int, _ budget: ContainerBudget) {
            let loaded = ticket.load(limit: limit)
            self.ticket = ticket
            content = redaction.learn(loaded.inputs, budget: budget)
            thread = ThreadSketch(loaded)
            byteCount = loaded.byteCount
            isWhole = loaded.contentHash != nil
            isEmpty = loaded.inputs.isEmpty
        }
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
