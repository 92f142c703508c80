public import TriageEngine
public import TriageKit
public import TriageModel

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

    /// Bytes a ticket may have when nobody says otherwise.
    public static let defaultMaximumSize = 64 << 20

    /// Prepares the work.
    public init(
        _ triage: Triage, options: DiagnosisEngine.Options, maximumSize: Int = defaultMaximumSize,
        observers: [Observer] = []
    ) {
        self.triage = triage
        self.options = options
        self.maximumSize = maximumSize
        self.observers = observers
    }

    /// The row of a ticket.
    public func verdict(of ticket: Ticket) -> TicketVerdict { verdict(of: ticket.load(limit: maximumSize)) }

    /// The row of a ticket whose content is at hand.
    public func verdict(of loaded: LoadedTicket) -> TicketVerdict {
        // Nothing came of it but the reason.
        if loaded.inputs.isEmpty { return TicketVerdict(of: loaded.ticket, .unreadable) }
        let evidence = triage.read(loaded.inputs)
        let diagnosis = triage.diagnose(evidence, options: options)
        var verdict = TicketVerdict(of: loaded, evidence: evidence, diagnosis: diagnosis)
        let reading = Reading(loaded: loaded, evidence: evidence, diagnosis: diagnosis)
        for observe in observers { observe(reading, &verdict) }
        return verdict
    }
}
