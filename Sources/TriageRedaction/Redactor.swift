public import TriageModel
import TriagePatterns

/// Puts tokens in the place of what tells people and organisations apart, in texts, names of files and messages.
///
/// A case is learned first and redacted then, so that a name known from one file is masked in all of them:
///
///     var redactor = Redactor(vocabulary, knowledge: texts, key: nil)
///     redactor.learn(evidence)
///     let text = redactor.redacted(source: 0, of: evidence)
///
/// A redacted text has the bytes, the lines and the columns of the original: tokens are as long as what they stand for.
/// What is equal stays equal and what differs stays different, word by word.
public struct Redactor: Sendable {
    let knowledge: KnowledgeWords
    let privacy: Vocabulary.Privacy
    let vocabulary: Vocabulary
    let patterns: PatternSet?
    var pseudonyms: Pseudonyms
    var names = NameTree()
    var hostWords: Set<[UInt32]> = []
    var digests: [[UInt8]: Int] = [:]

    /// A redactor that has learned nothing yet.
    ///
    /// - Parameters:
    ///   - knowledge: texts the rules compare with: their words are never masked.
    ///   - key: makes tokens follow from their values; nil numbers them in the order they are met.
    public init(_ vocabulary: Vocabulary, knowledge texts: [String], key: [UInt8]? = nil) {
        self.vocabulary = vocabulary
        privacy = vocabulary.privacy
        let known = KnowledgeWords(vocabulary.privacy, texts: texts)
        knowledge = known
        pseudonyms = Pseudonyms(key: key) { known.knows(folded: $0) }
        patterns = try? PatternSet(
            vocabulary.privacy.patterns.enumerated().map { index, pattern in
                Pattern(id: index, text: pattern.text, kind: .regularExpression)
            })
    }

    // MARK: Several cases

    /// Takes the tokens over that another redactor has given, so that they are the same here; it is of no use then. What
    /// it learned of a case is not taken: a name of one case is a word in another.
    public mutating func takeTokens(from other: inout Redactor) {
        pseudonyms = other.pseudonyms
        digests = other.digests
        other.pseudonyms = other.pseudonyms.emptied
        other.digests = [:]
    }

    // MARK: Redacting

    /// The text of a source of the case that was learned, redacted: as many bytes, the same lines.
    public mutating func redacted(source number: Int, of evidence: Evidence) -> [UInt8] {
        guard evidence.sources.indices.contains(number) else { return [] }
        let text = evidence.sources[number].text
        let repaired = evidence.texts.filter { $0.source.number == number }
        let kept = Self.numbers(in: evidence, source: number)
        return redact(text, repaired: repaired, numbers: kept, depth: 0)
    }

    /// A sentence, a fact, a message: redacted with what was learned.
    public mutating func redacted(_ text: String) -> String {
        String(decoding: redact(Array(text.utf8), repaired: [], numbers: [], depth: 0), as: UTF8.self)
    }

    /// The name of an input, redacted: every word of it that means nothing to the rules, because nobody can tell whether
    /// it is somebody's name. Endings and what tells containers apart stay.
    public mutating func redacted(fileName name: String) -> String {
        if name == "stdin" { return name }
        let view = TextView(Array(name.utf8))
        var canvas = Canvas(Array(name.utf8))
        let ends = Self.endings(of: view)
        for word in view.words(in: 0..<view.count) {
            let lower = Array(view.lower[word])
            if ends.contains(word.lowerBound), !names.has(lower) { continue }
            guard canvas.isFree(view, word) else { continue }
            if knowledge.knows(folded: Pseudonyms.text(lower)) || word.count < 3 && !names.has(lower) { continue }
            let token = pseudonyms.token(for: lower, .file)
            canvas.write(token, over: Array(word), of: view)
        }
        return String(decoding: canvas.bytes, as: UTF8.self)
    }

    /// Where the ending of a file begins: up to five letters behind the last point of each part of a way; and the number of
    /// the line behind it (`queue.csv:4711`).
    private static func endings(of view: TextView) -> Set<Int> {
        var ends: Set<Int> = []
        var lastPoint: Int?
        for place in 0...view.count {
            let scalar = place < view.count ? view.scalars[place] : 0x21
            switch scalar {
            case 0x2E: lastPoint = place
            case 0x21, 0x2F, 0x3A:
                if let point = lastPoint, place - point - 1 <= 5 {
                    ends.insert(point + 1)
                    if scalar == 0x3A, isNumber(view, from: place + 1) { ends.insert(place + 1) }
                }
                lastPoint = nil
            default: break
            }
        }
        return ends
    }

    private static func isNumber(_ view: TextView, from start: Int) -> Bool {
        var place = start
        while place < view.count, view.scalars[place] != 0x21 {
            guard view.scalars[place] &- 0x30 < 10 else { return false }
            place += 1
        }
        return place > start
    }

    /// Places of dates, numbers and sizes, which are no telephone numbers.
    private static func numbers(in evidence: Evidence, source number: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for record in evidence.records where record.span.source.number == number {
            for field in record.fields {
                switch field.value.content {
                case .date, .duration, .integer, .real, .size, .boolean:
                    ranges += field.value.spans.filter { $0.source.number == number }.map { $0.start..<$0.end }
                case .text, .guid, .uri, .binary, .list, .blank: break
                }
            }
        }
        return ranges.sorted { $0.lowerBound < $1.lowerBound }
    }

    // MARK: What was masked

    /// What was masked and how often: different values, not places.
    public var counts: [(kind: RedactedKind, count: Int)] {
        pseudonyms.counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Every value and its token, in the order they were met.
    public var map: [(kind: RedactedKind, original: String, token: String)] {
        pseudonyms.entries.map { ($0.kind, $0.original, $0.token) }
    }
}
