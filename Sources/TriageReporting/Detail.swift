/// How much of each part of a report is shown. A report is laid out with the first of ``levels`` that fits a screen.
struct Detail: Sendable, Hashable {
    /// Source lines quoted as proof.
    var excerptLines: Int
    /// People listed with their values.
    var people: Int
    /// Checks after steps.
    var checks: Bool
    /// Whole texts of steps; else their first sentence.
    var wholeSteps: Bool
    /// Retired steps.
    var retired: Int
    /// Other findings.
    var also: Int
    /// Undecided rules, with what is missing.
    var open: Int
    /// Near misses.
    var near: Int
    /// Contradictions.
    var contradictions: Int
    /// Things that could not be read.
    var problems: Int
    /// Commands to run next.
    var next: Int
    /// How to read their answers.
    var readings: Bool
    /// Everything is shown, with numbered evidence and condition trees.
    var isExplained = false

    static let everything = Detail(
        excerptLines: .max, people: .max, checks: true, wholeSteps: true, retired: .max, also: .max, open: .max,
        near: .max, contradictions: .max, problems: .max, next: .max, readings: true, isExplained: true)

    static let tightest = Detail(
        excerptLines: 1, people: 2, checks: false, wholeSteps: false, retired: 1, also: 1, open: 1, near: 0,
        contradictions: 1, problems: 1, next: 1, readings: false)

    /// From generous to tight.
    static let levels = [
        Detail(
            excerptLines: 8, people: 8, checks: true, wholeSteps: true, retired: 4, also: 5, open: 5, near: 3,
            contradictions: 3, problems: 5, next: 3, readings: true),
        Detail(
            excerptLines: 5, people: 6, checks: true, wholeSteps: true, retired: 3, also: 3, open: 3, near: 2,
            contradictions: 2, problems: 3, next: 3, readings: true),
        Detail(
            excerptLines: 4, people: 5, checks: true, wholeSteps: true, retired: 2, also: 3, open: 2, near: 1,
            contradictions: 2, problems: 2, next: 2, readings: true),
        Detail(
            excerptLines: 3, people: 4, checks: true, wholeSteps: false, retired: 2, also: 2, open: 1, near: 1,
            contradictions: 1, problems: 2, next: 2, readings: true),
        Detail(
            excerptLines: 3, people: 3, checks: false, wholeSteps: false, retired: 2, also: 2, open: 1, near: 1,
            contradictions: 1, problems: 2, next: 1, readings: true),
        Detail(
            excerptLines: 2, people: 3, checks: false, wholeSteps: false, retired: 1, also: 2, open: 1, near: 0,
            contradictions: 1, problems: 1, next: 1, readings: false),
        .tightest,
    ]
}
