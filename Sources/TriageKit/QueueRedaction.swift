import Synchronization
public import TriageReaders
import TriageRedaction

/// Redacts the cases of a queue one after the other, so that a value has one token in all of them. What is private in them
/// can be learned before, of several at the same time.
///
/// Tokens are shared; what tells that a word is a name is not, for a name of one case is a word in another. Memory grows
/// with the number of different values.
public final class QueueRedaction: Sendable {
    private struct State {
        var redactor: Redactor
        var fileNames: [String: String] = [:]
        var secretCount = 0
    }

    private let triage: Triage
    /// One that has learned nothing and has no tokens.
    private let fresh: Redactor
    private let keepsNames: Bool
    private let state: Mutex<State>

    /// Prepares the redaction of a queue.
    ///
    /// - Parameters:
    ///   - key: makes tokens follow from values; nil numbers them in the order they are met.
    ///   - keepsNames: true where the ``map`` is wanted, which holds the names of all inputs.
    public init(_ triage: Triage, key: [UInt8]?, keepsNames: Bool = false) {
        self.triage = triage
        self.keepsNames = keepsNames
        fresh = triage.redactor(key: key)
        state = Mutex(State(redactor: fresh))
    }

    /// Reads a case and learns what is private in it; in any order, on any thread.
    ///
    /// - Parameter budget: what may come out of archives, mails and messages.
    public func learn(_ inputs: [CaseInput], budget: ContainerBudget = ContainerBudget()) -> LearnedCase {
        triage.learn(inputs, with: fresh, budget: budget)
    }

    /// Redacts the next case.
    ///
    /// - Parameter body: redacts what else is told of the case, as its name.
    public func redact<Rest: Sendable>(
        _ learned: LearnedCase, _ body: (inout RedactedCase) -> Rest
    ) -> (redacted: RedactedCase, rest: Rest) {
        state.withLock { state in
            // It has the only copy of the tokens while it works.
            var redacted = RedactedCase(learned, tokens: &state.redactor)
            let rest = body(&redacted)
            let names = redacted.giveTokens(to: &state.redactor)
            if keepsNames { state.fileNames.merge(names) { known, _ in known } }
            state.secretCount += redacted.secretCount
            return (redacted, rest)
        }
    }

    /// What was masked so far, in one sentence.
    public var summary: String {
        state.withLock { RedactedCase.summary(of: $0.redactor, secretCount: $0.secretCount) }
    }

    /// Every value met so far and its token; the names of inputs where they are kept.
    public var map: [(kind: String, original: String, token: String)] {
        state.withLock { RedactedCase.map(of: $0.redactor, $0.fileNames) }
    }
}
