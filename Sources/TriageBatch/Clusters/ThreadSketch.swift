/// What is kept of a ticket so that mails of one conversation, and texts that quote one another, can be told: hashes only.
public struct ThreadSketch: Sendable, Hashable {
    /// The mail's own Message-ID; 0 without one.
    public var message: Int
    /// The mails it answers, by their Message-ID.
    public var references: [Int]
    /// The smallest hashes of the lines it holds, ascending; quote marks and blanks do not count.
    public var lines: [Int]

    /// Makes a sketch; empty by default.
    public init(message: Int = 0, references: [Int] = [], lines: [Int] = []) {
        self.message = message
        self.references = references
        self.lines = lines
    }

    /// True when there is nothing to tell by.
    public var isEmpty: Bool { message == 0 && references.isEmpty && lines.isEmpty }
}
