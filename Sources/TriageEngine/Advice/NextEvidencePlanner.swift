import TriageModel
import TriageRules

/// Ranks the commands that collect evidence by how much they would decide.
struct NextEvidencePlanner {
    let vocabulary: Vocabulary

    /// A rule that cannot be told, and the paths that would tell it.
    struct OpenRule {
        var id: String
        var cause: String
        var prior: Int
        var missing: [String]
    }

    /// 1, 2, … 16 divide it, so that shares are whole numbers and sums do not depend on their order.
    private static let unit = 720_720

    private struct Gift {
        var collector: Vocabulary.Collector
        var paths: Set<String>
    }

    /// The commands, the most useful first. After each choice the rest is weighed by what is then still open, so that
    /// no command is listed whose answer another already gives.
    ///
    /// - Parameter answered: true for a command that was run and needs not be run again.
    func plan(
        _ rules: [OpenRule], template: CommandTemplate, answered: (_ command: String, _ gives: Set<String>) -> Bool
    ) -> [Diagnosis.NextEvidence] {
        var open = rules.map { rule in
            (rule: rule, missing: Set(rule.missing), count: max(1, Set(rule.missing).count))
        }
        var left = gifts(for: Set(rules.flatMap(\.missing)))
        var planned: [Diagnosis.NextEvidence] = []
        while !left.isEmpty {
            var best: (rank: [Int], index: Int)?
            for (index, gift) in left.enumerated() {
                var weight = 0
                var settled = 0
                for (rule, missing, count) in open where !missing.isEmpty {
                    let supplied = missing.intersection(gift.paths).count
                    guard supplied > 0 else { continue }
                    weight += min(max(rule.prior, 0), 1_000_000) * supplied * (NextEvidencePlanner.unit / count)
                    if supplied == missing.count { settled += 1 }
                }
                guard weight > 0 else { continue }
                let rank = [-weight, -settled, gift.collector.order]
                if let known = best, !rank.lexicographicallyPrecedes(known.rank) { continue }
                best = (rank, index)
            }
            guard let best else { break }
            let gift = left.remove(at: best.index)
            let decided = open.filter { !$0.missing.isDisjoint(with: gift.paths) }.map(\.rule)
            for index in open.indices { open[index].missing.subtract(gift.paths) }
            let command = template.filled(gift.collector.command)
            if answered(command, gift.paths) { continue }
            planned.append(
                Diagnosis.NextEvidence(
                    command: command, place: gift.collector.place, decides: causes(decided),
                    reads: template.filledProse(gift.collector.reads)))
        }
        return planned
    }

    private func causes(_ rules: [OpenRule]) -> [String] {
        rules.sorted { ($1.prior, $0.cause, $0.id) < ($0.prior, $1.cause, $1.id) }.map(\.cause).uniqued()
    }

    /// What each command gives of the paths wanted; commands that give none of them are left out.
    ///
    /// A gift of a whole kind or field gives its parts too, unless some command is known to give just that part.
    private func gifts(for wanted: Set<String>) -> [Gift] {
        let lowered = wanted.map { (path: $0, key: $0.asciiLowercased) }
        let gives = vocabulary.collectors.map { $0.gives.map(\.asciiLowercased) }
        let exact = Set(gives.joined())
        return zip(vocabulary.collectors, gives).compactMap { collector, gives in
            let paths = lowered.filter { wanted in
                if exact.contains(wanted.key) { return gives.contains(wanted.key) }
                return gives.contains { wanted.key.hasPrefix($0 + ".") || $0.hasPrefix(wanted.key + ".") }
            }
            return paths.isEmpty ? nil : Gift(collector: collector, paths: Set(paths.map(\.path)))
        }
    }
}
