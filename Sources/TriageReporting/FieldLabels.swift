import TriageModel

/// Plain words for field paths, from the vocabulary.
struct FieldLabels: Sendable {
    private let vocabulary: Vocabulary

    init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    /// `directory-user.thumbnailPhoto.bytes` as "on-premises AD user: photo in AD"; the path alone when the vocabulary
    /// has no words for it. With `path`, the path follows in brackets.
    func words(for path: String, withPath: Bool) -> String {
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
}
