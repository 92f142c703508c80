import TriageBytes
import TriagePatterns
import TriageRules

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Build tool: checks the knowledge files below a folder and writes them into one Swift file, as they are and in the
/// form the program loads. A mistake in a rule ends the build with its file and line. With `--page` it writes the style
/// sheets and scripts of a folder as one constant each.
func run() throws(EmbedFailure) {
    var words = Array(CommandLine.arguments.dropFirst())
    let isPage = words.first == "--page"
    if isPage { words.removeFirst() }
    guard words.count == 2 else { throw EmbedFailure("usage: embed-knowledge [--page] FOLDER OUTPUT.swift") }
    let folder = FilePath(words[0])
    let source = isPage ? try PageConstants(folder: folder).source : try KnowledgeLiteral(folder: folder).source
    let output = FilePath(words[1])
    // A file that stays as it is compiles nothing anew.
    if let present = try? InputFile.read(output), present == Array(source.utf8) { return }
    do throws(OutputError) {
        try OutputFile.write(Array(source.utf8), to: output)
    } catch {
        throw EmbedFailure(error.description)
    }
}

do throws(EmbedFailure) {
    try run()
} catch {
    for line in error.message.split(separator: "\n") {
        StandardStream.error.write("error: \(line)\n")
    }
    exit(1)
}
