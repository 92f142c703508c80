public import TriageBytes
public import TriageRules

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
    public func files() throws(InputError) -> [KnowledgeLoader.File] {
        guard case .folder(let folder) = self else { return BuiltInKnowledge.files() }
        var files = try KnowledgeFolder(folder).files()
        if !files.contains(where: { $0.path.hasPrefix("schema/") }) {
            files.append(contentsOf: BuiltInKnowledge.files().filter { $0.path.hasPrefix("schema/") })
        }
        return files
    }

    /// As messages call it.
    var name: String {
        switch self {
        case .folder(let path): path.description
        case .builtIn: "rules"
        }
    }
}
