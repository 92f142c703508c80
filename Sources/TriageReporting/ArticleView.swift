public import TriageModel

/// An article of the knowledge base, ready to be shown.
public struct ArticleView: Sendable {
    /// `KB3062745`.
    public var id: String
    /// Title.
    public var title: String
    /// Where it stands; empty for none.
    public var address: String
    /// The date that decides what is retired.
    public var asOf: CivilDate
    /// Versions, oldest first.
    public var versions: [Version]
    /// Steps in order.
    public var steps: [Step]
    /// What happened since, in order of time.
    public var history: [Event]

    /// Makes a view.
    public init(
        id: String, title: String, address: String = "", asOf: CivilDate, versions: [Version] = [],
        steps: [Step] = [], history: [Event] = []
    ) {
        self.id = id
        self.title = title
        self.address = address
        self.asOf = asOf
        self.versions = versions
        self.steps = steps
        self.history = history
    }

    /// A version of the article.
    public struct Version: Sendable, Hashable {
        /// `v1`.
        public var id: String
        /// When it was current, as far as known.
        public var dated: String
        /// What distinguishes it.
        public var text: String

        /// Makes a version.
        public init(id: String, dated: String, text: String) {
            self.id = id
            self.dated = dated
            self.text = text
        }
    }

    /// Something that happened to the world the article speaks of.
    public struct Event: Sendable, Hashable {
        /// `2023-10-01`, or `2023-06` where only the month is known.
        public var date: String
        /// What happened.
        public var text: String
        /// Source.
        public var source: String

        /// Makes an event.
        public init(date: String, text: String, source: String) {
            self.date = date
            self.text = text
            self.source = source
        }
    }

    /// A step with its provenance.
    public struct Step: Sendable, Hashable {
        /// The step itself, unbound or bound to a subject.
        public var step: Diagnosis.Step
        /// Section of the article; empty for steps from elsewhere.
        public var section: String
        /// Versions of the article that have it: `["v0", "v1"]`.
        public var versions: [String]
        /// Day the source was checked; empty when not known.
        public var checked: String

        /// Makes a step.
        public init(step: Diagnosis.Step, section: String = "", versions: [String] = [], checked: String = "") {
            self.step = step
            self.section = section
            self.versions = versions
            self.checked = checked
        }
    }
}
