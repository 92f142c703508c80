import Synchronization

/// Values that live until the process ends: taking them apart would take a millisecond, and the process ends anyway.
enum LastingValues {
    private static let values = Mutex<[any Sendable]>([])

    /// Keeps a value.
    static func keep(_ value: some Sendable) { values.withLock { $0.append(value) } }
}
