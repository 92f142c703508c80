/// Between the threads that work and the one that gives out: tickets are taken here, rows are put here.
final class BatchDesk<Source: TicketSource>: Sendable {
    private struct State {
        /// Tickets taken so far; the next one's number.
        var taken = 0
        /// Rows given out so far.
        var given = 0
        /// Rows that are done and not given out, by their ticket's number.
        var done: [Int: TicketVerdict] = [:]
        /// The same when order does not matter.
        var heap: [TicketVerdict] = []
        var isExhausted = false
        var isStopped = false
        /// Threads that wait for room, and whether the one that gives out waits for rows.
        var waiting = 0
        var isReaderWaiting = false
        /// How much of the source was given out.
        var source: (done: Int, total: Int)?
    }

    private let options: BatchRunner.Options
    private let stop: StopRequest?
    private let source: Monitor<Source>
    private let state = Monitor(State())

    init(_ source: sending Source, options: BatchRunner.Options, stop: StopRequest?) {
        self.source = Monitor(source)
        self.options = options
        self.stop = stop
    }

    /// The next ticket and its number; waits while too many are begun; nil when there is none, or somebody asked to stop.
    func take() -> (index: Int, ticket: Ticket)? {
        source.withLock { source in
            let mayTake = state.wait { state -> Bool? in
                if state.isExhausted { return false }
                if self.stop?.isRequested == true {
                    state.isStopped = true
                    return false
                }
                guard state.taken - state.given >= self.options.window else { return true }
                state.waiting += 1
                return nil
            }
            let ticket = mayTake ? source.next() : nil
            let progress = source.progress
            let index = state.withLock { state -> Int in
                state.source = progress
                guard ticket != nil else {
                    // A source that waits for somebody ends when it is told to stop.
                    if self.stop?.isRequested == true, !state.isExhausted { state.isStopped = true }
                    state.isExhausted = true
                    return 0
                }
                defer { state.taken += 1 }
                return state.taken
            }
            guard let ticket else {
                state.wake()
                return nil
            }
            return (index, ticket)
        }
    }

    /// Puts down the row of a ticket.
    func put(_ verdict: TicketVerdict, at index: Int) {
        let isDue = state.withLock { state -> Bool in
            if options.isOrdered { state.done[index] = verdict } else { state.heap.append(verdict) }
            return state.isReaderWaiting && (!options.isOrdered || index == state.given)
        }
        if isDue { state.wake() }
    }

    /// The rows that may be given out now; waits for them a little, and gives none when none came; nil when all were given
    /// out.
    func results() -> [TicketVerdict]? {
        let result = state.wait(milliseconds: 200) { state -> ([TicketVerdict]?, Bool)? in
            var rows = state.heap
            state.heap = []
            while let row = state.done.removeValue(forKey: state.given + rows.count) { rows.append(row) }
            if rows.isEmpty {
                if state.isExhausted, state.given == state.taken { return (nil, false) }
                state.isReaderWaiting = true
                return nil
            }
            state.isReaderWaiting = false
            state.given += rows.count
            let isWaited = state.waiting > 0
            state.waiting = 0
            return (rows, isWaited)
        }
        guard let (rows, isWaited) = result else { return [] }
        if isWaited { state.wake() }
        return rows
    }

    /// How far the batch is.
    var progress: BatchProgress {
        state.withLock { state in
            BatchProgress(
                begun: state.taken, given: state.given, done: state.given + state.done.count + state.heap.count,
                source: state.source)
        }
    }

    /// Gives out no more tickets.
    func refuse() {
        state.withLock { $0.isExhausted = true }
        state.wake()
    }

    /// True when the source was left before its end because somebody asked to stop.
    var wasStopped: Bool { state.withLock { $0.isStopped } }
}
