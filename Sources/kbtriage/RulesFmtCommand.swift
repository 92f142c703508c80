import CommandArguments
import TriageBytes
import TriageKit
import TriageReporting
import TriageRules

/// `kbtriage rules fmt`: lays out rule files in one way.
enum RulesFmtCommand {
    static let declaration = CommandDeclaration(
        name: "fmt", abstract: "Lay out rule files in one way",
        discussion: """
            Writes the files in place: two blanks a level, attributes one blank apart, what stands on one line stays \
            there. Comments, texts and CDATA stay as they are, and nothing of what a file says changes.

              kbtriage rules fmt rules/photo-sync/photo-proxy-413.xml
              kbtriage rules fmt --check rules

            With --check nothing is written: the files that would change are named, and the exit code is 1.
            """,
        arguments: [.filesToLayOut], options: [.rules], flags: [.checkOnly, .quiet])

    static func run(_ arguments: ParsedArguments) throws(UsageError) -> ExitCode {
        let context = CommandContext(arguments)
        var paths = arguments.values(of: .filesToLayOut).map { FilePath($0) }
        if paths.isEmpty {
            guard
                case .folder(let folder) = KnowledgeLocation.find(
                    named: arguments.value(of: .rules).map { FilePath($0) })
            else {
                context.complain("the built-in rules cannot be written; name files, or a folder of rules")
                return .usage
            }
            paths = [folder]
        }
        var end = ExitCode.success
        for path in paths {
            do throws(InputError) {
                for file in try files(at: path) {
                    let outcome = layOut(file.bytes, at: file.path, context)
                    if outcome.rawValue > end.rawValue { end = outcome }
                }
            } catch {
                context.complain(error.description)
                end = .unreadableInput
            }
        }
        return end
    }

    private static func files(at path: FilePath) throws(InputError) -> [(path: FilePath, bytes: [UInt8])] {
        guard Directory.isDirectory(path) else { return [(path, try InputFile.read(path, limit: 8 << 20))] }
        return try KnowledgeFolder(path).files().filter { $0.path.hasSuffix(".xml") }
            .map { (path.appending(FilePath($0.path)), $0.bytes) }
    }

    private static func layOut(_ bytes: [UInt8], at path: FilePath, _ context: CommandContext) -> ExitCode {
        let tidied: [UInt8]
        do throws(KnowledgeError) {
            tidied = try KnowledgeTidy.tidied(bytes, name: path.description)
        } catch {
            context.complain(error.description)
            return .brokenRules
        }
        if tidied == bytes { return .success }
        if context.arguments.has(.checkOnly) {
            return context.write(TerminalText.safe(path.description) + "\n", then: .noCause)
        }
        do throws(OutputError) {
            try OutputFile.write(tidied, to: path)
        } catch {
            context.complain(error.description)
            return .cannotWrite
        }
        if context.arguments.has(.quiet) { return .success }
        return context.write(TerminalText.safe(path.description) + "\n", then: .success)
    }
}

extension FlagDeclaration {
    static let checkOnly = FlagDeclaration("check", help: "Write nothing; name the files that would change")
}

extension ArgumentDeclaration {
    static let filesToLayOut = ArgumentDeclaration(
        "path", value: .file(extensions: ["xml"]), arity: .any,
        help: "Rule files or folders of rules; the folder of --rules or $KBTRIAGE_RULES when none is given")
}
