import CVectorscan

/// Searches a text for the literals of a database.
///
/// Vectorscan 5.4.9, which Debian 12 has, overlooks literals that end in the last 64 bytes of what it is given (small sets
/// of literals, AVX-512). So the end of a text is searched in a copy with a margin behind it, and what the search of the
/// text itself finds there does not count. The margin also lets pieces of a text larger than the engine's 32-bit lengths
/// overlap.
struct LiteralSearch {
    /// Bytes behind the end of a text that the engine gets to see.
    private static let margin = 128

    let database: LiteralDatabase
    let scratch: ScanScratch
    /// Length of the longest literal.
    let longest: Int
    /// Longest piece given to the engine.
    var pieceLimit = Int(UInt32.max)
    /// Up to this size a text is copied as a whole.
    var copyLimit = 1 << 14

    /// Searches; each place is reported once, those of one literal from the left.
    func run(over text: [UInt8], into hits: LiteralHits) throws(PatternError) {
        // Everything that ends at or before this is reported.
        var done = 0
        while done < text.count {
            let start = max(0, done - (longest - 1))
            let stop = start + min(text.count - start, max(pieceLimit, longest + 2 * Self.margin))
            if stop - start > max(copyLimit, longest + 2 * Self.margin) {
                let cut = stop - Self.margin
                try search(text, start..<stop, reporting: done..<cut, into: hits)
                done = cut
            } else {
                let copy = Array(text[start..<stop]) + [UInt8](repeating: 0, count: Self.margin)
                try search(copy, copy.indices, base: start, reporting: done..<stop, into: hits)
                done = stop
            }
        }
    }

    /// Searches a range of bytes that stand at `base` of the text, its own start by default; hits whose end lies in
    /// `reporting` (its lower bound excluded, its upper one included) are reported.
    private func search(
        _ bytes: [UInt8], _ range: Range<Int>, base: Int? = nil, reporting: Range<Int>, into hits: LiteralHits
    ) throws(PatternError) {
        guard let length = UInt32(exactly: range.count) else { return }
        hits.base = base ?? range.lowerBound
        hits.reporting = reporting
        // SAFETY: the range lies in the bytes; bytes and hits live through the closure, and the engine keeps no pointer.
        let failure: PatternError? = unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return nil }
            do throws(PatternError) {
                try unsafe scratch.scan(
                    database, start + range.lowerBound, length: length, Unmanaged.passUnretained(hits).toOpaque()
                ) { literal, _, end, _, context in
                    // SAFETY: the context is `hits`, which lives through the search.
                    guard let context = unsafe context else { return 1 }
                    unsafe Unmanaged<LiteralHits>.fromOpaque(context).takeUnretainedValue().add(
                        entry: Int(literal), end: Int(truncatingIfNeeded: end))
                    return 0
                }
                return nil
            } catch {
                return error
            }
        }
        withExtendedLifetime(hits) {}
        if let failure { throw failure }
    }
}
