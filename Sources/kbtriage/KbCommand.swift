import CommandArguments
import TriageBytes
import TriageKit
import TriageModel
import TriageReporting
import TriageRules

/// `kbtriage kb`: prints an article of the knowledge base.
enum KbCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        guard let triage = context.triage() else { return .brokenRules }
        guard let name = arguments.value(of: .article) else {
            let lines = triage.knowledge.articles.map { article in
                article.id + String(repeating: " ", count: max(1, 18 - article.id.utf8.count)) + article.title + "\n"
            }
            return context.write(lines.joined(), then: .success)
        }
        guard let article = triage.article(name, asOf: context.asOf.day) else {
            throw arguments.invalidValue(
                of: .article, expected: "an article (kbtriage kb lists them)",
                suggestion: Suggestion.nearest(to: name, among: triage.knowledge.articles.map(\.id)))
        }
        return context.write(ArticleReporter.render(article, options: context.textOptions), then: .success)
    }
}
