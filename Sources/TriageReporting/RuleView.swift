public import TriageModel

/// A rule, ready to be shown.
public struct RuleView: Sendable {
    /// `photo-proxy-413`.
    public var id: String
    /// `RC22`.
    public var cause: String
    /// `upload`.
    public var stage: String
    /// `error`, `warning`, `note`.
    public var severity: String
    /// `stable`, `draft`, `retired`.
    public var status: String
    /// Version of the knowledge it came with.
    public var since: String
    /// Short title.
    public var title: String
    /// What it means.
    public var why: String
    /// What it is evaluated for, in words: "every error", "every person", "the ticket".
    public var subject: String
    /// The condition.
    public var when: Condition
    /// Exceptions: reason and condition.
    public var exceptions: [Exception]
    /// Confidence when no case says otherwise.
    public var confidence: Diagnosis.Confidence
    /// Conclusions that depend on more than the symptom.
    public var cases: [Case]
    /// Near miss in words: "directory-user.thumbnailPhoto.bytes within 500 bytes"; empty for none.
    public var near: String
    /// Rules it explains away.
    public var explains: [String]
    /// Steps, in order.
    public var resolution: [Diagnosis.Step]
    /// Sources in words: "KB3062745 v1, More information (checked 2026-11-23)".
    public var sources: [String]
    /// Folder with its samples.
    public var proof: String
    /// File and line: `rules/photo-sync/photo-proxy-413.xml:1`.
    public var file: String

    /// Makes a view.
    public init(
        id: String, cause: String, stage: String, severity: String = "", status: String = "", since: String = "",
        title: String, why: String = "", subject: String = "", when: Condition = Condition(""),
        exceptions: [Exception] = [], confidence: Diagnosis.Confidence = .medium, cases: [Case] = [],
        near: String = "", explains: [String] = [], resolution: [Diagnosis.Step] = [], sources: [String] = [],
        proof: String = "", file: String = ""
    ) {
        self.id = id
        self.cause = cause
        self.stage = stage
        self.severity = severity
        self.status = status
        self.since = since
        self.title = title
        self.why = why
        self.subject = subject
        self.when = when
        self.exceptions = exceptions
        self.confidence = confidence
        self.cases = cases
        self.near = near
        self.explains = explains
        self.resolution = resolution
        self.sources = sources
        self.proof = proof
        self.file = file
    }

    /// A condition in words.
    public struct Condition: Sendable, Hashable {
        /// "all of", "error.httpStatus is 413".
        public var text: String
        /// Inner conditions.
        public var children: [Condition]

        /// Makes a condition.
        public init(_ text: String, _ children: [Condition] = []) {
            self.text = text
            self.children = children
        }
    }

    /// An exception.
    public struct Exception: Sendable, Hashable {
        /// Why it blocks.
        public var because: String
        /// Its condition.
        public var condition: Condition

        /// Makes an exception.
        public init(because: String, condition: Condition) {
            self.because = because
            self.condition = condition
        }
    }

    /// A conclusion that depends on more than the symptom.
    public struct Case: Sendable, Hashable {
        /// Its own condition.
        public var when: Condition
        /// Confidence when it holds.
        public var confidence: Diagnosis.Confidence
        /// Sentence added to the finding; empty for none.
        public var note: String

        /// Makes a case.
        public init(when: Condition, confidence: Diagnosis.Confidence, note: String = "") {
            self.when = when
            self.confidence = confidence
            self.note = note
        }
    }
}
