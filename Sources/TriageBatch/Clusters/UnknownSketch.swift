/// What is kept of a ticket with errors that no rule speaks of, so that its like can be found: small, whatever the ticket.
public struct UnknownSketch: Sendable, Hashable {
    /// What its errors look like without names, numbers and times, the first error first; no two are equal.
    public var lines: [String]
    /// The beginning of its first error as it was written.
    public var excerpt: String
    /// Where that stands.
    public var place: TicketVerdict.Place?
    /// The rules that came nearest, the nearest first.
    public var nearest: [Near]

    /// A rule that came near.
    public struct Near: Sendable, Hashable {
        /// Its id.
        public var rule: String
        /// `RC22`.
        public var cause: String
        /// Its title.
        public var title: String
        /// What was missing or false, in plain words.
        public var missed: [String]

        /// Makes an entry.
        public init(rule: String, cause: String, title: String, missed: [String]) {
            self.rule = rule
            self.cause = cause
            self.title = title
            self.missed = missed
        }
    }

    /// Makes a sketch; empty by default.
    public init(
        lines: [String] = [], excerpt: String = "", place: TicketVerdict.Place? = nil, nearest: [Near] = []
    ) {
        self.lines = lines
        self.excerpt = excerpt
        self.place = place
        self.nearest = nearest
    }
}
