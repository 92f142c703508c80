public import TriageModel

/// What a batch came to, counted while it runs; its memory does not grow with the number of tickets.
public struct BatchSummary: Sendable, Hashable {
    /// How often a cause was the first of a ticket.
    public struct CauseCount: Sendable, Hashable {
        /// `RC22`.
        public var cause: String
        /// Id of the rule.
        public var rule: String
        /// Short title.
        public var title: String
        /// Stage of the way.
        public var stage: String
        /// Tickets whose first cause it is.
        public var tickets = 0
        /// Of those, by confidence.
        public var confidence: [Diagnosis.Confidence: Int] = [:]
        /// People affected in those tickets.
        public var people = 0
        /// Tickets in which it was found after another cause.
        public var alsoIn = 0
    }

    /// Tickets.
    public private(set) var tickets = 0
    /// Bytes of all tickets.
    public private(set) var bytes = 0
    /// Tickets by verdict.
    public var verdicts: [Diagnosis.Verdict: Int] {
        var all = others
        if offTopic > 0 { all[.offTopic] = offTopic }
        return all
    }
    /// Nearly all of a queue are: a number is counted quicker than an entry of a table.
    private var offTopic = 0
    private var others: [Diagnosis.Verdict: Int] = [:]
    /// Tickets with a cause, by the confidence of the first one.
    public private(set) var confidence: [Diagnosis.Confidence: Int] = [:]
    /// Tickets with a cause, by the stage of the first one.
    public private(set) var stages: [String: Int] = [:]
    /// By rule.
    public private(set) var causes: [String: CauseCount] = [:]
    /// Tickets that tell of errors no rule knows.
    public private(set) var unknown = 0
    /// Tickets of which something could not be read.
    public private(set) var unreadable = 0
    /// Tickets whose result was taken from a store.
    public var reused = 0

    /// Nothing was done yet.
    public init() {}

    /// Counts a ticket.
    public mutating func add(_ verdict: TicketVerdict) {
        tickets += 1
        bytes &+= verdict.byteCount
        if verdict.verdict == .offTopic { offTopic += 1 } else { others[verdict.verdict, default: 0] += 1 }
        if verdict.isPlain {
            if verdict.isUnreadable { unreadable += 1 }
            return
        }
        if verdict.isUnknown { unknown += 1 }
        if verdict.isUnreadable { unreadable += 1 }
        for (index, cause) in verdict.causes.enumerated() {
            var count =
                causes[cause.rule]
                ?? CauseCount(cause: cause.cause, rule: cause.rule, title: cause.title, stage: cause.stage)
            if index == 0 {
                count.tickets += 1
                count.confidence[cause.confidence, default: 0] += 1
                count.people &+= verdict.people
                confidence[cause.confidence, default: 0] += 1
                stages[cause.stage, default: 0] += 1
            } else {
                count.alsoIn += 1
            }
            causes[cause.rule] = count
        }
    }

    /// The causes, the most frequent first; ties by rule id.
    public var rankedCauses: [CauseCount] {
        causes.values.sorted { ($1.tickets, $1.alsoIn, $0.rule) < ($0.tickets, $0.alsoIn, $1.rule) }
    }
}
