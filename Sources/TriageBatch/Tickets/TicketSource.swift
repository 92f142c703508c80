/// Where tickets come from. They are made one at a time, when somebody asks, so that a source of any length takes bounded
/// memory.
///
/// A source is asked by one thread at a time.
public protocol TicketSource: Sendable {
    /// The next ticket; waits where its source does (a pipe, a folder that is watched); nil behind the last one. What
    /// cannot be read is a ticket with a problem, never the end.
    mutating func next() -> Ticket?

    /// True when ``next()`` does not have to wait for anybody: several tickets are taken at once then.
    var isReady: Bool { get }

    /// How much of it was given out, of how much, in whatever unit the source counts; nil when it cannot tell.
    var progress: (done: Int, total: Int)? { get }
}

extension TicketSource {
    /// Files and bytes at hand wait for nobody.
    public var isReady: Bool { true }

    /// Cannot tell.
    public var progress: (done: Int, total: Int)? { nil }
}

/// Tickets at hand.
public struct TicketList: TicketSource {
    private let tickets: [Ticket]
    private var index = 0

    /// Gives out these tickets.
    public init(_ tickets: [Ticket]) { self.tickets = tickets }

    /// The next one.
    public mutating func next() -> Ticket? {
        guard index < tickets.count else { return nil }
        defer { index += 1 }
        return tickets[index]
    }

    /// How many were given out.
    public var progress: (done: Int, total: Int)? { (index, tickets.count) }
}
