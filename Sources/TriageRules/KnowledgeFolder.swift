public import TriageBytes

/// A folder of knowledge, like `rules/` of the project.
public struct KnowledgeFolder: Sendable, Hashable {
    /// Where it is.
    public let path: FilePath

    /// A folder that need not be there yet.
    public init(_ path: FilePath) { self.path = path }

    /// All `.xml` and `.xsd` files below it, in the order of their paths, which are relative to it. Hidden files and
    /// what editors leave behind are not knowledge.
    public func files() throws(InputError) -> [KnowledgeLoader.File] {
        var files = try Self.walk(path, below: "", depth: 0)
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return files
    }

    private static func walk(
        _ folder: FilePath, below prefix: String, depth: Int
    ) throws(InputError) -> [KnowledgeLoader.File] {
        var files: [KnowledgeLoader.File] = []
        for entry in try Directory.entries(of: folder) {
            if entry.name.bytes.first == UInt8(ascii: ".") { continue }
            let path = folder.appending(entry.name)
            // Only where a link leads has to be asked for; of thousands of rules that would be felt.
            if entry.kind == .directory || entry.kind != .regular && Directory.isDirectory(path) {
                // rules/ is two levels deep; a link that leads back to itself ends here.
                let name = prefix + entry.name.description + "/"
                if depth < 4 { files.append(contentsOf: try walk(path, below: name, depth: depth + 1)) }
            } else if [".xml", ".xsd"].contains(where: { entry.name.bytes.suffix(4).elementsEqual($0.utf8) }) {
                files.append((prefix + entry.name.description, try InputFile.read(path, limit: 8 << 20)))
            }
        }
        return files
    }
}
