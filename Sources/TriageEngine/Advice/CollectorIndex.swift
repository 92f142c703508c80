import Synchronization
import TriageModel

/// Which commands give what: made once for a vocabulary, and what was asked is remembered. Paths come from rules, so
/// there is no end to the cases but one to the paths.
final class CollectorIndex: Sendable {
    /// The commands, in the vocabulary's order.
    let all: [Vocabulary.Collector]
    /// What they give, in lower case.
    private let gives: [[String]]
    private let exact: Set<String>
    private let known = Mutex<[String: [Int]]>([:])

    init(_ vocabulary: Vocabulary) {
        all = vocabulary.collectors
        gives = all.map { $0.gives.map(\.asciiLowercased) }
        exact = Set(gives.joined())
    }

    /// What each command gives of the paths wanted, by their positions; commands that give none are left out.
    func gifts(for wanted: [String]) -> [(collector: Int, paths: [Int])] {
        var paths = [[Int]](repeating: [], count: all.count)
        let givers = known.withLock { known in
            wanted.map { path -> [Int] in
                if let givers = known[path] { return givers }
                let givers = self.givers(of: path.asciiLowercased)
                known[path] = givers
                return givers
            }
        }
        for (position, givers) in givers.enumerated() { for giver in givers { paths[giver].append(position) } }
        return paths.enumerated().filter { !$0.element.isEmpty }.map { ($0.offset, $0.element) }
    }

    /// A gift of a whole kind or field gives its parts too, unless some command is known to give just that part.
    private func givers(of path: String) -> [Int] {
        let isExact = exact.contains(path)
        return all.indices.filter { collector in
            if isExact { return gives[collector].contains(path) }
            return gives[collector].contains { path.hasPrefix($0 + ".") || $0.hasPrefix(path + ".") }
        }
    }
}
