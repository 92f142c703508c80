public import TriageModel

/// One cause, as its file in `rules/` states it, checked.
public struct Rule: Sendable, Equatable {
    /// `photo-proxy-413`; also the file name.
    public var id: String
    /// `RC22`.
    public var cause: String
    /// Stage of the way; ranks findings (``Vocabulary/stages``).
    public var stage: String
    /// `error`, `warning`, `note`.
    public var severity: String
    /// `stable`, `draft`, `retired`.
    public var status: String
    /// Version of the knowledge it came with.
    public var since: String
    /// Short title.
    public var title: String
    /// What it means, in a sentence or two.
    public var why: String
    /// The same for the customer: plain language, no names of commands or fields where they can be avoided. Empty when
    /// the file has none; title and why are used then.
    public var customer: String
    /// What it is evaluated for.
    public var subject: Subject
    /// The condition.
    public var when: Condition
    /// Exceptions; one that is proven blocks the rule.
    public var exceptions: [Exception]
    /// Confidence when no case says otherwise.
    public var confidence: Diagnosis.Confidence
    /// State-dependent conclusions; the first whose condition is true is taken.
    public var cases: [Case]
    /// What counts as a near miss besides "exactly one leaf false and another true".
    public var near: Near?
    /// Rules whose findings this one explains.
    public var explains: [String]
    /// Steps, in order: ids of ``Article`` steps.
    public var resolution: [String]
    /// Which of these steps are a matter of choice; empty where all are to be done.
    public var ways: [Way]
    /// Where the knowledge comes from; never empty for a stable rule.
    public var sources: [Source]
    /// Folder with the samples that prove it.
    public var proof: String
    /// How often this is the cause, as a weight; ranks next evidence.
    public var prior: Int
    /// The file, `rules/photo-sync/photo-proxy-413.xml`.
    public var file: String
    /// The line the rule starts at.
    public var line: Int

    /// Makes a rule.
    public init(
        id: String, cause: String, stage: String, severity: String = "error", status: String = "stable",
        since: String = "1.0", title: String, why: String, customer: String = "", subject: Subject, when: Condition,
        exceptions: [Exception] = [], confidence: Diagnosis.Confidence = .medium, cases: [Case] = [],
        near: Near? = nil, explains: [String] = [], resolution: [String] = [], ways: [Way] = [],
        sources: [Source] = [], proof: String = "", prior: Int = 1, file: String = "", line: Int = 0
    ) {
        self.id = id
        self.cause = cause
        self.stage = stage
        self.severity = severity
        self.status = status
        self.since = since
        self.title = title
        self.why = why
        self.customer = customer
        self.subject = subject
        self.when = when
        self.exceptions = exceptions
        self.confidence = confidence
        self.cases = cases
        self.near = near
        self.explains = explains
        self.resolution = resolution
        self.ways = ways
        self.sources = sources
        self.proof = proof
        self.prior = prior
        self.file = file
        self.line = line
    }

    /// What a rule is evaluated for.
    public enum Subject: Sendable, Hashable {
        /// Every person of the case (at least "the user" when the case is on topic). Fields are those of the person's
        /// records and need a `kind`.
        case person
        /// Every record of that kind. Fields without `kind` are that record's.
        case record(kind: String)
        /// The case as a whole.
        case ticket
    }

    /// An exception.
    public struct Exception: Sendable, Equatable {
        /// Shown when it blocks or cannot be told.
        public var because: String
        /// The condition.
        public var condition: Condition
        /// True when "cannot be told" lowers the confidence by one.
        public var lowersConfidenceWhenUnknown: Bool

        /// Makes an exception.
        public init(because: String, condition: Condition, lowersConfidenceWhenUnknown: Bool = false) {
            self.because = because
            self.condition = condition
            self.lowersConfidenceWhenUnknown = lowersConfidenceWhenUnknown
        }
    }

