import TriageModel
import TriageRules

/// An evaluated condition with what it was decided by.
struct Outcome {
    let plan: Plan
    var truth: Truth
    /// Outcomes of the inner conditions; of an any-record those of the record that comes closest.
    var children: [Outcome] = []
    /// What a leaf looked at.
    var readings: [Reading] = []
    /// Of an any-record: the record that comes closest.
    var record: Int?
    /// Of an any-record: whether one of the other records holds.
    var others: Truth = .false
    /// Of an any-record: every record that holds (those that may hold when none does), for bindings.
    var holding: [Int] = []
    /// Of an any-record: the number of records looked at.
    var candidateCount = 0
    /// Of a text: the place found first.
    var hit: TextIndex.Hit?
    /// Paths that were not known, and would have to be.
    var missing: [String] = []
    /// What made it unknown, or a date that stood in for another.
    var remark = ""

    init(_ plan: Plan, _ truth: Truth) {
        self.plan = plan
        self.truth = truth
    }

    /// True for conditions without inner ones, as far as they were evaluated.
    var isLeaf: Bool {
        switch plan.test {
        case .all, .any, .not, .atLeast: false
        case .anyRecord, .noRecord: children.isEmpty
        case .field, .compare, .text, .happened: true
        }
    }

    /// The truth that follows from inner truths given instead of its own.
    func truth(of inner: [Truth]) -> Truth {
        switch plan.test {
        case .all: Kleene.all(inner)
        case .any: Kleene.any(inner)
        case .not: !(inner.first ?? .unknown)
        case .atLeast(let count, _): Kleene.atLeast(count, inner)
        case .anyRecord: Kleene.all(inner) | others
        case .noRecord: !(Kleene.all(inner) | others)
        case .field, .compare, .text, .happened: truth
        }
    }

    /// True when a leaf inside counts the other way round.
    var turnsAround: Bool {
        switch plan.test {
        case .not, .noRecord: true
        default: false
        }
    }
}

/// Kleene's connectives over any number of truths.
enum Kleene {
    /// True without any.
    static func all(_ truths: some Sequence<Truth>) -> Truth { truths.reduce(.true, &) }

    /// False without any.
    static func any(_ truths: some Sequence<Truth>) -> Truth { truths.reduce(.false, |) }

    /// At least so many are true.
    static func atLeast(_ count: Int, _ truths: some Sequence<Truth>) -> Truth {
        var sure = 0
        var possible = 0
        for truth in truths {
            if truth == .true { sure += 1 }
            if truth != .false { possible += 1 }
        }
        if sure >= count { return .true }
        return possible < count ? .false : .unknown
    }
}
