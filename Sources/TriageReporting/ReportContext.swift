public import TriageModel

/// What reports need besides the diagnosis.
public struct ReportContext: Sendable {
    /// Version of the program.
    public var toolVersion: String
    /// Plain words for fields.
    public var vocabulary: Vocabulary
    /// How the topic is shown; nil shows findings and steps only.
    public var presentation: Presentation?
    /// Sizes for the gauge.
    public var measurements: [Measurement]
    /// Lines of places that the sources of the diagnosis cannot tell: of a large dump they hold a few lines only.
    public var lines: [SourceSpan: Int]
    /// Ids of rules that are remarks and matched: they are no findings.
    public var matchedNotes: [String]
    /// What a cause means, for the customer, by rule id; title and reason where there is none.
    public var customerWords: [String: String]
    /// What a fix script is made of.
    public var fix: FixPlan
    /// Articles that steps come from.
    public var articles: [ReportArticle]

    /// Pictures a page shows as they are.
    public var photos: [ReportPhoto]
    /// True when names and other identifiers are masked: no picture is shown then, whatever ``photos`` holds.
    public var isRedacted: Bool

    /// Makes a context; everything but the version may be missing.
    public init(
        toolVersion: String, vocabulary: Vocabulary = Vocabulary(), presentation: Presentation? = nil,
        measurements: [Measurement] = [], lines: [SourceSpan: Int] = [:], matchedNotes: [String] = [],
        customerWords: [String: String] = [:],
        fix: FixPlan = FixPlan(), articles: [ReportArticle] = [], photos: [ReportPhoto] = [], isRedacted: Bool = false
    ) {
        self.toolVersion = toolVersion
        self.vocabulary = vocabulary
        self.presentation = presentation
        self.measurements = measurements
        self.lines = lines
        self.matchedNotes = matchedNotes
        self.customerWords = customerWords
        self.fix = fix
        self.articles = articles
        self.photos = photos
        self.isRedacted = isRedacted
    }
}
