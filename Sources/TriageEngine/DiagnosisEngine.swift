public import TriageModel
public import TriageRules

/// Diagnoses cases: evidence and knowledge in, diagnosis out.
///
/// ```swift
/// let engine = DiagnosisEngine(knowledge: knowledge, patterns: patterns)
/// let diagnosis = engine.diagnose(evidence, options: .init(asOf: CivilDate(year: 2026, month: 11, day: 23)))
/// ```
///
/// An engine can be used from several threads at once; the answer is the same to the byte whatever their number.
public struct DiagnosisEngine: Sendable {
    let knowledge: KnowledgeBase
    let search: any PatternSearch
    let plans: [RulePlan]
    let groups: RuleGroups
    let kinds: NameTable
    let fields: NameTable
    let asked: [Int: [Contradictions.AskedField]]
    let identities: IdentityReader
    let topic: TopicWords
    let topical: TopicalRecords
    let steps: [String: Article.Step]
    let collectors: CollectorIndex

    /// Makes an engine. `patterns` finds ``patterns(of:)`` of the same knowledge, in that order.
    public init(knowledge: KnowledgeBase, patterns: any PatternSearch) {
        self.knowledge = knowledge
        search = patterns
        let vocabulary = knowledge.vocabulary
        collectors = CollectorIndex(vocabulary)
        var compiler = PlanCompiler(vocabulary: vocabulary, patterns: DiagnosisEngine.patterns(of: knowledge))
        plans = knowledge.rules.filter { $0.status != "retired" }.sorted { $0.id < $1.id }
            .map { compiler.compile($0) }
        asked = AskedFields.find(in: plans, vocabulary: vocabulary, kinds: &compiler.kinds)
        kinds = compiler.kinds
        fields = compiler.fields
        let identities = IdentityReader(vocabulary)
        self.identities = identities
        groups = RuleGroups(plans) { [kinds] in identities.about(kinds.names[$0]) == .event }
        topic = TopicWords(vocabulary.topic)
        topical = TopicalRecords(vocabulary: vocabulary, asked: kinds.names, words: topic)
        steps = Dictionary(
            knowledge.articles.flatMap(\.steps).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The text patterns of the rules, in the order in which a ``PatternSearch`` numbers them.
    public static func patterns(of knowledge: KnowledgeBase) -> [Condition.PatternReference] {
        requiredPatterns(of: knowledge.rules)
    }

    /// Kinds of records that show that a case is about the topic, whatever its texts say.
    public var topicalKinds: Set<String> { topical.kinds }

    /// Names of commands that show it when they are run, or fail; lower case.
    public var topicalCommands: Set<String> { topical.cmdlets }

    /// Kinds of records the engine makes itself.
    public static let ownKinds: Set<String> = [RecordKind.identityConflict]

    /// The diagnosis of a case.
    public func diagnose(_ evidence: Evidence, options: Options) -> Diagnosis {
        CaseDiagnosis(engine: self, evidence: evidence, options: options).diagnosis()
    }
}
