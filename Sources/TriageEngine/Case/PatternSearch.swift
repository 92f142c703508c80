/// Finds the patterns of the rules in text. Patterns are known by their position in
/// ``DiagnosisEngine/patterns(of:)``.
public protocol PatternSearch: Sendable {
    /// Number of patterns.
    var patternCount: Int { get }

    /// Makes what searches; each case gets its own.
    func makeScanner() -> any PatternScanning
}

/// Searches texts, in one thread.
public protocol PatternScanning {
    /// Where patterns stand in `text` (UTF-8). Linear in its length. Nil when the search failed.
    func places(in text: [UInt8]) -> PatternPlaces?

    /// Whether a pattern stands anywhere in `text`; nil when the search failed.
    func contains(_ pattern: Int, in text: [UInt8]) -> Bool?
}

/// Where patterns stand in a text.
public struct PatternPlaces: Sendable {
    /// One place of a pattern.
    public struct Place: Sendable, Hashable {
        /// Position of the pattern.
        public var pattern: Int
        /// Bytes of the text.
        public var range: Range<Int>

        /// Makes a place.
        public init(pattern: Int, range: Range<Int>) {
            self.pattern = pattern
            self.range = range
        }
    }

    /// Places in any order; of a pattern that stands everywhere only the first ones.
    public var places: [Place]
    /// Patterns with more places than given.
    public var cut: [Int]

    /// Makes places.
    public init(places: [Place] = [], cut: [Int] = []) {
        self.places = places
        self.cut = cut
    }
}
