import CVectorscan
import TriageBytes

/// Searches texts for the patterns of a set; one for each thread.
public final class PatternScanner {
    /// Matches of one pattern in one text that are kept unless the caller says otherwise.
    public static let defaultLimit = 100_000

    private let set: PatternSet
    private let scratch = ScanScratch()
    /// Longest piece that is given to the engine, whose lengths have 32 bits.
    private let pieceLimit: Int

    /// Makes a scanner.
    public convenience init(_ set: PatternSet) { self.init(set, pieceLimit: Int(UInt32.max)) }

    init(_ set: PatternSet, pieceLimit: Int) {
        self.set = set
        self.pieceLimit = max(1, pieceLimit)
    }

    /// Searches a text. Linear in its size; of each pattern at most `limit` matches are kept.
    public func scan(_ text: [UInt8], limit: Int = defaultLimit) throws(PatternError) -> PatternScan {
        var result = PatternScan()
        var triggered: Set<Int> = []
        if let database = set.literalDatabase {
            let hits = try search(text, database, set.literals, limit: limit)
            triggered = hits.expressions
            collect(hits, set.literals, into: &result) { $0 }
        }
        if let database = set.squeezedDatabase {
            let squeezed = SqueezedText(text)
            let hits = try search(squeezed.bytes, database, set.squeezed, limit: limit)
            collect(hits, set.squeezed, into: &result, place: squeezed.originalRange(of:))
        }
        var repaired: [UInt8]?
        for (place, expression) in set.expressions.enumerated()
        where expression.isAlwaysRun || triggered.contains(place) {
            var searched = text
            if expression.needsValidUTF8 {
                searched = repaired ?? ValidText.bytes(of: text)
                repaired = searched
            }
            try run(expression, on: searched, limit: limit, into: &result)
        }
        result.matches.sort()
        result.overflowing = Array(Set(result.overflowing)).sorted()
        return result
    }

    /// True when a pattern of that id is found in a text: for single values, where only one pattern is of interest.
    public func contains(_ id: Int, in text: [UInt8]) throws(PatternError) -> Bool {
        for expression in set.expressions where expression.pattern.id == id {
            var result = PatternScan()
            let searched = expression.needsValidUTF8 ? ValidText.bytes(of: text) : text
            try run(expression, on: searched, limit: 1, into: &result)
            if !result.matches.isEmpty { return true }
        }
        if set.literals.contains(where: { $0.ids.contains(id) }), let database = set.literalDatabase {
            let hits = try search(text, database, set.literals, limit: 1).hits
            if hits.contains(where: { set.literals[$0.entry].ids.contains(id) }) { return true }
        }
        if set.squeezed.contains(where: { $0.ids.contains(id) }), let database = set.squeezedDatabase {
            let hits = try search(SqueezedText(text).bytes, database, set.squeezed, limit: 1).hits
            if hits.contains(where: { set.squeezed[$0.entry].ids.contains(id) }) { return true }
        }
        return false
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

    /// Searches for literals, in pieces that overlap by the longest of them.
    private func search(
        _ text: [UInt8], _ lazy: LazyDatabase, _ entries: [PatternSet.LiteralEntry], limit: Int
    ) throws(PatternError) -> LiteralHits {
        let database = try lazy.get()
        let hits = LiteralHits(entries, limit: limit)
        let overlap = min((entries.map(\.length).max() ?? 1) - 1, pieceLimit - 1)
        var start = 0
        while start < text.count {
            let end = min(text.count, start + pieceLimit)
            hits.base = start
            try unsafe scan(text, start..<end, database, hits) { id, _, end, _, context in
                // SAFETY: the context is the hits of the call below, which live through it.
                guard let context = unsafe context else { return 1 }
                unsafe Unmanaged<LiteralHits>.fromOpaque(context).takeUnretainedValue().add(
                    entry: Int(id), end: Int(truncatingIfNeeded: end))
                return 0
            }
            if end == text.count { break }
            start = end - overlap
        }
        return hits
    }

    /// Runs an expression, in pieces cut at line ends.
    private func run(
        _ expression: PatternSet.Expression, on text: [UInt8], limit: Int, into result: inout PatternScan
    ) throws(PatternError) {
        let database = try expression.database.get()
        let hits = ExpressionHits(hasStarts: database.hasStarts, limit: limit)
        var start = 0
        while start < text.count, !hits.isOverflowing {
            var end = min(text.count, start + pieceLimit)
            if end < text.count, let feed = text[start..<end].lastIndex(of: 0x0A) { end = feed + 1 }
            hits.base = start
            try unsafe scan(text, start..<end, database, hits) { _, start, end, _, context in
                // SAFETY: the context is the hits of the call below, which live through it.
                guard let context = unsafe context else { return 1 }
                let goesOn = unsafe Unmanaged<ExpressionHits>.fromOpaque(context).takeUnretainedValue().add(
                    start: Int(truncatingIfNeeded: start), end: Int(truncatingIfNeeded: end))
                return goesOn ? 0 : 1
            }
            start = end
        }
        if hits.isOverflowing { result.overflowing.append(expression.pattern.id) }
        for range in hits.ranges {
            let whole = ValidText.wholeCharacters(range, in: text)
            result.matches.append(
                PatternMatch(
                    id: expression.pattern.id, start: database.hasStarts ? whole.lowerBound : nil, end: whole.upperBound
                ))
        }
    }

    private func scan(
        _ text: [UInt8], _ range: Range<Int>, _ database: CompiledDatabase, _ hits: AnyObject,
        _ handler: match_event_handler
    ) throws(PatternError) {
        guard let length = UInt32(exactly: range.count), !range.isEmpty else { return }
        let scratch = self.scratch
        // SAFETY: the range lies in the text; text and hits live through the closure, and the engine keeps no pointer.
        let failure: PatternError? = unsafe text.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return nil }
            do throws(PatternError) {
                try unsafe scratch.scan(
                    database, base + range.lowerBound, length: length, handler,
                    Unmanaged.passUnretained(hits).toOpaque())
                return nil
            } catch {
                return error
            }
        }
        withExtendedLifetime(hits) {}
        if let failure { throw failure }
    }
}
