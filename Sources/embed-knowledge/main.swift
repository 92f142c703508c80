/// Build tool: writes the knowledge files below a folder into one Swift file with one string literal.
///
/// One literal, because a compiler reads 300 KB of it in no time, and needs half a minute for an array of numbers.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

func run() throws(KnowledgeError) {
    guard CommandLine.arguments.count == 3 else {
        throw KnowledgeError("usage: embed-knowledge FOLDER OUTPUT.swift")
    }
    let folder = CommandLine.arguments[1]
    var literal = KnowledgeLiteral()
    for path in try KnowledgeFolder(folder).files() {
        try literal.append(path: path, bytes: FileSystem.read("\(folder)/\(path)"))
    }
    try FileSystem.write(literal.source, to: CommandLine.arguments[2])
}

do throws(KnowledgeError) {
    try run()
} catch {
    FileSystem.complain("error: \(error.message)")
    exit(1)
}
