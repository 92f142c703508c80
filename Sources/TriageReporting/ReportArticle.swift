import TriageModel

/// An article that steps come from, for whoever wants to read on.
public struct ReportArticle: Sendable, Hashable {
    /// `KB3062745`: what stands before the slash in the ids of its steps.
    public let id: String
    /// Title.
    public let title: String
    /// Where it stands: `https://` and nothing but what an address is made of.
    public let address: String

    /// Makes an article; nil without an address that is one.
    public init?(id: String, title: String, address: String) {
        let isPlain = address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !Array("\"'<>\\^`{|}".utf8).contains($0) }
        guard address.hasPrefix("https://"), isPlain else { return nil }
        self.id = id
        self.title = title
        self.address = address
    }
}

extension ReportContext {
    /// The articles of steps, each once, in the order of the steps.
    func articles(of steps: [Diagnosis.Step]) -> [ReportArticle] {
        var found: [ReportArticle] = []
        for step in steps {
            let id = step.id.prefix { $0 != "/" }
            guard let article = articles.first(where: { $0.id == id }), !found.contains(article) else { continue }
            found.append(article)
        }
        return found
    }
}
