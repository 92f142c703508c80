public import TriageBytes

/// Works on the tickets of a source with several threads, and gives out their rows.
///
/// ```swift
/// let runner = BatchRunner(options: .init(jobs: 4))
/// runner.run(source, work: triage.verdict) { verdict in
///     summary.add(verdict)
///     return true
/// }
/// ```
///
/// Rows come in the order of the tickets unless asked otherwise, on the thread that called ``run(_:stop:work:take:)``, one
/// at a time. A slow ticket holds nobody up but the rows behind it: ``Options/window`` of them may be done before it.
public struct BatchRunner: Sendable {
    /// How a batch is run.
    public struct Options: Sendable {
        /// Threads that work.
        public var jobs: Int
        /// False to give rows out as they are done.
        public var isOrdered: Bool
        /// Tickets that may be begun before the first one whose row is still due is done.
        public var window: Int
        /// Bytes of all tickets that are worked on at the same time; one that has more is worked on alone.
        public var bytesInFlight: Int

        /// Makes options.
        public init(
            jobs: Int = ProcessEnvironment.processorCount, isOrdered: Bool = true, window: Int = 16_384,
            bytesInFlight: Int = 64 << 20
        ) {
            self.jobs = max(1, jobs)
            self.isOrdered = isOrdered
            self.window = max(1, window)
            self.bytesInFlight = bytesInFlight
        }
    }

    /// How a run ended.
    public enum Ending: Sendable, Hashable {
        /// Every ticket was given out.
        case finished
        /// Somebody asked to stop; what had been begun was given out.
        case stopped
        /// `take` wanted no more.
        case refused
    }

    /// How it is run.
    public let options: Options
    /// The gate tickets pass; who finds that one needs more than its size says asks it for more.
    public let gate: MemoryGate

    /// Makes a runner.
    public init(options: Options = Options()) {
        self.options = options
        gate = MemoryGate(limit: options.bytesInFlight)
    }

    /// Runs `work` on every ticket and hands the rows to `take`, until the source ends, `stop` says so, or `take` is false.
    ///
    /// - Parameter rest: called when all rows that were done are given out, and several times a second while none is done:
    ///   for what should not wait, and for showing how far the batch is.
    public func run(
        _ source: some TicketSource, stop: StopRequest? = nil, work: @escaping @Sendable (Ticket) -> TicketVerdict,
        rest: (BatchProgress) -> Bool = { _ in true }, take: (TicketVerdict) -> Bool
    ) -> Ending {
        let desk = BatchDesk(source, options: options, stop: stop)
        let threads = desk.trays.compactMap { tray in WorkerThread { [gate] in Self.work(desk, tray, gate, work) } }
        // The system gives no thread: this one works, and gives out in between.
        if threads.isEmpty { return runHere(desk, work: work, rest: rest, take: take) }
        var isRefused = false
        while let pieces = desk.results() {
            for piece in pieces {
                for verdict in piece where !isRefused && !take(verdict) {
                    isRefused = true
                    desk.refuse()
                }
            }
            if !isRefused, !rest(desk.progress) {
                isRefused = true
                desk.refuse()
            }
        }
        if isRefused {
            // One of them may wait for its source, which nobody will read any more.
            for thread in threads { thread.detach() }
            return .refused
        }
        for thread in threads { thread.join() }
        return desk.wasStopped ? .stopped : .finished
    }

    /// Rows are handed over at least so often, nanoseconds, while tickets are quick.
    private static let longestHold: UInt64 = 5_000_000

    /// What a worker does until there are no more tickets.
    private static func work(
        _ desk: BatchDesk<some TicketSource>, _ tray: RowTray, _ gate: MemoryGate, _ work: (Ticket) -> TicketVerdict
    ) {
        var size = ChunkSize()
        while let chunk = desk.take(size.count) {
            let begun = SystemClock.monotonicNanoseconds
            var handed = begun
            var count = 0
            while let (index, ticket) = chunk.claim() {
                let bytes = ticket.sizeToRead
                gate.enter(bytes)
                let verdict = work(ticket)
                gate.leave(bytes)
                if let piece = tray.add(verdict, at: index) { desk.put(piece.rows, at: piece.start) }
                count += 1
                let now = SystemClock.monotonicNanoseconds
                if now &- handed > longestHold {
                    if let piece = tray.take() { desk.put(piece.rows, at: piece.start) }
                    handed = now
                }
                desk.heedStop()
            }
            if let piece = tray.take() { desk.put(piece.rows, at: piece.start) }
            size.learn(SystemClock.monotonicNanoseconds &- begun, tickets: count)
        }
    }

    private func runHere(
        _ desk: BatchDesk<some TicketSource>, work: (Ticket) -> TicketVerdict, rest: (BatchProgress) -> Bool,
        take: (TicketVerdict) -> Bool
    ) -> Ending {
        while let (index, ticket) = desk.take(1)?.claim() {
            desk.put([work(ticket)], at: index)
            for verdict in (desk.results() ?? []).joined() where !take(verdict) { return .refused }
            if !rest(desk.progress) { return .refused }
        }
        return desk.wasStopped ? .stopped : .finished
    }
}
