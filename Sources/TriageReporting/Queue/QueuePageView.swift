public import TriageModel

/// A batch as a page shows it: the sums, what is unknown, and every ticket.
public struct QueuePageView: Sendable {
    /// The program's version.
    public var toolVersion: String
    /// Hash of the rules.
    public var rules: String
    /// The day whose advice was wanted.
    public var asOf: CivilDate
    /// Stages of the way, in order: name and label.
    public var stages: [(name: String, label: String)]
    /// Causes that are the first of a ticket or found in one, in any order; rows refer to them by position.
    public var causes: [Cause] = []
    /// Tickets by verdict.
    public var verdicts: [Diagnosis.Verdict: Int] = [:]
    /// Tickets of which something could not be read.
    public var unreadable = 0
    /// Tickets that tell of errors no rule knows.
    public var unknown = 0
    /// Tickets with a cause by the day they were created (days since 1970) and the first cause; -1 stands for none.
    public var days: [Int: [Int: Int]] = [:]
    /// Tickets whose day is not known.
    public var undated = 0
    /// What nobody knows yet, the largest group first.
    public var clusters: [Cluster] = []
    /// Tickets that repeat others, the largest group first.
    public var threads: [Thread] = []
    /// The tickets.
    public var rows: [Row] = []
    /// Tickets that are counted and not listed, as there are too many.
    public var unlisted = 0

    /// All tickets.
    public var tickets: Int { verdicts.values.reduce(0, +) }

    /// Makes a view without tickets.
    public init(toolVersion: String, rules: String, asOf: CivilDate, stages: [(name: String, label: String)]) {
        self.toolVersion = toolVersion
        self.rules = rules
        self.asOf = asOf
        self.stages = stages
    }

    /// A cause and how often it was found.
    public struct Cause: Sendable, Hashable {
        /// Id of the rule.
        public var rule: String
        /// `RC22`.
        public var cause: String
        /// Short title.
        public var title: String
        /// Stage of the way.
        public var stage: String
        /// Tickets whose first cause it is: with high, medium and low confidence.
        public var tickets = [0, 0, 0]
        /// People affected in those.
        public var people = 0
        /// Tickets in which it was found after another.
        public var alsoIn = 0

        /// Makes a cause.
        public init(rule: String, cause: String, title: String, stage: String) {
            self.rule = rule
            self.cause = cause
            self.title = title
            self.stage = stage
        }

        var count: Int { tickets.reduce(0, +) }
    }

    /// One ticket. Nearly all of a queue are about something else and have nothing but what stands here: everything else is
    /// in ``Details``, whose properties are read as if they were the row's own.
    @dynamicMemberLookup
    public struct Row: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// What it comes to.
        public var verdict: Diagnosis.Verdict
        /// The day it was created: days since 1970.
        public var day: Int?
        /// Everything else; nil for nothing.
        private let box: Box?

        /// What most rows have nothing of.
        public struct Details: Sendable, Hashable {
            /// Position of its first cause; nil without one.
            public var cause: Int?
            /// Further causes.
            public var more = 0
            /// How sure the first cause is.
            public var confidence: Diagnosis.Confidence?
            /// Who it is about.
            public var person: String?
            /// People affected.
            public var people = 0
            /// What to run or do next.
            public var next = ""
            /// Its own report, as a path from the page.
            public var report: String?
            /// Why it needs no attention, and until when.
            public var acknowledged: String?

            /// Nothing.
            public init() {}

            fileprivate static let none = Details()
        }

        /// Held by reference, so that rows are small.
        private final class Box: Sendable, Hashable {
            let details: Details
            init(_ details: Details) { self.details = details }
            static func == (left: Box, right: Box) -> Bool { left.details == right.details }
            func hash(into hasher: inout Hasher) { hasher.combine(details) }
        }

        /// Makes a row.
        public init(id: String, verdict: Diagnosis.Verdict, day: Int? = nil, _ details: Details? = nil) {
            self.id = id
            self.verdict = verdict
            self.day = day
            box = details.map(Box.init)
        }

        /// True when there is nothing in its details.
        var isPlain: Bool { box == nil }

        /// One of the details.
        public subscript<Value>(dynamicMember path: KeyPath<Details, Value>) -> Value {
            (box?.details ?? .none)[keyPath: path]
        }

        /// Worst first: causes by confidence, unread, open, the rest, and what was acknowledged.
        var rank: Int {
            if !isPlain, self.acknowledged != nil { return 9 }
            switch verdict {
            case .cause: return self.confidence == .high ? 0 : self.confidence == .medium ? 1 : 2
            case .unreadable: return 3
            case .insufficient: return 4
            case .offTopic: return 5
            case .healthy: return 6
            }
        }
    }

    /// Tickets whose errors look alike and that no rule explains.
    public struct Cluster: Sendable {
        /// What the errors have in common.
        public var template: String
        /// Tickets.
        public var tickets: Int
        /// Of those, repeats of others.
        public var repeats: Int
        /// Examples: id and report.
        public var examples: [(id: String, report: String?)]
        /// An error as it was written.
        public var excerpt: String
        /// Where that stands: `a.txt:12`.
        public var place: String
        /// Rules that came near: cause, title, and what they missed.
        public var nearest: [(cause: String, title: String, missed: [String])]
        /// The command that drafts a rule.
        public var draft: String

        /// Makes a cluster.
        public init(
            template: String, tickets: Int, repeats: Int, examples: [(id: String, report: String?)], excerpt: String,
            place: String, nearest: [(cause: String, title: String, missed: [String])], draft: String
        ) {
            self.template = template
            self.tickets = tickets
            self.repeats = repeats
            self.examples = examples
            self.excerpt = excerpt
            self.place = place
            self.nearest = nearest
            self.draft = draft
        }
    }

    /// Tickets that belong together.
    public struct Thread: Sendable, Hashable {
        /// In words: "the same content".
        public var why: String
        /// How many.
        public var count: Int
        /// The first few, by id.
        public var tickets: [String]

        /// Makes a group.
        public init(why: String, count: Int, tickets: [String]) {
            self.why = why
            self.count = count
            self.tickets = tickets
        }
    }
}
