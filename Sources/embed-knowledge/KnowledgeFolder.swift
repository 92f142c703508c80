/// The files of a folder of knowledge.
struct KnowledgeFolder {
    private let folder: String

    init(_ folder: String) {
        self.folder = folder
    }

    /// The paths of all `.xml` and `.xsd` files below the folder, relative to it, in the order of their bytes; none when
    /// there is no such folder. Hidden files and what editors leave behind are not knowledge.
    func files() throws(KnowledgeError) -> [String] {
        var found: [String] = []
        var folders = [""]
        while let prefix = folders.popLast() {
            for (name, isFolder) in try FileSystem.entries(of: folder + "/" + prefix) where !name.hasPrefix(".") {
                if isFolder {
                    folders.append(prefix + name + "/")
                } else if name.hasSuffix(".xml") || name.hasSuffix(".xsd") {
                    found.append(prefix + name)
                }
            }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
