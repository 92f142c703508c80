import TriageModel

/// How much of each part of a report is shown.
///
/// A report is laid out in ever tighter ways until it fits a screen; see ``levels(for:)``.
struct Detail: Sendable, Hashable {
    /// Source lines quoted as proof, the most telling first.
    var excerptLines = 6
    /// The whole reason; else its first sentence.
    var wholeWhy = true
    /// Remarks about the finding and the case.
    var notes = 4
    /// People listed with their values.
    var people = 8
    /// Steps with everything; the others with their first sentence only.
    var steps = 9
    /// Steps with their first sentence only; the rest is counted.
    var briefSteps = 9
    /// Whole texts of steps; else their first sentence.
    var wholeSteps = true
    /// Checks after steps.
    var checks = true
    /// Retired steps; 0 = their dates only.
    var retired = 4
    /// Retired steps take two rows each, whatever is to be said about them.
    var briefRetired = false
    /// Other findings.
    var also = 4
    /// Undecided rules, with what is missing; 0 = their causes only.
    var open = 3
    /// Near misses; 0 = their causes only.
    var near = 2
    /// Errors no rule knows; 0 = their number only.
    var unknownErrors = 3
    /// Contradictions.
    var contradictions = 3
    /// Things that could not be read.
    var problems = 4
    /// Commands to run next.
    var next = 3
    /// How to read their answers.
    var readings = true
    /// Everything is shown, with numbered evidence and condition trees.
    var isExplained = false

    static let everything = Detail(
        excerptLines: .max, notes: .max, people: .max, steps: .max, briefSteps: .max, retired: .max, also: .max,
        open: .max, near: .max, unknownErrors: .max, contradictions: .max, problems: .max, next: .max, isExplained: true
    )

    /// From generous to tight, one thing given up at a time: first what matters least for acting on the verdict.
    static func levels(for diagnosis: Diagnosis) -> [Detail] {
        var detail = Detail()
        var steps = tighteningAFinding
        if let finding = diagnosis.findings.first {
            if finding.confidence == .high { detail.next = 1 }
            detail.unknownErrors = 1
        } else {
            detail.open = diagnosis.verdict == .healthy ? 0 : 10
            if diagnosis.verdict == .healthy { detail.next = 1 }
            steps = tighteningAnOpenCase
        }
        var levels = [detail]
        for step in steps {
            let before = detail
            step(&detail)
            if detail != before { levels.append(detail) }
        }
        return levels
    }

    private static let tighteningAFinding: [@Sendable (inout Detail) -> Void] = [
        { $0.next = min($0.next, 2) }, { $0.open = 2 }, { $0.near = 1 }, { $0.excerptLines = 4 }, { $0.next = 1 },
        { $0.open = 0 }, { $0.briefRetired = true }, { $0.people = 5 }, { $0.near = 0 }, { $0.unknownErrors = 0 },
        { $0.also = 2 },
        { $0.excerptLines = 3 }, { $0.problems = 2 }, { $0.contradictions = 2 }, { $0.wholeSteps = false },
        { $0.notes = 2 }, { $0.readings = false }, { $0.checks = false }, { $0.notes = 1 }, { $0.wholeWhy = false },
        { $0.excerptLines = 2 }, { $0.steps = 5 }, { $0.retired = 2 }, { $0.steps = 4 }, { $0.people = 3 },
        { $0.retired = 0 }, { $0.steps = 3 }, { $0.also = 1 }, { $0.problems = 1 }, { $0.contradictions = 1 },
        { $0.notes = 0 }, { $0.steps = 2 }, { $0.briefSteps = 3 }, { $0.excerptLines = 1 }, { $0.steps = 1 },
        { $0.briefSteps = 0 },
    ]

    private static let tighteningAnOpenCase: [@Sendable (inout Detail) -> Void] = [
        { $0.open = min($0.open, 6) }, { $0.near = 1 }, { $0.open = min($0.open, 4) }, { $0.problems = 2 },
        { $0.contradictions = 2 }, { $0.unknownErrors = min($0.unknownErrors, 2) }, { $0.open = min($0.open, 2) },
        { $0.near = 0 }, { $0.next = min($0.next, 2) },
        { $0.open = 0 }, { $0.notes = 2 }, { $0.contradictions = 1 }, { $0.problems = 1 }, { $0.next = 1 },
        { $0.readings = false }, { $0.notes = 1 }, { $0.unknownErrors = 1 },
    ]
}