    /// A conclusion that depends on more than the symptom.
    public struct Case: Sendable, Equatable {
        /// Its own condition.
        public var when: Condition
        /// Confidence when it holds.
        public var confidence: Diagnosis.Confidence
        /// Steps that replace the rule's; empty keeps them.
        public var resolution: [String]
        /// Which of these steps are a matter of choice.
        public var ways: [Way]
        /// Sentence added to the finding's notes; empty for none.
        public var note: String

        /// Makes a case.
        public init(
            when: Condition, confidence: Diagnosis.Confidence, resolution: [String] = [], ways: [Way] = [],
            note: String = ""
        ) {
            self.when = when
            self.confidence = confidence
            self.resolution = resolution
            self.ways = ways
            self.note = note
        }
    }

    /// Says that a step belongs to one of several ways, any of which is enough. Steps with the same words are one way.
    public struct Way: Sendable, Hashable {
        /// Id of the step.
        public var step: String
        /// What comes behind "either" or "or": `in Active Directory`.
        public var words: String

        /// Makes a way.
        public init(step: String, words: String) {
            self.step = step
            self.words = words
        }
    }

    /// A field is near its limit when within this distance of it.
    public struct Near: Sendable, Hashable {
        /// `kind.field` or `field`, as in the condition.
        public var field: String
        /// Bytes, seconds or plain numbers.
        public var within: Int64

        /// Makes a distance.
        public init(field: String, within: Int64) {
            self.field = field
            self.within = within
        }
    }

    /// Where knowledge comes from.
    public struct Source: Sendable, Hashable {
        /// Article id (`KB3062745`) or a document's title.
        public var article: String
        /// Version of it; empty when it has none.
        public var version: String
        /// Section.
        public var section: String
        /// Day it was checked, `2026-11-23`.
        public var checked: String

        /// Makes a source.
        public init(article: String, version: String = "", section: String = "", checked: String = "") {
            self.article = article
            self.version = version
            self.section = section
            self.checked = checked
        }
    }
}

/// A condition, with the line of the file it stands on.
public struct Condition: Sendable, Equatable {
    /// What is tested.
    public var test: Test
    /// 1-based line in the rule's file.
    public var line: Int
    /// Plain words that replace the generated ones; empty for none (`says="…"`).
    public var says: String

    /// Makes a condition.
    public init(_ test: Test, line: Int = 0, says: String = "") {
        self.test = test
        self.line = line
        self.says = says
    }

    /// The tests.
    public indirect enum Test: Sendable, Equatable {
        /// All hold.
        case all([Condition])
        /// At least one holds.
        case any([Condition])
        /// It does not hold.
        case not(Condition)
        /// At least `count` hold.
        case atLeast(count: Int, [Condition])
        /// A field compared with constants.
        case field(FieldTest)
        /// One record for which all inner conditions hold.
        case anyRecord(RecordTest)
        /// No such record.
        case noRecord(RecordTest)
        /// Two fields compared.
        case compare(Comparison)
        /// Text in the repaired input.
        case text(TextTest)
        /// When the subject happened.
        case happened(DateRange)
    }

    /// A field compared with constants.
    public struct FieldTest: Sendable, Hashable {
        /// Kind of the record; nil = the record at hand (the subject, or the one of the enclosing any-record).
        public var kind: String?
        /// Name, or a path into the value: `thumbnailPhoto.bytes`, `uri.query.proxyMethod`, `addresses.count`.
        public var name: String
        /// The comparison.
        public var comparison: FieldComparison

        /// Makes a test.
        public init(kind: String? = nil, name: String, comparison: FieldComparison) {
            self.kind = kind
            self.name = name
            self.comparison = comparison
        }

        /// `kind.name`, or `name`.
        public var path: String { kind.map { $0 + "." + name } ?? name }
    }

