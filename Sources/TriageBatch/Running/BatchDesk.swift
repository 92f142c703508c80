/// Between the threads that work and the one that gives out: tickets are taken here, rows are put here.
///
/// Both go over in pieces, as to wake a thread for every ticket would cost more than most tickets do.
final class BatchDesk<Source: TicketSource>: Sendable {
    private struct State {
        /// Tickets taken so far; the next one's number.
        var taken = 0
        /// Rows given out so far.
        var given = 0
        /// Rows that are done and not given out: pieces of consecutive tickets by the number of their first.
        var done: [Int: [TicketVerdict]] = [:]
        /// The same when order does not matter.
        var heap: [[TicketVerdict]] = []
        /// Rows in either.
        var doneCount = 0
        /// Chunks that may hold tickets nobody works on yet, in order.
        var open: [TicketChunk] = []
        /// True while a thread asks the source, and whether the source had more at hand when it was asked last.
        var isTaking = false
        var isSourceReady = true
        var isExhausted = false
        var isStopped = false
        var isRefused = false
        /// Threads that wait for tickets, and whether the one that gives out waits for rows.
        var waiting = 0
        var isReaderWaiting = false
        /// How much of the source was given out.
        var source: (done: Int, total: Int)?

        /// A chunk that has tickets left.
        mutating func stealable() -> TicketChunk? {
            open.removeAll { !$0.hasMore }
            return open.first
        }
    }

    /// What a worker does next.
    private enum Turn {
        case ask(most: Int)
        case help(TicketChunk)
        case end
    }

    private let options: BatchRunner.Options
    private let stop: StopRequest?
    private let source: Monitor<Source>
    private let state = Monitor(State())
    /// Where each worker lays its rows before it hands them over.
    let trays: [RowTray]

    init(_ source: sending Source, options: BatchRunner.Options, stop: StopRequest?) {
        self.source = Monitor(source)
        trays = (0..<options.jobs).map { _ in RowTray() }
        self.options = options
        self.stop = stop
    }

    /// At most so many of the next tickets, or those another worker does not get to; waits while too many are begun; nil
    /// when there is none, or somebody asked to stop.
    func take(_ count: Int) -> TicketChunk? {
        switch turn(count) {
        case .end: return nil
        case .help(let chunk): return chunk
        case .ask(let most): return ask(most)
        }
    }

    private func turn(_ count: Int) -> Turn {
        state.wait { state -> Turn? in
            self.noteStop(&state)
            if state.isExhausted { return state.stealable().map(Turn.help) ?? .end }
            let left = self.options.window - (state.taken - state.given)
            if left <= 0 || state.isTaking {
                if left <= 0 || !state.isSourceReady, let chunk = state.stealable() { return .help(chunk) }
                state.waiting += 1
                return nil
            }
            state.isTaking = true
            return .ask(most: min(count, left))
        }
    }

    /// Takes tickets from the source: one, and as many more as are there at once.
    private func ask(_ most: Int) -> TicketChunk? {
        var tickets: [Ticket] = []
        var bytes = 0
        let (isAtEnd, isReady, progress) = source.withLock { source -> (Bool, Bool, (done: Int, total: Int)?) in
            while tickets.count < most {
                // What is held at once stays small whatever a source reads ahead.
                if !tickets.isEmpty, bytes > Self.mostBytesAhead || !source.isReady || stop?.isRequested == true {
                    break
                }
                guard let ticket = source.next() else { return (true, true, source.progress) }
                tickets.append(ticket)
                bytes += ticket.sizeToRead
            }
            return (false, source.isReady, source.progress)
        }
        let (chunk, isWaited) = state.withLock { state -> (TicketChunk?, Bool) in
            state.isTaking = false
            state.isSourceReady = isReady
            state.source = progress
            if isAtEnd { state.isExhausted = true }
            // A source that waits for somebody ends when it is told to stop.
            if isAtEnd, self.stop?.isRequested == true { state.isStopped = true }
            let chunk = tickets.isEmpty ? nil : TicketChunk(start: state.taken, tickets)
            state.taken += tickets.count
            if let chunk, tickets.count > 1 {
                state.open.removeAll { !$0.hasMore }
                state.open.append(chunk)
            }
            let isWaited = state.waiting > 0 || isAtEnd
            state.waiting = 0
            return (chunk, isWaited)
        }
        if isWaited { state.wake() }
        if chunk != nil { return chunk }
        // Others may need help.
        return state.withLock { $0.stealable() }
    }

    /// After a request to stop nothing new is begun: what was taken last and nobody works on is let go. What lies before it
    /// is done, for rows come without gaps.
    func heedStop() {
        guard stop?.isRequested == true else { return }
        state.withLock { noteStop(&$0) }
    }

    private func noteStop(_ state: inout State) {
        guard !state.isStopped, stop?.isRequested == true else { return }
        // While a thread asks the source, what it brings is begun.
        if !state.isTaking, let last = state.open.last, last.end == state.taken {
            state.taken = last.close()
            if state.taken < last.end { state.isStopped = true }
        }
        if !state.isExhausted { state.isStopped = true }
        state.isExhausted = true
    }

    /// Puts down the rows of tickets that follow one another.
    func put(_ rows: [TicketVerdict], at index: Int) {
        let isDue = state.withLock { state -> Bool in
            if options.isOrdered { state.done[index] = rows } else { state.heap.append(rows) }
            state.doneCount += rows.count
            return state.isReaderWaiting && (!options.isOrdered || index == state.given)
        }
        if isDue { state.wake() }
    }

    /// The rows that may be given out now; waits for them a little, and gives none when none came; nil when all were given
    /// out.
    func results() -> [[TicketVerdict]]? {
        let result = state.wait(milliseconds: 200) { state -> ([[TicketVerdict]]?, Bool)? in
            var pieces = state.heap
            var count = pieces.reduce(0) { $0 + $1.count }
            state.heap = []
            while let piece = state.done.removeValue(forKey: state.given + count) {
                pieces.append(piece)
                count += piece.count
            }
            if pieces.isEmpty {
                let isOver = state.isExhausted && !state.isTaking || state.isRefused
                if isOver, state.given == state.taken { return (nil, false) }
                state.isReaderWaiting = true
                return nil
            }
            state.isReaderWaiting = false
            state.given += count
            state.doneCount -= count
            let isWaited = state.waiting > 0
            state.waiting = 0
            return (pieces, isWaited)
        }
        guard let (pieces, isWaited) = result else {
            // Nothing came: workers are busy with slow tickets, and what they did before need not wait.
            for tray in trays { if let piece = tray.take() { put(piece.rows, at: piece.start) } }
            return []
        }
        if isWaited { state.wake() }
        return pieces
    }

    /// How far the batch is.
    var progress: BatchProgress {
        state.withLock { state in
            BatchProgress(
                begun: state.taken, given: state.given, done: state.given + state.doneCount, source: state.source)
        }
    }

    /// Gives out no more tickets.
    func refuse() {
        state.withLock { state in
            state.isExhausted = true
            state.isRefused = true
        }
        state.wake()
    }

    /// True when the source was left before its end because somebody asked to stop.
    var wasStopped: Bool { state.withLock { $0.isStopped } }

    /// Bytes of rows, messages and members that are taken from a source together.
    private static var mostBytesAhead: Int { 1 << 20 }
}
