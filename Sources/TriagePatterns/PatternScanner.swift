import TriageBytes

/// Searches texts for the patterns of a set; one for each thread.
public final class PatternScanner {
    /// Matches of one pattern in one text that are kept unless the caller says otherwise.
    public static let defaultLimit = 100_000

    private let set: PatternSet
    private let scratch = ScanScratch()
    /// Lengths of the longest literals.
    private let longest: (literal: Int, squeezed: Int)
    /// By position of the expression; made when first needed.
    private var matchers: [ExpressionMatcher?]

    /// Makes a scanner.
    public init(_ set: PatternSet) {
        self.set = set
        longest = (set.literals.lazy.map(\.length).max() ?? 1, set.squeezed.lazy.map(\.length).max() ?? 1)
        matchers = [ExpressionMatcher?](repeating: nil, count: set.expressions.count)
    }

    /// Searches a text. Linear in its size; of each pattern at most `limit` matches are kept.
    public func scan(_ text: [UInt8], limit: Int = defaultLimit) throws(PatternError) -> PatternScan {
        var result = PatternScan()
        var triggered: [Int: [ClosedRange<Int>]?] = [:]
        if let database = set.literalDatabase {
            let hits = try search(text, database, set.literals, longest.literal, limit: limit)
            triggered = hits.expressions
            collect(hits, set.literals, into: &result) { $0 }
        }
        if let database = set.squeezedDatabase {
            let squeezed = SqueezedText(text)
            let hits = try search(squeezed.bytes, database, set.squeezed, longest.squeezed, limit: limit)
            collect(hits, set.squeezed, into: &result, place: squeezed.originalRange(of:))
        }
        for (place, expression) in set.expressions.enumerated()
        where expression.isAlwaysRun || triggered[place] != nil {
            let starts = triggered[place] ?? nil
            let (ranges, isOverflowing) = try withMatcher(place) {
                $0.matches(in: text.span, starts: starts, limit: limit)
            }
            for range in ranges {
                result.matches.append(PatternMatch(id: expression.id, start: range.lowerBound, end: range.upperBound))
            }
            if isOverflowing { result.overflowing.append(expression.id) }
        }
        result.matches.sort()
        result.overflowing = Array(Set(result.overflowing)).sorted()
        return result
    }

    /// True when a pattern of that id is found in a text: for single values, where only one pattern is of interest.
    public func contains(_ id: Int, in text: [UInt8]) throws(PatternError) -> Bool {
        guard let use = set.uses[id] else { return false }
        for place in use.expressions {
            if try withMatcher(place, { $0.isFound(in: text.span) }) { return true }
        }
        if let database = set.literalDatabase, !use.literals.isEmpty {
            let hits = try search(text, database, set.literals, longest.literal, limit: 1).hits
            if hits.contains(where: { use.literals.contains($0.entry) }) { return true }
        }
        if let database = set.squeezedDatabase, !use.squeezed.isEmpty {
            let hits = try search(SqueezedText(text).bytes, database, set.squeezed, longest.squeezed, limit: 1).hits
            if hits.contains(where: { use.squeezed.contains($0.entry) }) { return true }
        }
        return false
    }

    private func withMatcher<Result>(
        _ place: Int, _ body: (inout ExpressionMatcher) -> Result
    ) throws(PatternError) -> Result {
        if matchers[place] == nil { matchers[place] = ExpressionMatcher(try set.expressions[place].program.get()) }
        // Where it stands: taken out and put back, its memory would be counted at every text.
        return body(&matchers[place]!)
    }

    private func search(
        _ text: [UInt8], _ lazy: LazyDatabase, _ entries: [PatternSet.LiteralEntry], _ longest: Int, limit: Int
    ) throws(PatternError) -> LiteralHits {
        let hits = LiteralHits(entries, leads: set.leads, limit: limit)
        if text.isEmpty { return hits }
        let search = LiteralSearch(database: try lazy.get(), scratch: scratch, longest: longest)
        try search.run(over: text, into: hits)
        return hits
    }

    private func collect(
        _ hits: LiteralHits, _ entries: [PatternSet.LiteralEntry], into result: inout PatternScan,
        place: (Range<Int>) -> Range<Int>
    ) {
        for hit in hits.hits {
            let range = place(hit.start..<(hit.start + entries[hit.entry].length))
            for id in entries[hit.entry].ids {
                result.matches.append(PatternMatch(id: id, start: range.lowerBound, end: range.upperBound))
            }
        }
        for entry in hits.overflowing { result.overflowing += entries[entry].ids }
    }
}
