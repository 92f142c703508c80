import Synchronization
import TriageBytes

/// A run whose rows go into a store.
public final class StoredRun: Sendable {
    /// What the store calls it.
    public let number: Int64
    /// What it is made with.
    public let settings: RunSettings
    private let store: TicketStore
    private let knowledge: Int64
    private let acknowledged: Acknowledgements
    private let state = Mutex(State())

    private struct State {
        var pending: [TicketVerdict] = []
        var position: Int64 = 0
        var committed: UInt64 = 0
        var reused = 0

        mutating func take() -> [TicketVerdict] {
            defer { pending = [] }
            return pending
        }
    }

    /// Rows that are put into the store together, at most, and how long the first of them waits for the others: 0.25 s.
    static let mostPending = 2_048
    static let longestWait: UInt64 = 250_000_000

    init(
        _ store: TicketStore, number: Int64, knowledge: Int64, settings: RunSettings, acknowledged: Acknowledgements
    ) {
        self.store = store
        self.number = number
        self.knowledge = knowledge
        self.settings = settings
        self.acknowledged = acknowledged
    }

    /// The row of a ticket: from the store when the ticket is the same as it was, else from `work`. Any thread.
    ///
    /// A store that cannot be read here is treated as one that knows nothing; ``add(_:)`` will say what is wrong.
    ///
    /// - Parameter anew: true to work on the ticket whatever the store knows.
    public func verdict(of ticket: Ticket, by work: TicketTriage, anew: Bool = false) -> TicketVerdict {
        let name = TicketKey.name(of: ticket)
        var receipt = StoreReceipt(
            name: name, key: [], file: nil, asked: SystemClock.seconds, stored: nil, position: nil,
            isFileNew: true)
        if !anew, settings.verification == .times, case .file(let path) = ticket.content,
            let file = try? FileInfo.of(path, in: ticket.folder), file.kind == .regular
        {
            receipt.file = file
            if let known = known(ticket, receipt, key: nil) { return known }
            receipt.asked = SystemClock.seconds
        }
        return work.verdict(
            of: ticket,
            asking: { file, key in
                // What the system said before it was read: a change in between makes what is kept look old, never new.
                receipt.file = file
                if let key = key() {
                    receipt.key = key
                    if !anew, let known = known(ticket, receipt, key: key) { return .known(known) }
                }
                return .new(receipt)
            })
    }

    private func known(_ ticket: Ticket, _ receipt: StoreReceipt, key: [UInt8]?) -> TicketVerdict? {
        let found = try? store.use { database throws(SQLiteError) in
            try database.known(name: receipt.name, knowledge: knowledge, key: key, file: receipt.file)
        }
        guard let found = found ?? nil, var verdict = TicketVerdict(stored: found.row, of: ticket) else { return nil }
        var receipt = receipt
        receipt.stored = found.id
        receipt.position = found.position
        receipt.isFileNew = !found.isSameFile
        verdict.receipt = receipt
        return verdict
    }

    /// Takes the next row of the run; the rows that are safe by now come back, in the same order, and may be shown.
    public func add(_ verdict: TicketVerdict) throws(StoreError) -> [TicketVerdict] {
        let now = SystemClock.monotonicNanoseconds
        let due = state.withLock { state -> [TicketVerdict] in
            var verdict = verdict
            if let known = acknowledged.covering(verdict) { verdict.acknowledged = known }
            state.pending.append(verdict)
            guard state.pending.count >= Self.mostPending || now &- state.committed >= Self.longestWait else {
                return []
            }
            return state.take()
        }
        return try commit(due)
    }

    /// Puts what waits into the store; for whoever knows that nothing will come for a while.
    public func flush() throws(StoreError) -> [TicketVerdict] { try commit(state.withLock { $0.take() }) }

    private func commit(_ rows: [TicketVerdict]) throws(StoreError) -> [TicketVerdict] {
        if rows.isEmpty { return [] }
        var position = state.withLock { $0.position }
        try store.use { database throws(SQLiteError) in
            try database.connection.execute("BEGIN IMMEDIATE")
            do throws(SQLiteError) {
                var index = 0
                while index < rows.count {
                    let count = Self.unchanged(rows[index...])
                    if count > 1, try copy(rows[index..<(index + count)], to: position, &database) {
                        index += count
                        position += Int64(count)
                        continue
                    }
                    for row in rows[index..<(index + max(1, count))] {
                        let id = try database.keep(row, knowledge: knowledge)
                        if id > 0 { try database.enter(run: number, position: position, row: id) }
                        index += 1
                        position += 1
                    }
                }
                try database.connection.execute("COMMIT")
            } catch {
                if database.connection.isInTransaction { try? database.connection.execute("ROLLBACK") }
                throw error
            }
        }
        let now = SystemClock.monotonicNanoseconds
        state.withLock { state in
            state.position = position
            state.committed = now
            state.reused += rows.count { $0.receipt?.stored != nil }
        }
        return rows
    }

    /// Rows at the beginning of these that stand one behind the other in the earlier run and need no other change.
    private static func unchanged(_ rows: ArraySlice<TicketVerdict>) -> Int {
        var next: Int64?
        for (count, row) in rows.enumerated() {
            guard let receipt = row.receipt, receipt.stored != nil, !receipt.isFileNew, let position = receipt.position,
                next == nil || next == position
            else { return count }
            next = position + 1
        }
        return rows.count
    }

    /// Takes rows over from the earlier run together; false when they have to be entered one by one.
    private func copy(
        _ rows: ArraySlice<TicketVerdict>, to position: Int64, _ database: inout StoreDatabase
    ) throws(SQLiteError) -> Bool {
        // A run that is gone on with reads from itself: its places must not change before they were read.
        guard let earlier = database.followed, earlier != number, let first = rows.first?.receipt?.position else {
            return false
        }
        return try database.copy(rows.count, from: earlier, at: first, to: number, at: position)
    }

    /// Rows that came from the store, so far.
    public var reused: Int { state.withLock { $0.reused } }

    /// Ends the run; the rows that were still waiting come back.
    public func end(_ ending: RunRecord.Ending) throws(StoreError) -> [TicketVerdict] {
        let rows = try flush()
        try store.finish(number, ending, tickets: state.withLock { $0.position })
        return rows
    }
}
