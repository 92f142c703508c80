public import TriageModel

/// A vocabulary with what readers work out of it: where names lead, phrases of prose, templates taken apart.
///
/// Made once for a vocabulary and shared by all inputs, cases and threads: to make it takes longer than to read a small
/// ticket.
///
/// ```swift
/// let prepared = PreparedVocabulary(vocabulary)
/// var reader = CaseReader(prepared)
/// ```
public final class PreparedVocabulary: Sendable {
    /// What it was made of.
    public let vocabulary: Vocabulary
    let kindTables: KindTables
    let prose: ProseTerms
    let owner: ProseOwner
    let errorOpenings: ErrorOpenings
    let templateMatchers: [TemplateMatcher]
    let toldErrors: ToldErrors
    let toldFields: ToldFields
    /// Commands that open a session, by name in lower case.
    let openers: [String: Vocabulary.SessionOpener]

    /// Works it out.
    public init(_ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        kindTables = KindTables(vocabulary)
        prose = ProseTerms(vocabulary)
        owner = ProseOwner(vocabulary)
        errorOpenings = ErrorOpenings(vocabulary.templates)
        templateMatchers = vocabulary.templates.map(TemplateMatcher.init)
        toldErrors = ToldErrors(templateMatchers)
        toldFields = ToldFields(vocabulary)
        openers = Dictionary(
            vocabulary.sessionOpeners.map { ($0.command.asciiLowercased, $0) }, uniquingKeysWith: { _, last in last })
    }

    func kind(_ name: String) -> Vocabulary.Kind? { vocabulary.kind(name) }

    func cmdlet(_ name: String) -> Vocabulary.Cmdlet? { vocabulary.cmdlet(name) }

    func cmdlet(_ name: Substring) -> Vocabulary.Cmdlet? { vocabulary.cmdlet(name) }

    func hasField(_ name: String) -> Bool { vocabulary.hasField(name) }

    func hasField(_ name: String, of type: Vocabulary.FieldType) -> Bool { vocabulary.hasField(name, of: type) }
}
