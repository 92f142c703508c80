import TriageBytes
public import TriageEngine
public import TriageKit
public import TriageModel
import TriageReaders

/// Works on one ticket: reads it, diagnoses it, and makes its row. Several threads may use it at once.
public struct TicketTriage: Sendable {
    /// What was made of a ticket, for those who want more than its row: reports, clusters.
    public struct Reading: Sendable {
        /// The ticket with its inputs.
        public let loaded: LoadedTicket
        /// What was read.
        public let evidence: Evidence
        /// What it comes to.
        public let diagnosis: Diagnosis
    }

    /// Called when a ticket was diagnosed, on the thread that did it; may complete the row.
    public typealias Observer = @Sendable (Reading, inout TicketVerdict) -> Void

    /// The rules in use.
    public let triage: Triage
    /// How tickets are diagnosed.
    public let options: DiagnosisEngine.Options
    /// Bytes a ticket may have: 64 MiB unless said otherwise.
    public let maximumSize: Int
    private let observers: [Observer]
    private let gate: MemoryGate?
    private let glances = IdleGlances()
    /// Tells tickets that need not be read; nil reads all of them.
    public let screen: TicketScreen?

    /// Bytes a ticket may have when nobody says otherwise.
    public static let defaultMaximumSize = 64 << 20

    /// Prepares the work.
    ///
    /// - Parameters:
    ///   - gate: is asked for what comes out of archives; the runner's, which counts what goes in.
    ///   - screen: tells tickets in which nothing can fire, which are not read then, and no observer sees them. Pass nil
    ///     where every ticket has to be seen, as for reports. It is not used where facts are stated.
    public init(
        _ triage: Triage, options: DiagnosisEngine.Options, maximumSize: Int = defaultMaximumSize,
        gate: MemoryGate? = nil, observers: [Observer] = [], screen: TicketScreen? = nil
    ) {
        self.screen = options.facts.isEmpty && !options.explain ? screen : nil
        self.triage = triage
        self.options = options
        self.maximumSize = maximumSize
        self.observers = observers
        self.gate = gate
    }

    /// The row of a ticket.
    public func verdict(of ticket: Ticket) -> TicketVerdict { verdict(of: ticket, asking: { _, _ in nil }) }

    /// What somebody says of a ticket who is shown its content before it is worked on.
    enum Answer {
        /// This is its row; no work is needed.
        case known(TicketVerdict)
        /// It is new; its row gets this.
        case new(StoreReceipt)
    }

    /// Is told what the system knows of the file, and may have the name of the content (``TicketKey``); nil knows nothing.
    typealias Ask = (FileInfo?, () -> [UInt8]?) -> Answer?

    /// The row of a ticket that somebody may know.
    func verdict(of ticket: Ticket, asking ask: Ask) -> TicketVerdict {
        if let screen, ticket.folder != nil {
            let outcome = glances.use { glance in
                glance.look(at: ticket, limit: maximumSize, screen, isThreaded: !observers.isEmpty, asking: ask)
            }
            switch outcome {
            case .passed(let row): return row
            case .opened(let loaded, let receipt):
                var space = Space(gate)
                space.take(max(0, loaded.byteCount - ticket.sizeToRead))
                defer { space.giveBack() }
                var row = diagnosed(loaded)
                row.receipt = receipt
                return row
            case .unsuitable: break
            }
        }
        return load(ticket) { loaded in
            switch ask(loaded.file, { TicketKey.content(of: loaded) }) {
            case .known(let row): return row
            case nil: return verdict(of: loaded)
            case .new(let receipt):
                var row = verdict(of: loaded)
                row.receipt = receipt
                return row
            }
        }
    }

    /// Reads a ticket, when the gate has room for it, and lets `body` use it.
    private func load<Result>(_ ticket: Ticket, _ body: (LoadedTicket) -> Result) -> Result {
        var space = Space(gate)
        let loaded = ticket.load(limit: maximumSize) { count in space.take(count) }
        defer { space.giveBack() }
        return body(loaded)
    }

    /// The row of a ticket whose content is at hand.
    public func verdict(of loaded: LoadedTicket) -> TicketVerdict {
        // Nothing came of it but the reason.
        if loaded.inputs.isEmpty, loaded.redacted == nil { return TicketVerdict(of: loaded.ticket, .unreadable) }
        if let screen, loaded.redacted?.redacted.isTextOnly ?? true, screen.cannotFire(loaded.inputs) {
            var row = TicketVerdict(offTopic: loaded)
            // Mails of one conversation are told whether they had to be read or not.
            if !observers.isEmpty {
                let thread = loaded.redacted?.thread ?? ThreadSketch(headersOf: loaded)
                if !thread.isEmpty { row.thread = thread }
            }
            return row
        }
        return diagnosed(loaded)
    }

    /// The row of a ticket that has to be read.
    private func diagnosed(_ loaded: LoadedTicket) -> TicketVerdict {
        var space = Space(gate)
        defer { space.giveBack() }
        let evidence = read(loaded, &space)
        var diagnosis = triage.diagnose(evidence, options: options)
        if loaded.redacted != nil {
            diagnosis.notes.append("Redacted; tokens are the same in all tickets of the batch. \(RedactedCase.limits)")
        }
        var verdict = TicketVerdict(of: loaded, evidence: evidence, diagnosis: diagnosis)
        let reading = Reading(loaded: loaded, evidence: evidence, diagnosis: diagnosis)
        for observe in observers { observe(reading, &verdict) }
        return verdict
    }

    // MARK: What comes out of containers

    /// Reads a ticket. What an archive or a mail holds is not known before it is opened: it gets room for what most hold,
    /// and when that was not enough, it is opened once more with all the room a case can have.
    private func read(_ loaded: LoadedTicket, _ space: inout Space) -> Evidence {
        if let redacted = loaded.redacted { return triage.read(redacted.redacted) }
        let whole = ContainerBudget()
        guard gate != nil, let wanted = Self.wantedRoom(loaded), wanted < whole.bytes else {
            return triage.read(loaded.inputs)
        }
        space.take(wanted)
        let evidence = triage.read(loaded.inputs, budget: ContainerBudget(bytes: wanted))
        guard evidence.problems.contains(where: { $0.code == "limit-bytes" }) else { return evidence }
        space.take(whole.bytes - wanted)
        return triage.read(loaded.inputs)
    }

    /// Bytes that usually come out of a ticket's containers; nil when it holds none, or is too small to matter.
    private static func wantedRoom(_ loaded: LoadedTicket) -> Int? {
        var room = 0
        for input in loaded.inputs {
            guard case .success(let bytes) = input.content else { continue }
            if ArchiveMembers.begins(bytes) {
                room += max(4 << 20, bytes.count &* 20)
            } else if bytes.count > 256 << 10,
                ContainerCatalogue.format(of: ContainerInput(bytes: bytes, name: input.name)) != nil
            {
                room += bytes.count &* 3
            }
        }
        return room == 0 ? nil : room
    }

    /// What was taken from the gate beside the ticket's own size.
    private struct Space {
        private let gate: MemoryGate?
        private var bytes = 0

        init(_ gate: MemoryGate?) { self.gate = gate }

        mutating func take(_ count: Int) {
            guard count > 0 else { return }
            gate?.grow(count)
            bytes += count
        }

        func giveBack() { gate?.shrink(bytes) }
    }
}
