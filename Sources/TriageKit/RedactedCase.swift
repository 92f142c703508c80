public import TriageModel
import TriageBytes
import TriageReaders
import TriageRedaction
import TriageRules

/// A case with tokens in the place of what tells people and organisations apart; read, it comes to the same.
public struct RedactedCase: Sendable {
    var leaves: [CaseLeaf] = []
    private var redactor: Redactor
    private var fileNames: [String: String] = [:]
    /// The numbers of the attached pictures, in their order: equal pictures stay equal.
    private var pictures: [Int] = []
    /// How many secrets were found; they are masked whether a case is redacted or not.
    public private(set) var secretCount = 0

    /// Puts tokens in the place of what was learned of a case; takes them, for they are many and must not be copied.
    init(_ learned: LearnedCase, tokens: inout Redactor) {
        redactor = learned.redactor
        redactor.takeTokens(from: &tokens)
        secretCount = learned.secretCount
        let original = learned.leaves
        let evidence = learned.evidence
        // All texts before all names, so that names of files do not decide which token a name gets.
        for (number, leaf) in original.filter({ !$0.isProblem }).enumerated() {
            guard case .text(var info, let format) = leaf else {
                leaves.append(leaf)
                continue
            }
            info.text = self.redactor.redacted(source: number, of: evidence)
            leaves.append(.text(info, format: format))
        }
        var texts = leaves.makeIterator()
        leaves = original.compactMap { leaf in
            if case .problem(let problem) = leaf { return .problem(redacted(problem)) }
            switch texts.next() {
            case .text(var info, let format):
                info.name = name(for: info.name)
                return .text(info, format: format)
            case .described(let described): return .described(redacted(described))
            case .problem, nil: return nil
            }
        }
    }

    // MARK: What else is shown

    /// A text from the command line, redacted like the case.
    public mutating func redacted(_ text: String) -> String { redactor.redacted(text) }

    /// The name of an input, or of a ticket, as the redacted case has it.
    public mutating func name(for original: String) -> String {
        if let known = fileNames[original] { return known }
        let name = redactor.redacted(fileName: original)
        fileNames[original] = name
        return name
    }

    private mutating func redacted(_ described: DescribedInput) -> DescribedInput {
        let name = name(for: described.source.name)
        guard let picture = described.picture else { return described.renamed(name, sha256: nil) }
        let number = redactor.number(ofPicture: described.pictureBytes ?? Array(described.source.name.utf8))
        pictures.append(number)
        let bytes = BlankPicture.bytes(like: picture, number: number)
        return described.renamed(name, sha256: try? SHA256.hex(of: bytes))
    }

    /// A problem, redacted like the case.
    public mutating func redacted(_ problem: Evidence.Problem) -> Evidence.Problem {
        var result = problem
        result.file = name(for: problem.file)
        var message = ""
        var rest = problem.message[...]
        // The name of the file may stand in the message.
        while let range = rest.firstRange(of: problem.file), !problem.file.isEmpty {
            message += redactor.redacted(String(rest[..<range.lowerBound])) + result.file
            rest = rest[range.upperBound...]
        }
        result.message = message + redactor.redacted(String(rest))
        return result
    }

    // MARK: Several cases

    /// Gives the tokens away, so that the next case has the same for the same values; this one redacts nothing more, and
    /// its ``summary`` and its ``map`` are empty from here on.
    mutating func giveTokens(to other: inout Redactor) -> [String: String] {
        other.takeTokens(from: &redactor)
        defer { fileNames = [:] }
        return fileNames
    }

    // MARK: Files

    /// True when it holds texts alone, and all of it could be read.
    public var isTextOnly: Bool { leaves.allSatisfy { if case .text = $0 { true } else { false } } }

    /// The texts and pictures it holds, each as an input of its own.
    public var inputs: [CaseInput] {
        var picture = 0
        return leaves.compactMap { leaf in
            switch leaf {
            case .text(let info, let format):
                var input = CaseInput(name: info.name, bytes: info.text)
                input.format = format
                return input
            case .described(let described):
                guard let facts = described.picture, pictures.indices.contains(picture) else { return nil }
                defer { picture += 1 }
                return CaseInput(
                    name: described.source.name, bytes: BlankPicture.bytes(like: facts, number: pictures[picture]))
            case .problem: return nil
            }
        }
    }

    /// A redacted input as a file.
    public struct File: Sendable {
        /// Its name: a number that keeps the order, and the redacted name.
        public var name: String
        /// Text in UTF-8, or a blank picture.
        public var bytes: [UInt8]
    }

