public import TriageBytes
public import TriageModel

/// What a ticket comes to: one row of the results, contract `kbtriage.batch/1`.
///
/// Nearly all rows of a queue are about something else and have nothing but what stands here; everything else is in
/// ``Details``, whose properties are reached as if they were the row's own.
@dynamicMemberLookup
public struct TicketVerdict: Sendable, Hashable {
    /// The ticket's name in its system, else its place.
    public var id: String
    /// Where it comes from.
    public var place: String
    /// Its subject, where one is known.
    public var subject: String?
    /// When it was created, as its source writes it.
    public var created: String?
    /// What it comes to.
    public var verdict: Diagnosis.Verdict
    /// SHA-256 of what it holds; nil when something could not be read.
    public var contentHash: SHA256Digest?
    /// Bytes of what it holds.
    public var byteCount: Int
    /// Everything else; nil for nothing.
    private var box: Box?
    /// What a store needs to know besides; nil where there is none. It is nothing the row says.
    private var slip: Slip?

    /// Held by reference, so that rows without them are small: they are handed on several times.
    private final class Box: Sendable {
        let details: Details
        init(_ details: Details) { self.details = details }
    }

    private final class Slip: Sendable {
        let receipt: StoreReceipt
        init(_ receipt: StoreReceipt) { self.receipt = receipt }
    }

    /// What a store needs to know besides.
    var receipt: StoreReceipt? {
        get { slip?.receipt }
        set { slip = newValue.map(Slip.init) }
    }

    /// What most rows have nothing of.
    public struct Details: Sendable, Hashable {
        /// Causes found, the one to act on first.
        public var causes: [Cause] = []
        /// Causes (`RC22`) that cannot be told, the likeliest first.
        public var undecided: [String] = []
        /// Who it is about; nil when nobody is named.
        public var person: String?
        /// People affected by the causes found; 0 when none is known.
        public var people = 0
        /// What to do or to run next; nil when nothing is known.
        public var next: Action?
        /// Where the proof of the first cause stands; nil without a cause.
        public var evidence: Place?
        /// Errors that were read in it; 0 when it is off topic.
        public var errorCount = 0
        /// What could not be read.
        public var problems: [Problem] = []
        /// What its errors look like without names and numbers, for grouping; empty when nobody asked.
        public var signature = ""
        /// The file of its own report; nil when none was written.
        public var report: String?
        /// What is kept of a ticket whose errors no rule speaks of, for grouping; nil for any other, and when nobody asked.
        public var sketch: UnknownSketch?
        /// What is kept to find duplicates and conversations; nil when nobody asked.
        public var thread: ThreadSketch?
        /// Somebody said that this is known and needs no attention for now; nil for nearly all.
        public var acknowledged: Acknowledgement?

        fileprivate static let none = Details()
    }

    /// Everything but the name, the verdict and the content.
    public var details: Details {
        get { box?.details ?? .none }
        set { box = newValue == .none ? nil : Box(newValue) }
    }

    /// True when there is nothing in ``details``.
    public var isPlain: Bool { box == nil }

    /// One of the ``details``.
    public subscript<Value>(dynamicMember path: WritableKeyPath<Details, Value>) -> Value {
        get { details[keyPath: path] }
        set { details[keyPath: path] = newValue }
    }

    /// True when both say the same.
    public static func == (left: TicketVerdict, right: TicketVerdict) -> Bool {
        left.id == right.id && left.place == right.place && left.subject == right.subject
            && left.created == right.created && left.verdict == right.verdict && left.contentHash == right.contentHash
            && left.byteCount == right.byteCount && (left.box === right.box || left.details == right.details)
    }

    /// Hashes all of it.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(place)
        hasher.combine(subject)
        hasher.combine(created)
        hasher.combine(verdict)
        hasher.combine(contentHash)
        hasher.combine(byteCount)
        hasher.combine(details)
    }

    /// A cause that was found.
    public struct Cause: Sendable, Hashable {
        /// `RC22`.
        public var cause: String
        /// Id of the rule.
        public var rule: String
        /// Short title.
        public var title: String
        /// How sure it is.
        public var confidence: Diagnosis.Confidence
        /// Stage of the way.
        public var stage: String
        /// People it was found for.
        public var people: Int
        /// The rule that explains this one away.
        public var explainedBy: String?
        /// True when found for somebody other than whom the ticket is about.
        public var alsoFound: Bool

        /// Makes a cause.
        public init(
            cause: String, rule: String, title: String, confidence: Diagnosis.Confidence, stage: String, people: Int,
            explainedBy: String? = nil, alsoFound: Bool = false
        ) {
            self.cause = cause
            self.rule = rule
            self.title = title
            self.confidence = confidence
            self.stage = stage
            self.people = people
            self.explainedBy = explainedBy
            self.alsoFound = alsoFound
        }
    }

    /// What to do next.
    public struct Action: Sendable, Hashable {
        /// What it is for; empty for a command that only asks.
        public var text: String
        /// The command; empty for a step without one.
        public var command: String
        /// Where to run it.
        public var place: String

        /// Makes an action.
        public init(text: String, command: String, place: String) {
            self.text = text
            self.command = command
            self.place = place
        }
    }

    /// A place in an input.
    public struct Place: Sendable, Hashable {
        /// The input.
        public var file: String
        /// The line, from 1.
        public var line: Int

        /// Makes a place.
        public init(file: String, line: Int) {
            self.file = file
            self.line = line
        }
    }

    /// Something that could not be read.
    public struct Problem: Sendable, Hashable {
        /// Stable, kebab-case.
        public var code: String
        /// The input.
        public var file: String
        /// One sentence.
        public var message: String
        /// True when something that was sent in could not be used.
        public var isFatal: Bool

        /// Makes a problem.
        public init(code: String, file: String, message: String, isFatal: Bool) {
            self.code = code
            self.file = file
            self.message = message
            self.isFatal = isFatal
        }
    }

    /// Makes a verdict about a ticket; everything but the verdict may be filled in later.
    public init(of ticket: Ticket, _ verdict: Diagnosis.Verdict) {
        id = ticket.id
        place = ticket.place
        subject = ticket.subject
        created = ticket.created
        self.verdict = verdict
        contentHash = nil
        byteCount = ticket.byteCount ?? 0
        if !ticket.problems.isEmpty { details.problems = ticket.problems.map(Problem.init) }
    }

    /// True when something of the ticket could not be read.
    public var isUnreadable: Bool {
        verdict == .unreadable || !isPlain && details.problems.contains(where: \.isFatal)
    }

    /// True when it tells of errors no rule speaks of, and no cause is known: what rules should be written about.
    public var isUnknown: Bool { !isPlain && details.sketch != nil }

    /// The confidence of the first cause.
    public var confidence: Diagnosis.Confidence? { isPlain ? nil : details.causes.first?.confidence }
}

extension TicketVerdict.Problem {
    /// A problem of a case.
    public init(_ problem: Evidence.Problem) {
        self.init(code: problem.code, file: problem.file, message: problem.message, isFatal: problem.isFatal)
    }
}
