/// Bounds the bytes of all tickets that are worked on at the same time.
///
/// A ticket passes when it fits beside the others, or when none of the others is at work: so nobody waits for ever, and
/// one ticket that is larger than the gate is worked on alone.
public final class MemoryGate: Sendable {
    private struct State {
        var bytes = 0
        var working = 0
    }

    /// Bytes that may pass at the same time.
    public let limit: Int
    private let state = Monitor(State())

    /// Makes a gate.
    public init(limit: Int) { self.limit = max(limit, 1) }

    /// Waits until a ticket of that size may be worked on. Balanced by ``leave(_:)``.
    public func enter(_ bytes: Int) {
        state.wait { state -> Void? in
            guard state.working == 0 || state.bytes <= self.limit - min(bytes, self.limit) else { return nil }
            state.working += 1
            state.bytes &+= bytes
            return ()
        }
    }

    /// Waits until a ticket that is at work may have so many bytes more. Balanced by ``shrink(_:)``.
    public func grow(_ bytes: Int) {
        guard bytes > 0 else { return }
        let isThere = state.withLock { state -> Bool in
            guard state.working <= 1 || state.bytes <= limit - min(bytes, limit) else {
                state.working -= 1
                return false
            }
            state.bytes &+= bytes
            return true
        }
        if isThere { return }
        state.wake()
        enter(bytes)
    }

    /// Gives back what a ticket that is at work needs no more.
    public func shrink(_ bytes: Int) {
        guard bytes > 0 else { return }
        state.withLock { $0.bytes &-= bytes }
        state.wake()
    }

    /// Gives back what ``enter(_:)`` took.
    public func leave(_ bytes: Int) {
        state.withLock { state in
            state.working -= 1
            state.bytes &-= bytes
        }
        state.wake()
    }
}
