public import TriageBytes
public import TriageEngine
public import TriageModel
public import TriagePatterns
import TriageReaders
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
    private let engine: DiagnosisEngine

    /// Loads and checks the rules of a place. Built-in rules were checked when the program was built.
    ///
    /// - Parameter cache: where compiled patterns are kept between runs; nil compiles them each time.
    public init(location: KnowledgeLocation, cache: PatternCache? = nil) throws(KnowledgeFailure) {
        let files: [BuiltInKnowledge.File]
        do throws(InputError) {
            files = try location.files()
        } catch {
            throw .unreadable(error)
        }
        try self.init(files: files, folder: location.name, isTrusted: location == .builtIn, cache: cache)
    }

    /// Loads and checks rules whose files are at hand.
    ///
    /// - Parameter isTrusted: true only for files that were checked before; schemas and expressions are not checked then.
    public init(
        files: [BuiltInKnowledge.File], folder: String = "rules", isTrusted: Bool = false, cache: PatternCache? = nil
    ) throws(KnowledgeFailure) {
        let knowledge: KnowledgeBase
        do throws(KnowledgeError) {
            knowledge = try KnowledgeLoader.load(
                files: files, hash: Self.hash(of: files), folder: folder, validate: !isTrusted
            ) { text in
                PatternSet.check(Pattern(id: 0, text: text, kind: .regularExpression, ignoresCase: true))?.message
            }
        } catch {
            throw .broken(error)
        }
        self.knowledge = knowledge
        do throws(PatternError) {
            let patterns = try RulePatterns(DiagnosisEngine.patterns(of: knowledge), cache: cache)
            engine = DiagnosisEngine(knowledge: knowledge, patterns: patterns)
        } catch {
            throw .pattern(error)
        }
    }

    /// What the inputs tell, as one case.
    public func read(_ inputs: [CaseInput]) -> Evidence {
        var reader = CaseReader(vocabulary: knowledge.vocabulary)
        for input in inputs {
            if let problem = input.problem { reader.add(problem) }
            if case .success(let bytes) = input.content {
                reader.add(TextDecoder.decode(bytes).sourceInfo(name: input.name))
            }
        }
        return reader.finish()
    }

    /// What is wrong, as far as the evidence says.
    public func diagnose(_ evidence: Evidence, options: DiagnosisEngine.Options) -> Diagnosis {
        engine.diagnose(evidence, options: options)
    }

    /// Reads the inputs as one case and diagnoses it.
    public func diagnose(_ inputs: [CaseInput], options: DiagnosisEngine.Options) -> Diagnosis {
        diagnose(read(inputs), options: options)
    }

    /// A fact stated on the command line: `anna@contoso.example: teams=old`.
    public func fact(_ text: String) throws(StatedFactError) -> StatedFact {
        try StatedFactParser(vocabulary: knowledge.vocabulary).parse(text)
    }

    /// The rule of that id or cause, compared case-insensitively.
    public func rule(_ name: String) -> Rule? {
        knowledge.rules.first { $0.id.isEqualIgnoringCase(name) || $0.cause.isEqualIgnoringCase(name) }
    }

    /// Names and contents of all files, so that equal knowledge has equal hashes whatever its place.
    private static func hash(of files: [BuiltInKnowledge.File]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(files.reduce(0) { $0 + $1.bytes.count + 96 })
        for file in files.sorted(by: { $0.path < $1.path }) where file.path.hasSuffix(".xml") {
            bytes.append(contentsOf: Array("\(file.path)\n\(file.bytes.count)\n".utf8))
            bytes.append(contentsOf: file.bytes)
        }
        return (try? SHA256.hex(of: bytes)).map { String($0.prefix(16)) } ?? ""
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

extension KnowledgeLocation {
    /// As messages call it.
    var name: String {
        switch self {
        case .folder(let path): path.description
        case .builtIn: "rules"
        }
    }
}
