import Synchronization

/// Rows a worker has done and not handed over, of tickets that follow one another. The thread that gives rows out may take
/// them from here while the worker is busy with a slow ticket.
final class RowTray: Sendable {
    /// Rows of consecutive tickets and the number of the first one.
    typealias Piece = (start: Int, rows: [TicketVerdict])

    private let held = Mutex<Piece>((0, []))

    /// Lays a row down; what was there comes back when the row does not follow it.
    func add(_ row: TicketVerdict, at index: Int) -> Piece? {
        held.withLock { held in
            if held.start + held.rows.count == index, !held.rows.isEmpty {
                held.rows.append(row)
                return nil
            }
            let before = held
            held = (index, [row])
            held.rows.reserveCapacity(ChunkSize.most)
            return before.rows.isEmpty ? nil : before
        }
    }

    /// Everything that lies here; nil for nothing.
    func take() -> Piece? {
        held.withLock { held in
            guard !held.rows.isEmpty else { return nil }
            defer { held = (0, []) }
            return held
        }
    }
}
