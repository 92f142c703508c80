import TriageModel

extension Outcome {
    /// The leaves that prove the result, by their way from here: for a true `any` its first true condition, for a true
    /// `all` all of them. Empty when the result is unknown.
    func proof() -> [[Int]] {
        switch truth {
        case .true: proof(of: true, at: [])
        case .false: proof(of: false, at: [])
        case .unknown: []
        }
    }

    private func proof(of wanted: Bool, at way: [Int]) -> [[Int]] {
        let target = Truth(wanted)
        func inner(_ numbers: some Sequence<Int>, _ wanted: Bool) -> [[Int]] {
            numbers.flatMap { children[$0].proof(of: wanted, at: way + [$0]) }
        }
        if isLeaf { return [way] }
        let fitting = children.indices.filter { children[$0].truth == (turnsAround ? !target : target) }
        switch plan.test {
        case .all: return wanted ? inner(children.indices, true) : inner(fitting.prefix(1), false)
        case .any: return wanted ? inner(fitting.prefix(1), true) : inner(children.indices, false)
        case .not: return inner(children.indices, !wanted)
        case .atLeast(let count, _): return inner(wanted ? Array(fitting.prefix(count)) : fitting, wanted)
        case .anyRecord: return wanted ? inner(children.indices, true) : inner(fitting.prefix(1), false)
        case .noRecord: return wanted ? inner(fitting.prefix(1), false) : inner(children.indices, true)
        case .field, .compare, .text, .happened: return [way]
        }
    }

    /// The outcome at the end of a way.
    func at(_ way: [Int]) -> Outcome { at(way[...]) }

    private func at(_ way: ArraySlice<Int>) -> Outcome {
        way.first.map { children[$0].at(way.dropFirst()) } ?? self
    }

    /// Hands over every leaf, in order and without its way, and whether it counts the other way round; ends as soon as no
    /// more are wanted, and is false then.
    @discardableResult
    func forEachLeaf(isTurned: Bool = false, _ wantsMore: (Outcome, Bool) -> Bool) -> Bool {
        if isLeaf { return wantsMore(self, isTurned) }
        let isTurned = isTurned != turnsAround
        for number in children.indices where !children[number].forEachLeaf(isTurned: isTurned, wantsMore) {
            return false
        }
        return true
    }

    /// Every leaf: its way, and whether it counts the other way round (below an odd number of negations).
    func leaves() -> [(way: [Int], isTurned: Bool)] {
        var found: [(way: [Int], isTurned: Bool)] = []
        func walk(_ outcome: Outcome, _ way: [Int], _ isTurned: Bool) {
            if outcome.isLeaf {
                found.append((way, isTurned))
                return
            }
            for (number, child) in outcome.children.enumerated() {
                walk(child, way + [number], isTurned != outcome.turnsAround)
            }
        }
        walk(self, [], false)
        return found
    }

    /// The result if the leaf at the end of a way were otherwise.
    func truth(turning way: ArraySlice<Int>, to truth: Truth) -> Truth {
        guard let step = way.first else { return truth }
        var inner = children.map(\.truth)
        inner[step] = children[step].truth(turning: way.dropFirst(), to: truth)
        return self.truth(of: inner)
    }

    /// The paths that would have to be known to decide an unknown result, each once.
    func missingPaths() -> [String] {
        var paths: [String] = []
        func walk(_ outcome: Outcome) {
            guard outcome.truth == .unknown else { return }
            paths += outcome.missing
            outcome.children.forEach(walk)
        }
        walk(self)
        return paths.uniqued()
    }
}
