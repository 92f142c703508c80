public import TriageBytes

/// Where the rules come from.
public enum KnowledgeLocation: Sendable, Hashable {
    /// A folder like `rules/` of the project.
    case folder(FilePath)
    /// The rules the program was built with.
    case builtIn

    /// The first of: the folder named on the command line, `$KBTRIAGE_RULES`, `../share/kbtriage` beside the
    /// executable, the built-in rules. A folder somebody named is taken even when it is not there: its absence is an
    /// error, not a reason to use other rules.
    public static func find(named folder: FilePath?) -> KnowledgeLocation {
        if let folder { return .folder(folder) }
        if let folder = ProcessEnvironment.path(of: "KBTRIAGE_RULES"), !folder.bytes.isEmpty { return .folder(folder) }
        if let executable = ProcessEnvironment.executable {
            let shared = executable.parent.parent.appending("share").appending("kbtriage")
            if Directory.isDirectory(shared) { return .folder(shared) }
        }
        return .builtIn
    }

    /// The files of the knowledge, paths relative to the folder, in the order of their paths.
    ///
    /// A folder's schemas are those of the program when it has none of its own.
    public func files() throws(InputError) -> [BuiltInKnowledge.File] {
        guard case .folder(let folder) = self else { return BuiltInKnowledge.files() }
        var files = try Self.walk(folder, below: "", depth: 0)
        if !files.contains(where: { $0.path.hasPrefix("schema/") }) {
            files.append(contentsOf: BuiltInKnowledge.files().filter { $0.path.hasPrefix("schema/") })
        }
        files.sort { $0.path < $1.path }
        return files
    }

    private static func walk(_ folder: FilePath, below prefix: String, depth: Int) throws(InputError)
        -> [BuiltInKnowledge.File]
    {
        var files: [BuiltInKnowledge.File] = []
        for entry in try Directory.entries(of: folder) {
            let path = folder.appending(entry.name)
            let name = prefix + entry.name.description
            if Directory.isDirectory(path) {
                // rules/ is two levels deep; a link that leads back to itself ends here.
                if depth < 4 { files.append(contentsOf: try walk(path, below: name + "/", depth: depth + 1)) }
            } else if name.hasSuffix(".xml") || name.hasSuffix(".xsd") {
                files.append((name, try InputFile.read(path, limit: 8 << 20)))
            }
        }
        return files
    }
}
