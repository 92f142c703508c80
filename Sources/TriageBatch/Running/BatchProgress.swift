/// How far a batch is.
public struct BatchProgress: Sendable {
    /// Tickets that were begun.
    public var begun: Int
    /// Rows that were given out.
    public var given: Int
    /// Tickets that are done; those behind a slow one wait to be given out.
    public var done: Int
    /// How much of the source was given out, of how much, in the source's own unit; nil when it cannot tell.
    public var source: (done: Int, total: Int)?
}
