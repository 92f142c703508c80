/// Everything that is wrong with the files of `rules/`, in the order of files and lines.
public struct KnowledgeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// At least one.
    public var mistakes: [RuleMistake]

    /// Makes an error of mistakes, sorted here.
    public init(_ mistakes: [RuleMistake]) {
        self.mistakes = mistakes.sorted { ($0.file, $0.line, $0.what) < ($1.file, $1.line, $1.what) }
    }

    /// One mistake a line.
    public var description: String { mistakes.map(\.description).joined(separator: "\n") }
}

/// One mistake in one file.
public struct RuleMistake: Sendable, Hashable, CustomStringConvertible {
    /// The file: `rules/photo-sync/photo-proxy-413.xml`.
    public var file: String
    /// 1-based line of the element.
    public var line: Int
    /// What is wrong: `unknown field 'htpStatus' of error`.
    public var what: String
    /// What could stand there; empty when that cannot be listed.
    public var expected: [String]
    /// What was probably meant.
    public var didYouMean: String?

    /// Makes a mistake.
    public init(file: String, line: Int, what: String, expected: [String] = [], didYouMean: String? = nil) {
        self.file = file
        self.line = line
        self.what = what
        self.expected = expected
        self.didYouMean = didYouMean
    }

    /// `file:line: what; expected one of a, b; did you mean 'a'?`
    public var description: String {
        var text = "\(file):\(line): \(what)"
        if expected.count == 1 { text += "; expected \(expected[0])" }
        if expected.count > 1 {
            text += "; expected one of " + expected.prefix(12).joined(separator: ", ")
            if expected.count > 12 { text += " and \(expected.count - 12) more" }
        }
        if let didYouMean { text += "; did you mean '\(didYouMean)'?" }
        return text
    }
}

/// Gathers the mistakes of one file.
final class MistakeList {
    /// The file as shown.
    let file: String
    private var entries: [(mistake: RuleMistake, isStructural: Bool)] = []
    /// True when the schema found something: what readers say of the structure would repeat it.
    var hasSchemaMistakes = false

    init(file: String) { self.file = file }

    /// `isStructural`: the schema says the same when it is asked.
    func add(
        _ what: String, line: Int, expected: [String] = [], didYouMean: String? = nil, isStructural: Bool = false
    ) {
        let mistake = RuleMistake(file: file, line: line, what: what, expected: expected, didYouMean: didYouMean)
        entries.append((mistake, isStructural))
    }

    /// Each mistake once.
    var mistakes: [RuleMistake] {
        var seen: Set<RuleMistake> = []
        return entries.filter { !($0.isStructural && hasSchemaMistakes) && seen.insert($0.mistake).inserted }
            .map(\.mistake)
    }
}
