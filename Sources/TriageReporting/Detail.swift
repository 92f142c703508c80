/// How much of each part of a report is shown.
///
/// A report is laid out in ever tighter ways until it fits a screen; see ``levels(hasFinding:)``.
struct Detail: Sendable, Hashable {
    /// Source lines quoted as proof, the most telling first.
    var excerptLines = 6
    /// People listed with their values.
    var people = 8
    /// Checks after steps.
    var checks = true
    /// Whole texts of steps; else their first sentence.
    var wholeSteps = true
    /// Retired steps.
    var retired = 4
    /// Other findings.
    var also = 4
    /// Undecided rules, with what is missing; 0 = their causes only.
    var open = 4
    /// Near misses; 0 = their causes only.
    var near = 2
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
        excerptLines: .max, people: .max, retired: .max, also: .max, open: .max, near: .max, contradictions: .max,
        problems: .max, next: .max, isExplained: true)

    /// From generous to tight, one thing given up at a time: first what matters least for acting on the verdict.
    static func levels(hasFinding: Bool) -> [Detail] {
        var detail = Detail()
        if !hasFinding { detail.open = 10 }
        var levels = [detail]
        for step in hasFinding ? tighteningAFinding : tighteningAnOpenCase {
            step(&detail)
            levels.append(detail)
        }
        return levels
    }

    private static let tighteningAFinding: [@Sendable (inout Detail) -> Void] = [
        { $0.next = 2 }, { $0.open = 2 }, { $0.near = 1 }, { $0.excerptLines = 4 }, { $0.next = 1 }, { $0.open = 0 },
        { $0.people = 5 }, { $0.also = 2 }, { $0.near = 0 }, { $0.excerptLines = 3 }, { $0.problems = 2 },
        { $0.contradictions = 2 }, { $0.wholeSteps = false }, { $0.retired = 2 }, { $0.readings = false },
        { $0.excerptLines = 2 }, { $0.checks = false }, { $0.people = 3 }, { $0.also = 1 }, { $0.problems = 1 },
        { $0.contradictions = 1 }, { $0.retired = 1 }, { $0.excerptLines = 1 },
    ]

    private static let tighteningAnOpenCase: [@Sendable (inout Detail) -> Void] = [
        { $0.open = 6 }, { $0.near = 1 }, { $0.open = 4 }, { $0.problems = 2 }, { $0.contradictions = 2 },
        { $0.open = 2 }, { $0.near = 0 }, { $0.next = 2 }, { $0.open = 0 }, { $0.contradictions = 1 },
        { $0.problems = 1 }, { $0.next = 1 }, { $0.readings = false },
    ]
}
