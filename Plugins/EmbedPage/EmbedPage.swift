import Foundation
import PackagePlugin

/// Writes the style sheet and the script of the HTML report into the program while it is built: the program is one file.
@main
struct EmbedPage: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = target.directoryURL.appending(path: "HTML/Page", directoryHint: .isDirectory)
        let output = context.pluginWorkDirectoryURL.appending(path: "PageAssets.swift")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
        return [
            .buildCommand(
                displayName: "Embedding the page of the HTML report",
                executable: try context.tool(named: "embed-knowledge").url,
                arguments: ["--page", folder.path(percentEncoded: false), output.path(percentEncoded: false)],
                inputFiles: [folder] + names.map { folder.appending(path: $0) },
                outputFiles: [output])
        ]
    }
}
