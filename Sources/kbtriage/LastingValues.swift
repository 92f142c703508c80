import Synchronization

/// Values that live until the process ends: taking them apart would take a millisecond, of 10,000 rules fifty, and the
/// process ends anyway.
enum LastingValues {
    private static let values = Mutex<[any Sendable]>([])

    /// Keeps a value.
    static func keep(_ value: some Sendable) { values.withLock { $0.append(value) } }
}
