import TriageModel
import TriageXML

/// Reads and checks all files of `rules/`. Reads no file itself.
public enum KnowledgeLoader {
    /// A file below `rules/`: `vocabulary.xml`, `articles/graph.xml`, `photo-sync/photo-empty.xml`, `schema/rule.xsd`.
    /// Names are relative to the folder; what does not end in `.xml` or `.xsd` is passed over.
    public typealias File = (path: String, bytes: [UInt8])

    /// The namespace of all kinds of files.
    public static let namespace = "urn:kbtriage:rules:1"

    /// Reads all knowledge, or says everything that is wrong with it. The order of files does not matter.
    ///
    /// - Parameters:
    ///   - hash: of all files; kept as it is.
    ///   - folder: how the folder is called in messages.
    ///   - validate: false only for files that were checked when the program was built: neither the schemas nor the
    ///     expressions are checked then, nor is it looked for conditions that can never be true.
    ///   - checkExpression: says what is wrong with a regular expression; nil when nothing is.
    public static func load(
        files: [File], hash: String = "", folder: String = "rules", validate: Bool = true,
        checkExpression: (String) -> String? = { _ in nil }
    ) throws(KnowledgeError) -> KnowledgeBase {
        // The closure is kept for the duration of the call only.
        let result = withoutActuallyEscaping(checkExpression) { check in
            KnowledgeFiles(files, folder: folder, validate: validate, checkExpression: check).load(hash: hash)
        }
        return try result.get()
    }
}

/// One loading: files -> trees -> vocabulary, articles, rules -> checks across files.
struct KnowledgeFiles {
    /// A file that could be parsed.
    private struct Parsed {
        var stem: String
        var path: String
        var root: ElementReader
    }

    private let files: [KnowledgeLoader.File]
    private let folder: String
    private let validate: Bool
    private let checkExpression: (String) -> String?

    init(
        _ files: [KnowledgeLoader.File], folder: String, validate: Bool, checkExpression: @escaping (String) -> String?
    ) {
        self.files = files.sorted { $0.path < $1.path }
        self.folder = folder
        self.validate = validate
        self.checkExpression = validate ? checkExpression : { _ in nil }
    }

    func load(hash: String) -> Result<KnowledgeBase, KnowledgeError> {
        var lists: [MistakeList] = []
        var trees: [(Parsed, XMLTree)] = []
        for file in files where file.path.hasSuffix(".xml") {
            let list = MistakeList(file: name(file.path))
            lists.append(list)
            do throws(XMLFault) {
                let tree = try XMLTree(parsing: file.bytes)
                let root = ElementReader(element: tree.root, mistakes: list)
                trees.append((Parsed(stem: stem(file.path), path: file.path, root: root), tree))
            } catch {
                list.add(error.detail, line: error.line)
            }
        }
        let isComplete = lists.allSatisfy { $0.mistakes.isEmpty }
        if validate { checkSchemas(trees, &lists) }
        let base = read(trees.map(\.0), &lists, hash: hash, isComplete: isComplete)
        let mistakes = lists.flatMap(\.mistakes)
        return mistakes.isEmpty ? .success(base) : .failure(KnowledgeError(mistakes))
    }

    private func name(_ path: String) -> String { folder.isEmpty ? path : folder + "/" + path }

    private func stem(_ path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.hasSuffix(".xml") ? name.dropLast(4) : name)
    }

    // MARK: Schemas

    private func checkSchemas(_ trees: [(Parsed, XMLTree)], _ lists: inout [MistakeList]) {
        var schemas: [String: XMLSchema] = [:]
        for root in ["rule", "article", "vocabulary", "presentation"]
        where trees.contains(where: { $0.0.root.name == root }) {
            let path = "schema/\(root).xsd"
            let list = MistakeList(file: name(path))
            guard let file = files.first(where: { $0.path == path }) else {
                list.add("the schema is missing", line: 1)
                lists.append(list)
                continue
            }
            do throws(XMLFault) {
                schemas[root] = try XMLSchema(parsing: file.bytes)
            } catch {
                list.add(error.detail, line: error.line)
                lists.append(list)
            }
        }
        for (parsed, tree) in trees {
            guard let schema = schemas[parsed.root.name] else { continue }
            let found = schema.mistakes(in: tree)
            let list = parsed.root.mistakes
            for mistake in found {
                list.add(mistake.what, line: mistake.line, expected: mistake.expected, didYouMean: mistake.didYouMean)
            }
            list.hasSchemaMistakes = !found.isEmpty
        }
    }

    // MARK: Content

    private func read(
        _ all: [Parsed], _ lists: inout [MistakeList], hash: String, isComplete: Bool
    ) -> KnowledgeBase {
        var byRoot: [String: [Parsed]] = [:]
        for parsed in all {
            let root = parsed.root
            if root.element.namespace != KnowledgeLoader.namespace {
                root.mistakes.add(
                    "'\(root.name)' is in the namespace '\(root.element.namespace)'", line: root.line,
                    expected: ["xmlns=\"\(KnowledgeLoader.namespace)\""], isStructural: false)
            }
            let known = ["rule", "article", "vocabulary", "presentation"]
            if known.contains(root.name) {
                byRoot[root.name, default: []].append(parsed)
            } else {
                root.note(
                    "unknown root element '\(root.name)'", expected: known,
                    didYouMean: NameSuggestion.nearest(to: root.name, in: known))
            }
        }
        let vocabularies = byRoot["vocabulary"] ?? []
        let vocabulary = vocabularies.first.map { ($0.root, VocabularyReader(root: $0.root).read()) }
        for extra in vocabularies.dropFirst() { extra.root.note("there is a second vocabulary") }
        if vocabularies.isEmpty, isComplete {
            let list = MistakeList(file: name("vocabulary.xml"))
            list.add("the vocabulary is missing", line: 1)
            lists.append(list)
        }
        let articles = (byRoot["article"] ?? []).map { ArticleReader().read($0.root, stem: $0.stem) }
        ArticleLint.run(articles.flatMap(\.steps), isComplete: isComplete)
        let reader = RuleReader(index: vocabulary?.1, checkExpression: checkExpression, lints: validate)
        let parsedRules = byRoot["rule"] ?? []
        let rules = parsedRules.compactMap { reader.read($0.root, stem: $0.stem) }
        // A file that could not be read may hold the step or the rule somebody asks for.
        if isComplete, rules.count == parsedRules.count { RuleLint(articles: articles.map(\.article)).run(rules) }
        let names = isComplete && rules.count == parsedRules.count ? Set(rules.map(\.rule.id)) : nil
        let presentations = (byRoot["presentation"] ?? []).map {
            PresentationReader(rules: names, vocabulary: vocabulary?.1.vocabulary).read($0.root)
        }
        for extra in (byRoot["presentation"] ?? []).dropFirst() { extra.root.note("there is a second presentation") }
        if validate, let vocabulary {
            let lint = VocabularyLint(root: vocabulary.0, index: vocabulary.1)
            lint.run()
            lint.checkPrivacy(checkExpression: checkExpression)
            if isComplete { lint.checkTried(steps: articles.flatMap { $0.steps.map(\.step.id) }) }
        }
        return KnowledgeBase(
            vocabulary: vocabulary?.1.vocabulary ?? Vocabulary(),
            articles: articles.map(\.article).sorted { $0.id < $1.id },
            rules: rules.map(\.rule).sorted { $0.id < $1.id }, presentation: presentations.first, hash: hash)
    }
}
