import TriageModel

/// Plain words for field paths, from the vocabulary.
struct FieldLabels: Sendable {
    private let vocabulary: Vocabulary

    /// What the engine calls the time of a subject, which no field of the vocabulary is.
    private static let eventTime = "event-time"

    /// True where only the time would tell, which is stated and not asked for.
    static func isTimeAlone(_ missing: [String]) -> Bool { !missing.isEmpty && missing.allSatisfy { $0 == eventTime } }

    init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    /// `directory-user.thumbnailPhoto.bytes` as "on-premises AD user: photo in AD"; the path alone when the vocabulary
    /// has no words for it. With `path`, the path follows in brackets.
    func words(for path: String, withPath: Bool) -> String {
        if path == Self.eventTime { return "when it happened (state the day with --as-of)" }
        let parts = path.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard let first = parts.first, let kind = vocabulary.kind(String(first)), !kind.label.isEmpty else {
            return path
        }
        var words = kind.label
        if parts.count > 1 {
            guard let field = kind.field(parts[1]), !field.label.isEmpty else { return path }
            words += ": " + field.label
        }
        return withPath ? "\(words) (\(path))" : words
    }

    /// Several, each once; neighbours of one kind name it once: "error: error code", "error message", "mailbox: kind".
    func list(_ paths: [String]) -> [String] {
        var known = Set<String>()
        var list: [String] = []
        var last = ""
        for path in paths {
            let words = words(for: path, withPath: false)
            guard known.insert(words).inserted else { continue }
            let kind = vocabulary.kind(String(path.prefix { $0 != "." }))?.label ?? ""
            let isMore = !kind.isEmpty && kind == last && words.hasPrefix(kind + ": ")
            list.append(isMore ? String(words.dropFirst(kind.count + 2)) : words)
            last = kind
        }
        return list
    }
}
