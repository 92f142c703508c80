import Synchronization
import TriageBatch
import TriageBytes

/// Tickets that took long, so that a poisonous one is named and not only waited for.
final class SlowTickets: Sendable {
    private let slowest = Mutex<[(nanoseconds: UInt64, place: String)]>([])
    private static let limit: UInt64 = 5_000_000_000
    private static let most = 5

    /// Runs the work and notes how long it took.
    func measure(_ ticket: Ticket, _ work: (Ticket) -> TicketVerdict) -> TicketVerdict {
        let start = SystemClock.monotonicNanoseconds
        let verdict = work(ticket)
        let time = SystemClock.monotonicNanoseconds &- start
        if time >= Self.limit {
            slowest.withLock { list in
                list.append((time, ticket.place))
                list.sort { ($1.nanoseconds, $0.place) < ($0.nanoseconds, $1.place) }
                if list.count > Self.most { list.removeLast() }
            }
        }
        return verdict
    }

    /// A line a ticket, the slowest first.
    var notes: [String] {
        slowest.withLock { list in list.map { "Slow: \($0.place) took \($0.nanoseconds / 1_000_000_000) s" } }
    }
}
