import TriageModel

/// What is done to clean text before it is cut into regions: marks on lines that hide a document, pages and streams
/// unfolded into lines.
enum Unfolding {
    /// Prepares a text in place.
    ///
    /// - Parameter isPage: true when somebody said that the whole input is HTML.
    static func prepare(_ text: inout CleanText, isPage: Bool = false) -> HTMLPages {
        DocumentMarks.mark(&text)
        StreamText.unfold(&text)
        return HTMLPages.unfold(&text, isPage: isPage)
    }
}
