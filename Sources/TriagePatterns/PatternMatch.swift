/// A place where a pattern was found: offsets into the text searched, UTF-8 bytes.
public struct PatternMatch: Sendable, Hashable, Comparable {
    /// The pattern.
    public let id: Int
    /// First byte.
    public let start: Int
    /// Behind the last byte.
    public let end: Int

    /// Makes a match.
    public init(id: Int, start: Int, end: Int) {
        self.id = id
        self.start = start
        self.end = max(start, end)
    }

    /// The bytes matched.
    public var range: Range<Int> { start..<end }

    /// Orders by place, then by pattern.
    public static func < (left: PatternMatch, right: PatternMatch) -> Bool {
        (left.start, left.end, left.id) < (right.start, right.end, right.id)
    }
}

/// What a search found.
public struct PatternScan: Sendable, Hashable {
    /// By place; of one pattern the leftmost longest ones that do not overlap.
    public var matches: [PatternMatch]
    /// Patterns that have more matches than the limit; their first ones are in `matches`.
    public var overflowing: [Int]

    /// Makes the result of a search.
    public init(matches: [PatternMatch] = [], overflowing: [Int] = []) {
        self.matches = matches
        self.overflowing = overflowing
    }
}
