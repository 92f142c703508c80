import Synchronization

/// Tickets that were taken from their source together, in order. Whoever works on them claims one after the other, so
/// that a worker with nothing to do can help another with those behind a slow one.
final class TicketChunk: Sendable {
    /// Number of the first one in the batch.
    let start: Int
    private let tickets: [Ticket]
    private let next = Atomic<Int>(0)

    init(start: Int, _ tickets: [Ticket]) {
        self.start = start
        self.tickets = tickets
    }

    /// The next ticket nobody works on, and its number; nil when there is none.
    func claim() -> (index: Int, ticket: Ticket)? {
        // Not counted up for ever: whoever looks for work asks again and again.
        guard hasMore else { return nil }
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard place < tickets.count else { return nil }
        return (start + place, tickets[place])
    }

    /// Number behind the last one.
    var end: Int { start + tickets.count }

    /// True while there are tickets nobody works on.
    var hasMore: Bool { next.load(ordering: .relaxed) < tickets.count }

    /// Lets nobody claim any more; the number behind the last ticket that was claimed.
    func close() -> Int {
        let claimed = next.exchange(Int.max / 2, ordering: .relaxed)
        return start + min(claimed, tickets.count)
    }
}

/// How many tickets a worker takes at once: as many as take a few milliseconds, one where they are slow. To hand tickets
/// over one by one costs more than to pass over a ticket.
struct ChunkSize {
    /// Tickets to take next.
    private(set) var count = 1
    /// The most there are in a chunk.
    static let most = 64
    private static let short: UInt64 = 1_000_000
    private static let long: UInt64 = 4_000_000

    /// Learns how many nanoseconds so many tickets took.
    mutating func learn(_ nanoseconds: UInt64, tickets: Int) {
        if nanoseconds > Self.long {
            count = max(1, min(count, tickets) / 2)
        } else if nanoseconds < Self.short, tickets >= count {
            count = min(Self.most, count * 2)
        }
    }
}
