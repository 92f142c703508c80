public import TriageBytes
public import TriageEngine
public import TriageModel
public import TriagePatterns
public import TriageReaders
import TriageRedaction
public import TriageRules

/// Diagnoses cases: the one door to the whole program.
///
/// ```swift
/// let triage = try Triage(location: .builtIn)
/// let diagnosis = triage.diagnose([CaseInput(path: "ticket.txt")], options: .init(asOf: SystemClock.today))
/// ```
public struct Triage: Sendable {
    /// The rules, the vocabulary and the articles in use.
    public let knowledge: KnowledgeBase
    let engine: DiagnosisEngine
    private let secrets: SecretMask
    /// What readers make of the vocabulary.
    let prepared: PreparedVocabulary

    /// Loads the rules of a place. Those of a folder are checked; built-in ones were when the program was built.
    ///
    /// - Parameters:
    ///   - cache: where compiled patterns are kept between runs; nil compiles them each time.
    ///   - kept: where the rules of folders are kept once they are checked; nil checks them each time.
    public init(
        location: KnowledgeLocation, cache: PatternCache? = nil, kept: KnowledgeCache? = nil
    ) throws(KnowledgeFailure) {
        if location == .builtIn, let knowledge = BuiltInKnowledge.knowledge() {
            try self.init(knowledge: knowledge, cache: cache)
            return
        }
        let files: [KnowledgeLoader.File]
        do throws(InputError) {
            files = try location.files()
        } catch {
            throw .unreadable(error)
        }
        try self.init(files: files, folder: location.name, cache: cache, kept: kept)
    }

    /// Loads and checks rules whose files are at hand.
    public init(
        files: [KnowledgeLoader.File], folder: String = "rules", cache: PatternCache? = nil,
        kept: KnowledgeCache? = nil
    ) throws(KnowledgeFailure) {
        func check() throws(KnowledgeError) -> KnowledgeBase {
            try KnowledgeLoader.load(files: files, hash: KnowledgeHash.of(files), folder: folder) { text in
                PatternSet.check(Pattern(id: 0, text: text, kind: .regularExpression, ignoresCase: true))?.message
            }
        }
        let knowledge: KnowledgeBase
        do throws(KnowledgeError) {
            knowledge = if let kept { try kept.knowledge(of: files, named: folder, check) } else { try check() }
        } catch {
            throw .broken(error)
        }
        try self.init(knowledge: knowledge, cache: cache)
    }

    private init(knowledge: KnowledgeBase, cache: PatternCache?) throws(KnowledgeFailure) {
        self.knowledge = knowledge
        prepared = PreparedVocabulary(knowledge.vocabulary)
        do throws(PatternError) {
            let patterns = try RulePatterns(DiagnosisEngine.patterns(of: knowledge), cache: cache)
            engine = DiagnosisEngine(knowledge: knowledge, patterns: patterns)
            secrets = try SecretMask(knowledge.vocabulary.privacy, cache: cache)
        } catch {
            throw .pattern(error)
        }
    }

    /// What the inputs tell, as one case.
    ///
    /// - Parameters:
    ///   - budget: what may come out of archives, mails and messages.
    ///   - keepsAll: false when only a diagnosis is wanted: of large dumps the fields are left out that neither rules nor
    ///     reports ask for.
    public func read(
        _ inputs: [CaseInput], budget: ContainerBudget = ContainerBudget(), keepsAll: Bool = true
    ) -> Evidence {
        var reader = CaseReader(prepared)
        if !keepsAll, inputs.contains(where: { $0.file != nil }) { reader.asked = askedFields }
        var expander = CaseExpander(budget: budget)
        for input in inputs {
            // A large dump is read in one pass, or as a whole when it is more than that.
            if let file = input.file,
                reader.add(
                    file, name: input.name, as: input.format, keepsAll: keepsAll, keepsPart: input.isTooLarge) == nil
            {
                continue
            }
            forEachLeaf(of: [input.asText], expander: &expander) { leaf in Self.add(leaf, to: &reader) }
        }
        var evidence = reader.finish()
        ValueSecrets(mask: secrets).mask(&evidence)
        return evidence
    }

    /// Names of fields a diagnosis and its reports can ask for.
    private var askedFields: Set<String> {
        let measures = knowledge.presentation?.gauge?.measures ?? []
        return engine.askedFields.union(measures.map(\.field.asciiLowercased))
    }

    /// The values of structured inputs as their readers saw them, before the vocabulary.
    public func readRaw(_ inputs: [CaseInput]) -> (leaves: [RawLeaf], problems: [Evidence.Problem]) {
        var reading = RawReading(vocabulary: knowledge.vocabulary)
        var expander = CaseExpander()
        forEachLeaf(of: inputs, expander: &expander) { reading.add($0) }
        return (reading.leaves, reading.problems)
    }

    /// What the inputs hold, one after the other, without secrets: whatever is read as a whole passes here. Gives the
    /// number of secrets that were masked.
    @discardableResult
    func forEachLeaf(of inputs: [CaseInput], expander: inout CaseExpander, _ take: (CaseLeaf) -> Void) -> Int {
        var count = 0
        for input in inputs {
            expander.expand(input) { leaf in
                switch leaf {
                case .text(var info):
                    if let masked = secrets.masked(info.text) {
                        info.text = masked.text
                        count += masked.count
                    }
                    take(.text(info, format: input.format))
                case .described(let described): take(.described(described))
                case .problem(let problem): take(.problem(problem))
                }
            }
        }
        return count
    }

    static func add(_ leaf: CaseLeaf, to reader: inout CaseReader) {
        switch leaf {
        case .text(let info, let format): reader.add(info, as: format)
        case .described(let described): reader.add(described)
        case .problem(let problem): reader.add(problem)
        }
    }

    /// What is wrong, as far as the evidence says.
    public func diagnose(_ evidence: Evidence, options: DiagnosisEngine.Options) -> Diagnosis {
        var diagnosis = engine.diagnose(evidence, options: options)
        let streamed = diagnosis.sources.indices.filter { diagnosis.sources[$0].paged != nil }
        ShownLines.fill(&diagnosis)
        for number in streamed {
            if let masked = secrets.masked(diagnosis.sources[number].text) {
                diagnosis.sources[number].text = masked.text
            }
        }
        return diagnosis
    }

    /// Reads the inputs as one case and diagnoses it.
    public func diagnose(_ inputs: [CaseInput], options: DiagnosisEngine.Options) -> Diagnosis {
        diagnose(read(inputs, keepsAll: false), options: options)
    }

    /// A fact stated on the command line: `anna@contoso.example: teams=old`.
    public func fact(_ text: String) throws(StatedFactError) -> StatedFact {
        try StatedFactParser(vocabulary: knowledge.vocabulary).parse(text)
    }

    /// The rule of that id or cause, compared case-insensitively.
    public func rule(_ name: String) -> Rule? {
        knowledge.rules.first { $0.id.isEqualIgnoringCase(name) || $0.cause.isEqualIgnoringCase(name) }
    }
}

/// Why rules cannot be used.
public enum KnowledgeFailure: Error, Sendable, CustomStringConvertible {
    /// A folder or file cannot be read.
    case unreadable(InputError)
    /// Files are wrong; every mistake is listed.
    case broken(KnowledgeError)
    /// A pattern cannot be searched for.
    case pattern(PatternError)

    /// One line a mistake.
    public var description: String {
        switch self {
        case .unreadable(let error): error.description
        case .broken(let error): error.description
        case .pattern(let error): error.description
        }
    }
}
