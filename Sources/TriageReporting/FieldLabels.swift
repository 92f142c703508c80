import TriageModel

/// Plain words for field paths, from the vocabulary.
struct FieldLabels: Sendable {
    private let vocabulary: Vocabulary

    init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    /// `directory-user.thumbnailPhoto.bytes` as "photo in AD (directory-user.thumbnailPhoto.bytes)"; the path alone
    /// when the vocabulary has no words for it.
    func words(for path: String) -> String {
        let parts = path.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard let first = parts.first, let kind = vocabulary.kind(String(first)) else { return path }
        if parts.count == 1 { return kind.label.isEmpty ? path : "\(kind.label) (\(path))" }
        guard let field = kind.field(parts[1]), !field.label.isEmpty else { return path }
        return "\(field.label) (\(path))"
    }
}
