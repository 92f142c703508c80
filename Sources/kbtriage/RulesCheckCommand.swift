import CommandArguments
import TriageBytes
import TriageKit
import TriageModel
import TriageReporting
import TriageRules

/// `kbtriage rules check`: finds mistakes in rule files.
enum RulesCheckCommand {
    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        let paths = arguments.values(of: .ruleFiles).map { FilePath($0) }
        do throws(InputError) {
            var files = try KnowledgeLocation.find(named: arguments.value(of: .rules).map { FilePath($0) }).files()
            var shown = "rules"
            if let folder = paths.first, paths.count == 1, Directory.isDirectory(folder) {
                files = try KnowledgeLocation.folder(folder).files()
                shown = folder.description
            } else {
                // Single files are checked as part of the rules in use; a file of the same id takes the other's place.
                for path in paths {
                    let name = "photo-sync/" + path.lastComponent.description
                    let place = files.firstIndex { $0.path.hasSuffix("/" + path.lastComponent.description) }
                    let bytes = try InputFile.read(path, limit: 8 << 20)
                    if let place { files[place].bytes = bytes } else { files.append((name, bytes)) }
                }
            }
            return check(files, shown, context)
        } catch {
            context.complain(error.description)
            return .unreadableInput
        }
    }

    private static func check(_ files: [KnowledgeLoader.File], _ folder: String, _ context: CommandContext) -> ExitCode
    {
        do throws(KnowledgeFailure) {
            let triage = try Triage(files: files, folder: folder)
            if context.arguments.has(.quiet) { return .success }
            let articles = triage.knowledge.articles.count
            return context.write(
                "\(triage.knowledge.rules.count) rules and \(articles) articles are in order\n", then: .success)
        } catch {
            return context.write(TerminalText.safe(lines: error.description), then: .brokenRules)
        }
    }
}

extension TerminalText {
    /// Several lines, each neutralised.
    static func safe(lines text: String) -> String {
        text.split(separator: "\n").map { safe(String($0)) + "\n" }.joined()
    }
}
