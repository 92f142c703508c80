import TriageModel
import TriageRules

/// A rule that nearly matched: the one leaf that failed.
struct NearMiss {
    /// The way to the leaf.
    var way: [Int]
    var distance: Diagnosis.Distance?

    /// The near miss of a false condition, if it is one: one leaf alone decides against it, at least one other speaks
    /// for it, and a value that misses a limit misses it by no more than the rule calls near.
    static func find(in outcome: Outcome, near: Rule.Near?) -> NearMiss? {
        guard outcome.truth == .false, near != nil || mayBeOne(outcome) else { return nil }
        var against: [[Int]] = []
        var inFavour = 0
        for (way, isTurned) in outcome.leaves() {
            switch (outcome.at(way).truth, isTurned) {
            case (.false, false), (.true, true): against.append(way)
            case (.true, false), (.false, true): inFavour += 1
            case (.unknown, _): break
            }
        }
        // The rule's own measure first: a value near its limit is told even when nothing else is known.
        for way in against {
            guard let near, let threshold = Threshold(outcome.at(way)), isNear(threshold, outcome.at(way).plan, near),
                decides(way, outcome)
            else { continue }
            return NearMiss(way: way, distance: threshold.distance)
        }
        guard against.count == 1, inFavour > 0, let way = against.first, !Threshold.isOne(outcome.at(way).plan),
            decides(way, outcome)
        else { return nil }
        return NearMiss(way: way, distance: nil)
    }

    /// False when a false condition can be no near miss whatever it was evaluated on: it has several leaves that decide
    /// against it, or a limit that nobody calls near.
    static func isPossible(for plan: Plan, near: Rule.Near?) -> Bool {
        if near != nil { return true }
        if case .any(let inner) = plan.test { return inner.count == 1 && isPossible(for: inner[0], near: near) }
        return !Threshold.isOne(plan)
    }

    /// False when more than one leaf speaks against it, or none for it: then only the rule's own measure makes it near.
    private static func mayBeOne(_ outcome: Outcome) -> Bool {
        var against = 0
        var inFavour = 0
        outcome.forEachLeaf { leaf, isTurned in
            if leaf.truth == Truth(isTurned) { against += 1 } else if leaf.truth != .unknown { inFavour += 1 }
            return against < 2
        }
        return against == 1 && inFavour > 0
    }

    /// True when the condition would hold if this leaf were otherwise.
    private static func decides(_ way: [Int], _ outcome: Outcome) -> Bool {
        outcome.truth(turning: way[...], to: !outcome.at(way).truth) == .true
    }

    /// True for a value that misses the limit of a condition by no more than the rule calls near.
    static func isNear(_ threshold: Threshold, _ plan: Plan, _ near: Rule.Near) -> Bool {
        isField(near.field, plan) && threshold.gap <= UInt64(max(0, near.within))
    }

    private static func isField(_ path: String, _ plan: Plan) -> Bool {
        guard case .field(let field) = plan.test else { return false }
        let name = field.path.text
        if name.isEqualIgnoringCase(path) { return true }
        let bare = field.path.kind.isEmpty ? name : String(name.dropFirst(field.path.kind.count + 1))
        return bare.isEqualIgnoringCase(path)
    }
}
