extension Diagnosis {
    /// An error of the case that no rule speaks of: it is no proof of a cause, none was nearly found in it, and none is left
    /// open by it. Whether it has to do with the topic is not known.
    public struct UnknownError: Sendable, Hashable {
        /// What it says, where that stands: the message, or its id or code when it shows none.
        public var evidence: EvidenceItem
        /// The command that failed; empty when the error does not say.
        public var command: String
        /// How many errors of the case say the same.
        public var count: Int

        /// Makes an entry.
        public init(evidence: EvidenceItem, command: String = "", count: Int = 1) {
            self.evidence = evidence
            self.command = command
            self.count = count
        }
    }
}
