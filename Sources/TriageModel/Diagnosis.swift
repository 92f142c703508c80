/// The answer to a case. Its shape is the JSON contract `kbtriage.diagnosis/1`.
public struct Diagnosis: Sendable {
    /// What the whole ticket comes to.
    public var verdict: Verdict
    /// Which advice holds.
    public var asOf: CivilDate
    /// Hexadecimal hash of the rules used.
    public var ruleHash: String
    /// The inputs with their text, for excerpts.
    public var sources: [SourceInfo]
    /// What the inputs were cut into.
    public var regions: [Evidence.Region]
    /// Causes found, the one to act on first.
    public var findings: [Finding]
    /// Rules that cannot be told.
    public var undecided: [Finding]
    /// Rules that nearly matched.
    public var nearMisses: [Finding]
    /// Rules ruled out and not applicable; filled only when asked to explain.
    public var ruledOut: [Finding]
    /// Commands to run next, the most useful first.
    public var nextEvidence: [NextEvidence]
    /// Sources that disagree.
    public var contradictions: [Contradiction]
    /// Errors no rule speaks of, in their order; filled where the verdict is about the topic.
    public var unknownErrors: [UnknownError]
    /// What could not be read.
    public var problems: [Evidence.Problem]
    /// Who the case is about: best name known; nil when nobody is named.
    public var complainant: String?
    /// Extra sentences to show: "the photo is already new in the cloud; Teams may take until …".
    public var notes: [String]
    /// How records were joined, one sentence a subject; shown with `--explain`.
    public var joins: [String]

    /// Makes a diagnosis.
    public init(
        verdict: Verdict, asOf: CivilDate, ruleHash: String, sources: [SourceInfo], regions: [Evidence.Region],
        findings: [Finding] = [], undecided: [Finding] = [], nearMisses: [Finding] = [], ruledOut: [Finding] = [],
        nextEvidence: [NextEvidence] = [], contradictions: [Contradiction] = [], unknownErrors: [UnknownError] = [],
        problems: [Evidence.Problem] = [], complainant: String? = nil, notes: [String] = [], joins: [String] = []
    ) {
        self.verdict = verdict
        self.asOf = asOf
        self.ruleHash = ruleHash
        self.sources = sources
        self.regions = regions
        self.findings = findings
        self.undecided = undecided
        self.nearMisses = nearMisses
        self.ruledOut = ruledOut
        self.nextEvidence = nextEvidence
        self.contradictions = contradictions
        self.unknownErrors = unknownErrors
        self.problems = problems
        self.complainant = complainant
        self.notes = notes
        self.joins = joins
    }

    /// Ticket verdicts.
    public enum Verdict: String, Sendable, Hashable, CaseIterable {
        /// A cause was found.
        case cause
        /// The topic is there, evidence is missing.
        case insufficient
        /// Evidence of the topic, nothing wrong, or already working.
        case healthy
        /// Another topic.
        case offTopic = "off-topic"
        /// Nothing could be read.
        case unreadable
    }

    /// How sure a finding is.
    public enum Confidence: String, Sendable, Hashable, Comparable, CaseIterable {
        /// The evidence proves it.
        case high
        /// Likely.
        case medium
        /// Possible.
        case low

