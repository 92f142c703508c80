/// Texts of which only matters whether they stand in another one: the filter before everything else.
///
/// Compared byte for byte; who wants case or blanks ignored reduces both sides first.
public final class PresenceSet: Sendable {
    /// Number of texts.
    public let count: Int
    let database: LazyDatabase?

    /// Takes in texts; each is known by its position. None may be empty or there twice.
    public init(_ texts: [[UInt8]], cache: PatternCache? = nil) {
        count = texts.count
        database =
            texts.isEmpty
            ? nil : LazyDatabase(texts.map { LiteralDatabase.Literal(bytes: $0, ignoresCase: false) }, cache: cache)
    }

    /// Compiles, or loads, everything now: for programs that will search in several threads.
    public func compile() throws(PatternError) { _ = try database?.get() }
}

/// Searches texts for those of a set; one for each thread.
public final class PresenceScanner {
    private let set: PresenceSet
    private let scratch = ScanScratch()
    private let hits: PresenceHits

    /// Zero bytes that must stand behind a text: the engine overlooks what ends in the last 64 bytes it is given
    /// (``LiteralSearch``).
    public static let margin = 128

    /// Makes a scanner.
    public init(_ set: PresenceSet) {
        self.set = set
        hits = PresenceHits(count: set.count)
    }

    /// The positions of the texts that stand in the first `count` bytes, each once. ``margin`` zero bytes must follow
    /// them. Nil for a text larger than the engine can search.
    public func present(in bytes: [UInt8], count: Int) throws(PatternError) -> [Int]? {
        guard let database = set.database, count > 0 else { return [] }
        guard count <= bytes.count - Self.margin, let length = UInt32(exactly: count + Self.margin) else { return nil }
        let made = try database.get()
        hits.clear()
        let hits = hits
        // SAFETY: `length` bytes stand in the array, which lives through the closure, as the hits do; the engine keeps
        // no pointer.
        let failure: PatternError? = unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return nil }
            do throws(PatternError) {
                try unsafe scratch.scan(made, start, length: length, Unmanaged.passUnretained(hits).toOpaque()) {
                    literal, _, _, _, context in
                    // SAFETY: the context is `hits`, which lives through the search.
                    guard let context = unsafe context else { return 1 }
                    unsafe Unmanaged<PresenceHits>.fromOpaque(context).takeUnretainedValue().add(Int(literal))
                    return 0
                }
                return nil
            } catch {
                return error
            }
        }
        withExtendedLifetime(hits) {}
        if let failure { throw failure }
        return hits.found
    }
}

/// Which literals were seen.
final class PresenceHits {
    private var isSeen: [Bool]
    private(set) var found: [Int] = []

    init(count: Int) { isSeen = [Bool](repeating: false, count: count) }

    func add(_ literal: Int) {
        if literal < isSeen.count, !isSeen[literal] {
            isSeen[literal] = true
            found.append(literal)
        }
    }

    func clear() {
        for literal in found { isSeen[literal] = false }
        found.removeAll(keepingCapacity: true)
    }
}
