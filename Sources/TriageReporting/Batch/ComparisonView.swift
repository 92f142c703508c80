public import TriageModel

/// Two runs of a batch side by side, ready to be shown.
public struct ComparisonView: Sendable {
    /// The earlier run.
    public var before: Side
    /// The later run.
    public var after: Side
    /// Causes that either run found, the most frequent of the later run first.
    public var causes: [Trend]
    /// Tickets by verdict, in the order of the verdicts.
    public var verdicts: [VerdictTrend]
    /// Tickets only the later run has.
    public var new: [Ticket]
    /// Tickets only the earlier run has.
    public var gone: [Ticket]
    /// Tickets that were not healthy and are now.
    public var solved: [Ticket]
    /// Tickets of another verdict, other causes or another confidence.
    public var changed: [Ticket]
    /// Tickets of the later run that somebody acknowledged; they are in none of the other lists.
    public var acknowledged: [Ticket]
    /// Tickets that are as they were.
    public var same: Int

    /// Makes a view.
    public init(
        before: Side, after: Side, causes: [Trend] = [], verdicts: [VerdictTrend] = [], new: [Ticket] = [],
        gone: [Ticket] = [], solved: [Ticket] = [], changed: [Ticket] = [], acknowledged: [Ticket] = [], same: Int = 0
    ) {
        self.before = before
        self.after = after
        self.causes = causes
        self.verdicts = verdicts
        self.new = new
        self.gone = gone
        self.solved = solved
        self.changed = changed
        self.acknowledged = acknowledged
        self.same = same
    }

    /// True when no ticket is new, gone, solved or changed.
    public var isSame: Bool { new.isEmpty && gone.isEmpty && solved.isEmpty && changed.isEmpty }

    /// One of the two runs.
    public struct Side: Sendable, Hashable {
        /// `triage.sqlite@3`, `monday.ndjson`.
        public var name: String
        /// Tickets.
        public var tickets: Int
        /// Hash of the rules; empty when not known.
        public var rules: String
        /// The day whose advice was wanted; nil when not known.
        public var asOf: CivilDate?
        /// The day it was made, UTC; nil when not known.
        public var made: CivilDate?

        /// Makes a side.
        public init(name: String, tickets: Int = 0, rules: String = "", asOf: CivilDate? = nil, made: CivilDate? = nil)
        {
            self.name = name
            self.tickets = tickets
            self.rules = rules
            self.asOf = asOf
            self.made = made
        }
    }

    /// How a cause developed.
    public struct Trend: Sendable, Hashable {
        /// Id of the rule.
        public var rule: String
        /// `RC22`.
        public var cause: String
        /// Short title.
        public var title: String
        /// Tickets that have it.
        public var before: Int
        /// Tickets that have it.
        public var after: Int
        /// Of those, tickets that are new, or did not have it.
        public var came: Int
        /// Tickets that had it and are gone, or have it no more.
        public var went: Int

        /// Makes a trend.
        public init(rule: String, cause: String, title: String, before: Int, after: Int, came: Int, went: Int) {
            self.rule = rule
            self.cause = cause
            self.title = title
            self.before = before
            self.after = after
            self.came = came
            self.went = went
        }
    }

    /// How a verdict developed.
    public struct VerdictTrend: Sendable, Hashable {
        /// The verdict.
        public var verdict: Diagnosis.Verdict
        /// Tickets.
        public var before: Int
        /// Tickets.
        public var after: Int

        /// Makes a trend.
        public init(verdict: Diagnosis.Verdict, before: Int, after: Int) {
            self.verdict = verdict
            self.before = before
            self.after = after
        }
    }

    /// What a ticket came to.
    public struct State: Sendable, Hashable {
        /// The verdict.
        public var verdict: Diagnosis.Verdict
        /// The causes, the one to act on first.
        public var causes: [Cause]

        /// A cause that was found.
        public struct Cause: Sendable, Hashable {
            /// Id of the rule.
            public var rule: String
            /// `RC22`.
            public var cause: String
            /// How sure.
            public var confidence: Diagnosis.Confidence

            /// Makes a cause.
            public init(rule: String, cause: String, confidence: Diagnosis.Confidence) {
                self.rule = rule
                self.cause = cause
                self.confidence = confidence
            }
        }

        /// Makes a state.
        public init(verdict: Diagnosis.Verdict, causes: [Cause] = []) {
            self.verdict = verdict
            self.causes = causes
        }
    }

    /// A ticket in both runs.
    public struct Ticket: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// What it came to before; nil when it was not there.
        public var before: State?
        /// What it comes to now; nil when it is gone.
        public var after: State?
        /// Why it was acknowledged, and until when.
        public var acknowledged: Acknowledged?

        /// An acknowledgement.
        public struct Acknowledged: Sendable, Hashable {
            /// Why.
            public var reason: String
            /// The day it comes back.
            public var until: CivilDate

            /// Makes an acknowledgement.
            public init(reason: String, until: CivilDate) {
                self.reason = reason
                self.until = until
            }
        }

        /// Makes a ticket.
        public init(id: String, before: State?, after: State?, acknowledged: Acknowledged? = nil) {
            self.id = id
            self.before = before
            self.after = after
            self.acknowledged = acknowledged
        }
    }
}
