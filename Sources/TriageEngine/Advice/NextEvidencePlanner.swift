import TriageModel
import TriageRules

/// Ranks the commands that collect evidence by how much they would decide.
struct NextEvidencePlanner {
    let collectors: CollectorIndex

    /// A rule that cannot be told, and the paths that would tell it.
    struct OpenRule {
        var id: String
        var cause: String
        var prior: Int
        var missing: [String]
        var bearing = Bearing.other
    }

    /// Somebody who may be the person meant under another name, and what is known of him or her.
    struct Namesake {
        /// Fills commands with the names of that person.
        var template: CommandTemplate
        /// The paths that are known, should it be the person meant.
        var answers: ([String]) -> [String]
    }

    /// What an open rule has to do with what was found; what has more to do with it is asked for first.
    enum Bearing: Int {
        /// It is the found cause, of which something is not known.
        case found
        /// It is about the same part of the matter.
        case related
        /// An error speaks for it, and something is not known.
        case suspected
        /// It is about something else, or nothing was found.
        case other
    }

    /// 1, 2, … 16 divide it, so that shares are whole numbers and sums do not depend on their order.
    private static let unit = 720_720

    /// The commands, the most useful first. After each choice the rest is weighed by what is then still open, so that
    /// no command is listed whose answer another already gives.
    ///
    /// - Parameters:
    ///   - isProven: true when the cause is proven and nothing contradicts it: what is about others is then a matter of
    ///     choice.
    ///   - namesake: whose names tell whether what is missing is known already.
    ///   - most: commands wanted.
    ///   - answered: true for a command that was run and needs not be run again.
    func plan(
        _ rules: [OpenRule], isProven: Bool = false, template: CommandTemplate,
        namesake: Namesake? = nil, most: Int = .max,
        answered: (_ command: String, _ gives: [String]) -> Bool
    ) -> [Diagnosis.NextEvidence] {
        var paths = WantedPaths()
        var missing = rules.map { paths.add($0.missing) }
        // What each of its missing paths is worth.
        let worth = zip(rules, missing).map { rule, missing in
            min(max(rule.prior, 0), 1_000_000) * (NextEvidencePlanner.unit / max(1, missing.count))
        }
        var left = collectors.gifts(for: paths.names).map {
            Gift(collector: $0.collector, gives: paths.set(of: $0.paths), template: template)
        }
        if let namesake, let asking = collectors.all.firstIndex(where: \.tellsWho) {
            let known = paths.add(namesake.answers(paths.names))
            left.append(Gift(collector: asking, gives: known, template: namesake.template))
        }
        var planned: [Diagnosis.NextEvidence] = []
        while !left.isEmpty, planned.count < most {
            var best: (rank: (Int, Int, Int, Int), index: Int)?
            for (index, gift) in left.enumerated() {
                var weight = 0
                var settled = 0
                var bearing = Bearing.other.rawValue
                for rule in missing.indices {
                    let supplied = missing[rule].commonCount(with: gift.gives)
                    guard supplied > 0 else { continue }
                    bearing = min(bearing, rules[rule].bearing.rawValue)
                    weight += worth[rule] * supplied
                    if supplied == missing[rule].count { settled += 1 }
                }
                guard weight > 0 else { continue }
                let rank = (bearing, -weight, -settled, collectors.all[gift.collector].order)
                if let known = best, rank >= known.rank { continue }
                best = (rank, index)
            }
            guard let best else { break }
            let gift = left.remove(at: best.index)
            let collector = collectors.all[gift.collector]
            let decided = rules.indices.filter { missing[$0].commonCount(with: gift.gives) > 0 }.map { rules[$0] }
            let bearing = decided.map(\.bearing.rawValue).min().flatMap(Bearing.init) ?? .other
            for rule in missing.indices { missing[rule].subtract(gift.gives) }
            let command = gift.template.filled(collector.command)
            if answered(command, gift.gives.numbers.map { paths.names[$0] }) { continue }
            planned.append(
                Diagnosis.NextEvidence(
                    command: command, place: collector.place, decides: causes(decided),
                    reads: gift.template.filledProse(collector.reads),
                    purpose: bearing == .found
                        ? .confirm : isProven ? .optional : bearing == .related ? .confirm : .decide))
        }
        return planned
    }

    /// A command, and what it would tell of what is missing.
    private struct Gift {
        var collector: Int
        var gives: NumberSet
        var template: CommandTemplate
    }

    private func causes(_ rules: [OpenRule]) -> [String] {
        rules.sorted { ($1.prior, $0.cause, $0.id) < ($0.prior, $1.cause, $1.id) }.map(\.cause).uniqued()
    }
}

/// The paths that open rules miss, numbered.
private struct WantedPaths {
    private(set) var names: [String] = []
    private var numbers: [String: Int] = [:]

    /// The set of some paths; new ones get a number.
    mutating func add(_ paths: [String]) -> NumberSet {
        var set = NumberSet()
        for path in paths {
            if let known = numbers[path] {
                set.insert(known)
            } else {
                numbers[path] = names.count
                set.insert(names.count)
                names.append(path)
            }
        }
        return set
    }

    /// The set of paths given by their numbers.
    func set(of numbers: [Int]) -> NumberSet {
        var set = NumberSet()
        for number in numbers { set.insert(number) }
        return set
    }
}
