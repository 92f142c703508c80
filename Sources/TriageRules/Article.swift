public import TriageModel

/// A knowledge-base article as numbered steps that know where they come from and when they were retired.
public struct Article: Sendable, Equatable {
    /// `KB3062745`.
    public var id: String
    /// Title.
    public var title: String
    /// Where it stands.
    public var address: String
    /// Its versions, oldest first.
    public var versions: [Version]
    /// Its steps, in order.
    public var steps: [Step]
    /// What was retired, and when, in order of time.
    public var history: [Event]

    /// Makes an article.
    public init(
        id: String, title: String, address: String = "", versions: [Version] = [], steps: [Step] = [],
        history: [Event] = []
    ) {
        self.id = id
        self.title = title
        self.address = address
        self.versions = versions
        self.steps = steps
        self.history = history
    }

    /// A version of the article.
    public struct Version: Sendable, Hashable {
        /// `v1`.
        public var id: String
        /// When it was current, as far as known: "between 2023-03 and 2023-09".
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

    /// What a script needs to do a step safely. All are commands with holes, `{backup}` and, where it verifies, `{after}`
    /// among them: files of this person and this run.
    public struct Fix: Sendable, Hashable {
        /// True where the step can be done, false or failing elsewhere.
        public var check: String
        /// Saves what the step replaces; empty when nothing is lost.
        public var backup: String
        /// Verifies within a script what the step's own command verifies by hand; empty where that one serves.
        public var verify: String
        /// What ``verify`` shows when all is well.
        public var expect: String
        /// The way back; empty when there is none.
        public var undo: String

        /// Makes the additions.
        public init(check: String, backup: String = "", verify: String = "", expect: String = "", undo: String = "") {
            self.check = check
            self.backup = backup
            self.verify = verify
            self.expect = expect
            self.undo = undo
        }
    }

    /// One step. `id` is `ARTICLE/name` or `group/name`; holes in texts are filled from the subject: `{upn}`, `{sam}`, `{file}`.
    public struct Step: Sendable, Hashable {
        /// `KB3062745/connect-rps`.
        public var id: String
        /// Section of the article it stands in; empty for steps from elsewhere.
        public var section: String
        /// Versions of the article that have it, "v0 v1"; empty for steps from elsewhere.
        public var versions: [String]
        /// Prose, paragraphs separated by a line break.
        public var text: String
        /// Command lines; empty for none.
        public var command: String
        /// Where to do it.
        public var place: String
        /// Whether it changes anything.
        public var risk: Diagnosis.Step.Risk
        /// Command that verifies it.
        public var verify: String
        /// What the verification shows when all is well.
        public var expect: String
        /// First valid day; nil = always was.
        public var from: CivilDate?
        /// First day no longer valid; nil = valid still.
        public var until: CivilDate?
        /// Why it was retired.
        public var retiredBecause: String
        /// Step that replaces it; empty for none.
        public var replacedBy: String
        /// Source shown: `KB3062745 v1`, or a document.
        public var source: String
        /// Day the source was checked.
        public var checked: String
        /// What a script needs besides the command to do this step; nil for what is done by hand.
        public var fix: Article.Fix?

        /// Makes a step.
        public init(
            id: String, section: String = "", versions: [String] = [], text: String, command: String = "",
            place: String = "", risk: Diagnosis.Step.Risk = .read, verify: String = "", expect: String = "",
            from: CivilDate? = nil, until: CivilDate? = nil, retiredBecause: String = "", replacedBy: String = "",
            source: String = "", checked: String = "", fix: Article.Fix? = nil
        ) {
            self.id = id
            self.section = section
            self.versions = versions
            self.text = text
            self.command = command
            self.place = place
            self.risk = risk
            self.verify = verify
            self.expect = expect
            self.from = from
            self.until = until
            self.retiredBecause = retiredBecause
            self.replacedBy = replacedBy
            self.source = source
            self.checked = checked
            self.fix = fix
        }
    }
}

/// All knowledge, loaded and checked.
public struct KnowledgeBase: Sendable, Equatable {
    /// Kinds, templates, commands.
    public var vocabulary: Vocabulary
    /// Articles.
    public var articles: [Article]
    /// Rules, by id.
    public var rules: [Rule]
    /// How reports show the topic; nil when no file says so.
    public var presentation: Presentation?
    /// SHA-256 of all files, hexadecimal, first 16 digits.
    public var hash: String

    /// Makes a knowledge base.
    public init(
        vocabulary: Vocabulary, articles: [Article], rules: [Rule], presentation: Presentation? = nil, hash: String
    ) {
        self.vocabulary = vocabulary
        self.articles = articles
        self.rules = rules
        self.presentation = presentation
        self.hash = hash
    }

    /// The step of that id.
    public func step(_ id: String) -> Article.Step? {
        for article in articles { if let step = article.steps.first(where: { $0.id == id }) { return step } }
        return nil
    }
}