    /// Comparisons with constants. Text is compared case-insensitively and without regard to white space.
    public enum FieldComparison: Sendable, Hashable {
        /// Equal; numbers, booleans, GUIDs and dates by value.
        case equals(String)
        /// Equal to one of them.
        case oneOf([String])
        /// Contains.
        case contains(String)
        /// Starts with.
        case startsWith(String)
        /// Ends with.
        case endsWith(String)
        /// Matches a regular expression of the linear-time kind.
        case matches(PatternReference)
        /// Number or size greater than; bytes, seconds or plain.
        case greaterThan(Int64)
        /// Less than.
        case lessThan(Int64)
        /// Greater than or equal.
        case atLeast(Int64)
        /// Less than or equal.
        case atMost(Int64)
        /// Before the start of that day, UTC.
        case before(CivilDate)
        /// On or after the start of that day, UTC.
        case onOrAfter(CivilDate)
        /// There, and not blank.
        case present
        /// There, and blank.
        case blank
        /// The record is there and does not have it at all.
        case absent
        /// A list that includes it.
        case includes(String)
        /// A list that includes none of them.
        case noneOf([String])
    }

    /// A pattern of the rules' pattern set.
    public struct PatternReference: Sendable, Hashable {
        /// The regular expression or literal.
        public var text: String
        /// True for a regular expression.
        public var isRegularExpression: Bool

        /// Makes a reference.
        public init(text: String, isRegularExpression: Bool) {
            self.text = text
            self.isRegularExpression = isRegularExpression
        }
    }

    /// Where records and text are looked for, seen from the subject.
    public enum Scope: String, Sendable, Hashable {
        /// The same record.
        case record
        /// The same error block or listing.
        case block
        /// The same session.
        case session
        /// The same person (records joined to it, and records that name nobody when the case has one person only).
        case subject
        /// The whole case.
        case `case`
    }

    /// Records looked for.
    public struct RecordTest: Sendable, Equatable {
        /// Their kind.
        public var kind: String
        /// Where.
        public var scope: Scope
        /// Name the record is bound to for ``Comparison``; empty for none.
        public var bind: String
        /// Follow a reference: only records named by this field (`cas-mailbox.OwaMailboxPolicy`); nil = any.
        public var via: String?
        /// What must hold on one record.
        public var conditions: [Condition]

        /// Makes a test.
        public init(kind: String, scope: Scope, bind: String = "", via: String? = nil, conditions: [Condition]) {
            self.kind = kind
            self.scope = scope
            self.bind = bind
            self.via = via
            self.conditions = conditions
        }
    }

    /// Two fields compared.
    public struct Comparison: Sendable, Hashable {
        /// `binding.field` or `kind.field`.
        public var left: String
        /// The relation.
        public var relation: Relation
        /// `binding.field` or `kind.field`.
        public var right: String
        /// Tolerance in seconds or bytes.
        public var within: Int64

        /// Relations between two values.
        public enum Relation: String, Sendable, Hashable {
            /// Left is later or greater by more than the tolerance.
            case after
            /// Left is earlier or less by more than the tolerance.
            case before
            /// Equal, within the tolerance; GUIDs also against base64.
            case equals
            /// Not equal.
            case differs
        }

        /// Makes a comparison.
        public init(left: String, relation: Relation, right: String, within: Int64 = 0) {
            self.left = left
            self.relation = relation
            self.right = right
            self.within = within
        }
    }

    /// Text looked for in the repaired input.
    public struct TextTest: Sendable, Hashable {
        /// What.
        public var pattern: PatternReference
        /// Where.
        public var scope: Scope

        /// Makes a test.
        public init(pattern: PatternReference, scope: Scope) {
            self.pattern = pattern
            self.scope = scope
        }
    }

    /// A range of days; both ends may be open.
    public struct DateRange: Sendable, Hashable {
        /// First day; nil = from the beginning.
        public var from: CivilDate?
        /// First day no longer in the range; nil = for ever.
        public var until: CivilDate?

        /// Makes a range.
        public init(from: CivilDate? = nil, until: CivilDate? = nil) {
            self.from = from
            self.until = until
        }
    }
}
