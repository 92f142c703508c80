import TriageModel

/// Inputs as a page names them: without the folders they have in common, which are the sender's own and tell nobody
/// anything. What tells two inputs apart stays.
struct SourceNames {
    private let shown: [String]

    init(_ sources: [SourceInfo]) {
        let names = sources.map(\.name)
        let folders = names.map(Self.folders)
        var common = folders.first ?? []
        for path in folders.dropFirst() {
            var count = 0
            while count < min(common.count, path.count), common[count] == path[count] { count += 1 }
            common = Array(common.prefix(count))
        }
        let length = common.reduce(0) { $0 + $1.utf8.count + 1 }
        shown = names.map { name in
            let rest = String(decoding: name.utf8.dropFirst(length), as: UTF8.self)
            return rest.isEmpty ? name : rest
        }
    }

    /// The folders of a path, those of what lies within an archive left out.
    private static func folders(_ name: String) -> [Substring] {
        let path = name.prefix { $0 != "!" }
        return path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    }

    /// The name of an input by its number.
    subscript(number: Int) -> String { shown.indices.contains(number) ? shown[number] : "" }
}
