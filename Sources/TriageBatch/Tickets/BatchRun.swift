public import TriageModel

/// What is the same for all rows of a run.
public struct BatchRun: Sendable, Hashable {
    /// The program's version.
    public var toolVersion: String
    /// Hash of the rules.
    public var ruleHash: String
    /// The day whose advice was wanted.
    public var asOf: CivilDate
    /// True when somebody named that day.
    public var asOfIsExplicit: Bool

    /// Describes a run.
    public init(toolVersion: String, ruleHash: String, asOf: CivilDate, asOfIsExplicit: Bool) {
        self.toolVersion = toolVersion
        self.ruleHash = ruleHash
        self.asOf = asOf
        self.asOfIsExplicit = asOfIsExplicit
    }
}