    /// The redacted inputs as files, in order: texts as they are read, photos without what they show. What was in
    /// containers is a file of its own; what nobody reads is none.
    public func files() -> [File] {
        var files: [File] = []
        var number = 0
        var picture = 0
        for leaf in leaves {
            switch leaf {
            case .text(let info, _): files.append(File(name: info.name, bytes: info.text))
            case .described(let described):
                guard let facts = described.picture, pictures.indices.contains(picture) else { continue }
                let bytes = BlankPicture.bytes(like: facts, number: pictures[picture])
                picture += 1
                if described.isPhoto { files.append(File(name: described.source.name, bytes: bytes)) }
            case .problem: continue
            }
        }
        let width = max(2, "\(files.count)".utf8.count)
        for place in files.indices {
            number += 1
            let digits = "\(number)"
            let name = files[place].name.split(separator: "/").last.map(String.init) ?? "input"
            let isText = files[place].bytes.count < 4 || BinaryValue.format(of: files[place].bytes) == .other
            files[place].name =
                String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits + "-" + name
                + (isText && !Self.isTextName(name) ? ".txt" : "")
        }
        return files
    }

    /// Names of texts stay as they are; what was a container before holds text now and says so.
    private static func isTextName(_ name: String) -> Bool {
        let ending = name.split(separator: ".").last.map { String($0).asciiLowercased } ?? ""
        return ["txt", "log", "xml", "json", "csv", "tsv", "ldf", "ldif", "clixml", "html", "htm", "md", "reg"]
            .contains(ending) && name.contains(".")
    }

    // MARK: What was masked

    /// What was masked, in one sentence: `3 words of names and addresses, 1 GUID`.
    public var summary: String { Self.summary(of: redactor, secretCount: secretCount) }

    static func summary(of redactor: Redactor, secretCount: Int) -> String {
        var parts = redactor.counts.map { kind, count in "\(count) \(kind.words(for: count))" }
        if secretCount > 0 { parts.append("\(secretCount) " + (secretCount == 1 ? "secret" : "secrets")) }
        return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    }

    /// What redaction cannot know, in one sentence.
    public static let limits =
        "A name that no address, header or field introduces cannot be known; neither can what a text tells in other "
        + "words. The length of every value stays. Look it over before it leaves the house."

    /// Every value and its token.
    public var map: [(kind: String, original: String, token: String)] { Self.map(of: redactor, fileNames) }

    static func map(
        of redactor: Redactor, _ fileNames: [String: String]
    ) -> [(kind: String, original: String, token: String)] {
        let files = fileNames.sorted { $0.key < $1.key }.map { (kind: "file name", original: $0.key, token: $0.value) }
        return redactor.map.map { (kind: $0.kind.rawValue, original: $0.original, token: $0.token) } + files
    }
}

extension Triage {
    /// Redacts a case.
    ///
    /// - Parameters:
    ///   - key: makes tokens follow from values, so that cases redacted with one key agree; nil numbers them.
    ///   - stated: what was said on the command line and will be redacted as well.
    public func redact(_ inputs: [CaseInput], key: [UInt8]? = nil, stated: [String] = []) -> RedactedCase {
        var tokens = redactor(key: key)
        return RedactedCase(learn(inputs, with: tokens, stated: stated), tokens: &tokens)
    }

    /// A redactor that has learned nothing yet.
    func redactor(key: [UInt8]?) -> Redactor {
        Redactor(knowledge.vocabulary, knowledge: KnowledgeTexts.all(of: knowledge), key: key)
    }

    /// Reads a case and learns what is private in it, with a redactor that learned nothing of another.
    func learn(
        _ inputs: [CaseInput], with redactor: Redactor, stated: [String] = [],
        budget: ContainerBudget = ContainerBudget()
    ) -> LearnedCase {
        var leaves: [CaseLeaf] = []
        var reader = CaseReader(prepared)
        var expander = CaseExpander(budget: budget)
        let secrets = forEachLeaf(of: inputs, expander: &expander) { leaf in
            leaves.append(leaf)
            Self.add(leaf, to: &reader)
        }
        return LearnedCase(
            leaves, secretCount: secrets, redactor: redactor, evidence: reader.finish(), stated: stated)
    }

    /// What a redacted case tells.
    public func read(_ redacted: RedactedCase) -> Evidence {
        var reader = CaseReader(prepared)
        for leaf in redacted.leaves { Self.add(leaf, to: &reader) }
        return reader.finish()
    }

    /// The values of a redacted case before the vocabulary.
    public func readRaw(_ redacted: RedactedCase) -> (leaves: [RawLeaf], problems: [Evidence.Problem]) {
        var reading = RawReading(vocabulary: knowledge.vocabulary)
        for leaf in redacted.leaves { reading.add(leaf) }
        return (reading.leaves, reading.problems)
    }
}
