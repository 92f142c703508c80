public import TriageModel

/// Makes a ``LineTable`` of a text that flows by: lines end with LF, CR LF or a lone CR, as in ``LineIndex``.
public struct LineCollector: Sendable {
    /// The lines so far; the last one is missing until ``finish()``.
    public private(set) var table = LineTable()
    /// Bytes of the line that is not at its end yet.
    private var open = 0
    /// True when the line ended with the CR the last piece ended with: an LF belongs to it.
    private var isAfterCR = false

    /// Takes the next bytes of the text.
    mutating func take(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var start = range.lowerBound
        let end = range.upperBound
        guard start < end else { return }
        if isAfterCR {
            isAfterCR = false
            if bytes[start] == 0x0A {
                table.append(lineOf: open + 1)
                start += 1
            } else {
                table.append(lineOf: open)
            }
            open = 0
        }
        while start < end {
            let feed = ByteSearch.first(0x0A, in: bytes, from: start, to: end)
            let stop = feed ?? end
            while let carriage = ByteSearch.first(0x0D, in: bytes, from: start, to: stop) {
                if carriage + 1 == stop {
                    if feed == nil {
                        open += stop - start
                        isAfterCR = true
                        return
                    }
                    break
                }
                table.append(lineOf: open + carriage + 1 - start)
                open = 0
                start = carriage + 1
            }
            guard let feed else {
                open += end - start
                return
            }
            table.append(lineOf: open + feed + 1 - start)
            open = 0
            start = feed + 1
        }
    }

    /// Ends the last line.
    mutating func finish() {
        if open > 0 { table.append(lineOf: open) }
        open = 0
        isAfterCR = false
    }
}
