import TriageKit
import TriageModel

/// What a ticket holds when it was redacted before anybody worked on it.
public struct RedactedTicket: Sendable {
    let redacted: RedactedCase
    /// Its texts and pictures.
    let inputs: [CaseInput]
    /// What tells its conversation and its repeats, from the original: a redacted mail has no Message-ID. Hashes only.
    let thread: ThreadSketch
    /// False when something of it could not be read.
    let isWhole: Bool

    init(_ redacted: RedactedCase, thread: ThreadSketch, isWhole: Bool) {
        self.redacted = redacted
        self.thread = thread
        self.isWhole = isWhole
        inputs = redacted.inputs
    }
}
