import Synchronization

/// Scanners of a set that are used again and again, by any number of threads: to make one, with the engine's working
/// memory, takes longer than to search a small text.
public final class ScannerPool: Sendable {
    /// `@unchecked Sendable`: a scanner is in the list of idle ones or with the one that took it, never both.
    private struct Idle: @unchecked Sendable {
        let scanner: PatternScanner
    }

    /// What is searched for.
    public let set: PatternSet
    private let idle = Mutex<[Idle]>([])

    /// Makes a pool without scanners.
    public init(_ set: PatternSet) { self.set = set }

    /// A scanner nobody else uses until it is given back.
    public func take() -> PatternScanner { idle.withLock { $0.popLast() }?.scanner ?? PatternScanner(set) }

    /// Takes a scanner back, which the caller uses no more.
    public func giveBack(_ scanner: PatternScanner) {
        let one = Idle(scanner: scanner)
        idle.withLock { $0.append(one) }
    }

    /// Searches one text (``PatternScanner/scan(_:limit:)``).
    public func scan(_ text: [UInt8]) throws(PatternError) -> PatternScan {
        let scanner = take()
        defer { giveBack(scanner) }
        return try scanner.scan(text)
    }
}