        /// Orders low before medium before high.
        public static func < (left: Confidence, right: Confidence) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .low: 0
            case .medium: 1
            case .high: 2
            }
        }
    }

    /// Verdict of one rule.
    public enum Status: String, Sendable, Hashable {
        /// True.
        case matched
        /// Unknown.
        case undecided
        /// False by one leaf or by a small distance.
        case nearMiss = "near-miss"
        /// False.
        case ruledOut = "ruled-out"
        /// Nothing it speaks about was there.
        case notApplicable = "not-applicable"
    }

    /// One rule's verdict with everything that explains it.
    public struct Finding: Sendable {
        /// Rule id.
        public var rule: String
        /// Cause id of the fact sheet: `RC22`.
        public var cause: String
        /// Short title.
        public var title: String
        /// What it means, a sentence or two.
        public var why: String
        /// Verdict.
        public var status: Status
        /// Only meaningful when matched.
        public var confidence: Confidence
        /// Stage of the way.
        public var stage: String
        /// Rule that explains this one away, if any.
        public var explainedBy: String?
        /// True when found for somebody other than the person the case is about.
        public var alsoFound: Bool
        /// Whom it is about, worst first.
        public var subjects: [Subject]
        /// Proof; a matched finding has at least one entry (see ``matched(_:evidence:)``).
        public var evidence: [EvidenceItem]
        /// The evaluated condition of the first subject.
        public var conditions: ConditionTree
        /// The smallest change that would make it not fire; empty when none is known.
        public var counterfactual: String
        /// Steps, valid ones first.
        public var resolution: [Step]
        /// `kind.field` paths that would decide it; for undecided rules.
        public var missing: [String]
        /// The leaf that failed, in plain words; for near misses.
        public var failed: String
        /// How far it was from matching; for near misses.
        public var distance: Distance?
        /// Remarks: an exception that could not be told, a weaker case taken because the date is unknown.
        public var notes: [String]

        /// Makes a verdict that is not a match.
        public init(
            rule: String, cause: String, title: String, why: String, status: Status, confidence: Confidence = .low,
            stage: String, subjects: [Subject] = [], evidence: [EvidenceItem] = [], conditions: ConditionTree,
            missing: [String] = [], failed: String = "", distance: Distance? = nil, notes: [String] = []
        ) {
            self.rule = rule
            self.cause = cause
            self.title = title
            self.why = why
            self.status = status
            self.confidence = confidence
            self.stage = stage
            self.explainedBy = nil
            self.alsoFound = false
            self.subjects = subjects
            self.evidence = evidence
            self.conditions = conditions
            self.counterfactual = ""
            self.resolution = []
            self.missing = missing
            self.failed = failed
            self.distance = distance
            self.notes = notes
        }
    }

    /// A list that cannot be empty: a finding without evidence must not compile.
    public struct Proof: Sendable {
        /// All entries, at least one.
        public let items: [EvidenceItem]

        /// Makes a proof from its first entry and the others.
        public init(_ first: EvidenceItem, _ others: [EvidenceItem] = []) { items = [first] + others }
    }

    /// One piece of proof.
    public struct EvidenceItem: Sendable, Hashable {
        /// Where it stands: one span a line for wrapped values. Empty only for facts stated on the command line.
        public var spans: [SourceSpan]
        /// `error.httpStatus`.
        public var field: String
        /// The value in plain form: `413`, `14,532 bytes`.
        public var value: String
        /// True for facts stated on the command line.
        public var isAsserted: Bool

        /// Makes an entry.
        public init(spans: [SourceSpan], field: String, value: String, isAsserted: Bool = false) {
            self.spans = spans
            self.field = field
            self.value = value
            self.isAsserted = isAsserted
        }
    }

    /// Somebody or something a finding is about.
    public struct Subject: Sendable, Hashable {
        /// Best name: UPN, address, account name, or "the user".
        public var id: String
        /// `user`, `error`, `ticket`, or a kind.
        public var kind: String
        /// The measured value, if the rule is about one: "14,532 bytes".
        public var value: String?
        /// Distance to the limit.
        public var distance: Distance?

        /// Makes a subject.
        public init(id: String, kind: String, value: String? = nil, distance: Distance? = nil) {
            self.id = id
            self.kind = kind
            self.value = value
            self.distance = distance
        }
    }

    /// A value against a limit.
    public struct Distance: Sendable, Hashable {
        /// The value.
        public var value: Int64
        /// The limit.
        public var limit: Int64
        /// `B`, `s`, or empty.
        public var unit: String

        /// Makes a distance.
        public init(value: Int64, limit: Int64, unit: String) {
            self.value = value
            self.limit = limit
            self.unit = unit
        }
    }

    /// An evaluated condition, kept for explanation.
    public struct ConditionTree: Sendable, Hashable {
        /// `all`, `any`, `not`, `at-least`, `unless`, `field`, `any-record`, `no-record`, `compare`, `text`, `happened`.
        public var operation: String
        /// Result.
        public var result: Truth
        /// In plain words.
        public var text: String
        /// Indices into the finding's evidence.
        public var evidence: [Int]
        /// Inner conditions.
        public var children: [ConditionTree]

        /// Makes a node.
        public init(
            operation: String, result: Truth, text: String, evidence: [Int] = [], children: [ConditionTree] = []
        ) {
            self.operation = operation
            self.result = result
            self.text = text
            self.evidence = evidence
            self.children = children
        }
    }

    /// A step of the way out, bound to values and to a date.
    public struct Step: Sendable, Hashable {
        /// `graph/set-photo`.
        public var id: String
        /// What to do.
        public var text: String
        /// The command with values filled in; empty for none.
        public var command: String
        /// Where to do it.
        public var place: String
        /// Whether it changes anything.
        public var risk: Risk
        /// Command that verifies it; empty for none.
        public var verify: String
        /// What the verification shows when all is well.
        public var expect: String
        /// `KB3062745 v1`, a document's title …
        public var source: String
        /// First day it is valid; nil for "always was".
        public var validFrom: CivilDate?
        /// First day it is no longer valid; nil when it is valid still.
        public var retired: CivilDate?
        /// True when `retired` is on or before the date of the diagnosis.
        public var isRetired: Bool
        /// Why it was retired.
        public var retiredBecause: String
        /// Id of the step that replaces it.
        public var replacedBy: String
        /// True when the ticket says this was tried already.
        public var wasTried: Bool
        /// The way this step belongs to, when several are open and one of them is enough: `in Active Directory`. Empty for
        /// a step that is to be done whichever way is taken.
        public var way: String

        /// Whether a step changes anything.
        public enum Risk: String, Sendable, Hashable {
            /// Only reads.
            case read
            /// Changes something.
            case write
        }

        /// Makes a step.
        public init(
            id: String, text: String, command: String = "", place: String = "", risk: Risk = .read,
            verify: String = "", expect: String = "", source: String = "", validFrom: CivilDate? = nil,
            retired: CivilDate? = nil, isRetired: Bool = false, retiredBecause: String = "", replacedBy: String = "",
            wasTried: Bool = false, way: String = ""
        ) {
            self.id = id
            self.text = text
            self.command = command
            self.place = place
            self.risk = risk
            self.verify = verify
            self.expect = expect
            self.source = source
            self.validFrom = validFrom
            self.retired = retired
            self.isRetired = isRetired
            self.retiredBecause = retiredBecause
            self.replacedBy = replacedBy
            self.wasTried = wasTried
            self.way = way
        }
    }

    /// A command to run next.
    public struct NextEvidence: Sendable, Hashable {
        /// The command, identity filled in.
        public var command: String
        /// Where to run it.
        public var place: String
        /// Causes it would decide, most likely first.
        public var decides: [String]
        /// How to read the answer.
        public var reads: String
        /// What the answer would be good for.
        public var purpose: Purpose

        /// What an answer is good for.
        public enum Purpose: String, Sendable, Hashable {
            /// It is about a cause that was found: it makes it surer, or tells of the same part of the matter.
            case confirm
            /// It tells which of the causes that are still open it is.
            case decide
            /// The cause is proven; only where acting on it does not help it tells what else there may be.
            case optional
        }

        /// Makes an entry.
        public init(
            command: String, place: String, decides: [String], reads: String, purpose: Purpose = .decide
        ) {
            self.command = command
            self.place = place
            self.decides = decides
            self.reads = reads
            self.purpose = purpose
        }
    }

    /// Different values for one field of one subject.
    public struct Contradiction: Sendable, Hashable {
        /// Whom it is about.
        public var subject: String
        /// `kind.field`.
        public var field: String
        /// The values with their places.
        public var values: [EvidenceItem]
        /// The value that was kept (the later of one dated thread); nil when the field counts as unknown.
        public var kept: String?

        /// Makes a contradiction.
        public init(subject: String, field: String, values: [EvidenceItem], kept: String?) {
            self.subject = subject
            self.field = field
            self.values = values
            self.kept = kept
        }
    }
}

extension Diagnosis.Finding {
    /// The same verdict as a match. Only this makes a finding `matched`, and it cannot be called without proof.
    public func matched(_ confidence: Diagnosis.Confidence, evidence proof: Diagnosis.Proof) -> Diagnosis.Finding {
        var finding = self
        finding.status = .matched
        finding.confidence = confidence
        finding.evidence = proof.items
        return finding
    }
}
