public import TriageModel

extension DiagnosisEngine {
    /// What a diagnosis is asked for besides the evidence.
    public struct Options: Sendable {
        /// The day whose advice is wanted.
        public var asOf: CivilDate
        /// True when somebody named that day; it then stands for event times nobody wrote.
        public var asOfIsExplicit: Bool
        /// Keeps the rules that were ruled out or do not apply, and says how records were joined.
        public var explain: Bool
        /// What the engineer knows and no input says.
        public var facts: [StatedFact]
        /// Judges every rule for everything, also where it is certain that it does not come near. The diagnosis is the
        /// same; it is asked for to prove that.
        public var judgesEveryRule = false
        /// How much of it is told. With ``explain`` everything is.
        public var detail = Detail.full

        /// How much of a diagnosis is told.
        public enum Detail: Sendable, Hashable {
            /// All of it.
            case full
            /// What the row of a ticket in a queue shows. Verdict, findings and what cannot be told are the same; left out
            /// are trees of conditions and counterfactuals, places beyond the first proof, the steps of all findings but the
            /// first, evidence of what is no finding, commands to run next but the first, near misses where a cause is
            /// known, and notes.
            case row
        }

        /// True when no more is asked for than a row shows.
        var isForRow: Bool { detail == .row && !explain }

        /// Makes options.
        public init(asOf: CivilDate, asOfIsExplicit: Bool = false, explain: Bool = false, facts: [StatedFact] = []) {
            self.asOf = asOf
            self.asOfIsExplicit = asOfIsExplicit
            self.explain = explain
            self.facts = facts
        }
    }
}
