import Foundation
import PackagePlugin

/// Writes everything under `rules/` into the program while it is built, so that the program needs no file beside it.
///
/// The tool walks the folder itself: the files are named here only so that the build runs it again when one of them
/// changes, and the folders so that it runs again when one is added or removed. That this list itself is made anew then
/// is owed to the link `Sources/embed-knowledge/rules`.
@main
struct EmbedKnowledge: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let rules = context.package.directoryURL.appending(path: "rules", directoryHint: .isDirectory)
        let output = context.pluginWorkDirectoryURL.appending(path: "BuiltInKnowledgeText.swift")
        return [
            .buildCommand(
                displayName: "Embedding rules/",
                executable: try context.tool(named: "embed-knowledge").url,
                arguments: [rules.path(percentEncoded: false), output.path(percentEncoded: false)],
                inputFiles: inputs(below: rules),
                outputFiles: [output])
        ]
    }

    /// The folder and everything below it, sorted; nothing when there is no such folder.
    private func inputs(below folder: URL) -> [URL] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        let below = FileManager.default.enumerator(
            at: folder, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        let found = (below?.allObjects ?? []).compactMap { $0 as? URL }
        return ([folder] + found).sorted { $0.path < $1.path }
    }
}
