import Synchronization

/// Says that a batch should stop: from a signal, or from whoever runs it. What was begun is finished.
public final class StopRequest: Sendable {
    private let flag = Atomic<Bool>(false)

    /// Nobody asked yet.
    public init() {}

    /// Asks to stop.
    public func request() { flag.store(true, ordering: .relaxed) }

    /// True when somebody asked, or the system sent the program a signal to end (see ``SignalWatch``).
    public var isRequested: Bool { flag.load(ordering: .relaxed) || SignalWatch.wasAsked }
}
