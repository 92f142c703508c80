public import TriageModel

/// What a run was made with. Two runs with the same ``Knowledge`` come to the same rows about the same tickets.
public struct RunSettings: Sendable, Hashable {
    /// Everything besides a ticket that its row depends on.
    public struct Knowledge: Sendable, Hashable {
        /// Hash of the rules.
        public var rules: String
        /// Version of the program.
        public var tool: String
        /// The day whose advice was wanted.
        public var asOf: CivilDate
        /// True when somebody named that day: it then stands for evidence without a date.
        public var asOfIsExplicit: Bool
        /// What else changes rows, as one text: `max-size=1048576 reports=out`.
        public var options: String

        /// Makes a description.
        public init(
            rules: String, tool: String, asOf: CivilDate, asOfIsExplicit: Bool = false, options: String = ""
        ) {
            self.rules = rules
            self.tool = tool
            self.asOf = asOf
            self.asOfIsExplicit = asOfIsExplicit
            self.options = options
        }
    }

    /// What the rows depend on.
    public var knowledge: Knowledge
    /// The words of the command line that tell which tickets, so that the run can be resumed.
    public var words: [String]
    /// How a ticket is found unchanged.
    public var verification: Verification

    /// How a ticket is found unchanged.
    public enum Verification: String, Sendable, Hashable, CaseIterable {
        /// A file whose size, time of change and number are those of the last run is not read.
        case times
        /// Every ticket is read and its content compared.
        case hashes
    }

    /// Makes settings.
    public init(knowledge: Knowledge, words: [String] = [], verification: Verification = .times) {
        self.knowledge = knowledge
        self.words = words
        self.verification = verification
    }
}

/// A run a store knows of.
public struct RunRecord: Sendable, Hashable {
    /// Its number in the store, from 1.
    public let number: Int64
    /// When it began: seconds since 1970-01-01 UTC.
    public let began: Int64
    /// When it ended; nil when it was interrupted, or runs still.
    public let ended: Int64?
    /// How it ended.
    public let ending: Ending
    /// Rows it has.
    public let tickets: Int
    /// What it was made with.
    public let settings: RunSettings

    /// How a run ended.
    public enum Ending: String, Sendable, Hashable {
        /// It did not end: killed, or it runs still.
        case open
        /// Somebody asked it to stop.
        case stopped
        /// Every ticket has its row.
        case finished
    }
}
