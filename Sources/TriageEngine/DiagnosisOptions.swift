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

        /// Makes options.
        public init(asOf: CivilDate, asOfIsExplicit: Bool = false, explain: Bool = false, facts: [StatedFact] = []) {
            self.asOf = asOf
            self.asOfIsExplicit = asOfIsExplicit
            self.explain = explain
            self.facts = facts
        }
    }
}
