import TriageModel

/// Steps that are a matter of choice. Neighbours with different ways are alternatives; those with the same way belong
/// together. Every report says so in the same words.
struct StepWays {
    /// Steps that are done one after the other.
    struct Run {
        /// `Either in Active Directory`, `Or with another tool`, `In any case`; empty where there is no choice.
        var words: String
        /// Places of the steps within the list.
        var steps: Range<Int>
        /// The way as the rule names it; empty for steps that belong to all ways.
        var way: String
        /// Number of the choice the way belongs to, from 1 on; 0 for none.
        var choice: Int
    }

    let runs: [Run]

    init(_ steps: [Diagnosis.Step]) {
        var runs: [Run] = []
        var choice = 0
        for (index, step) in steps.enumerated() {
            if let last = runs.last, last.way == step.way {
                runs[runs.count - 1].steps = last.steps.lowerBound..<(index + 1)
                continue
            }
            let follows = runs.last.map { !$0.way.isEmpty } ?? false
            if !step.way.isEmpty && !follows { choice += 1 }
            let words =
                if step.way.isEmpty { follows ? "In any case" : "" } else { (follows ? "Or " : "Either ") + step.way }
            runs.append(
                Run(
                    words: words, steps: index..<(index + 1), way: step.way, choice: step.way.isEmpty ? 0 : choice))
        }
        self.runs = runs
    }

    /// True when something is left to choose.
    var hasChoice: Bool { runs.contains { $0.choice > 0 } }

    /// What stands in front of a step: the words of a run that begins with it.
    func lead(of index: Int) -> String? {
        runs.first { $0.steps.lowerBound == index && !$0.words.isEmpty }?.words
    }

    /// The steps that were not listed before. Where one way was listed whole, its alternatives are no longer needed.
    static func without(_ done: [String], of steps: [Diagnosis.Step]) -> [Diagnosis.Step] {
        guard !done.isEmpty else { return steps }
        let runs = StepWays(steps).runs
        let settled = Set(
            runs.filter { run in run.choice > 0 && steps[run.steps].allSatisfy { done.contains($0.id) } }.map(\.choice))
        return runs.filter { $0.choice == 0 || !settled.contains($0.choice) }
            .flatMap { steps[$0.steps] }.filter { !done.contains($0.id) }
    }

    /// What stands between a way and its first step.
    static let end = ": "
}
