import TriageBytes

/// Finds where a JSON value ends that comes in pieces: brackets outside of strings are counted, nothing is judged.
struct JSONFrame {
    /// The value that is looked at, and where the search goes on: offsets in the text.
    private var start = -1
    private var place = 0
    private var depth = 0
    private var isInString = false

    /// Behind the value that begins at `start`; nil when its end is not there yet. A number or a word ends before what
    /// follows it.
    mutating func end(_ bytes: Span<UInt8>, from start: Int, to end: Int, base: Int) -> Int? {
        if self.start != base + start { self = JSONFrame(start: base + start, place: base + start) }
        var index = place - base
        while index < end {
            if isInString {
                guard let quote = ByteSearch.first(0x22, in: bytes, from: index, to: end) else {
                    index = end
                    break
                }
                index = quote + 1
                guard !Self.isEscaped(bytes, quote, start) else { continue }
                isInString = false
                if depth == 0 { return index }
                continue
            }
            switch bytes[index] {
            case 0x22: isInString = true
            case 0x7B, 0x5B: depth += 1
            case 0x7D, 0x5D:
                depth -= 1
                if depth <= 0 { return depth < 0 ? index : index + 1 }
            case 0x2C, 0x20, 0x09, 0x0A, 0x0D: if depth == 0 { return index }
            default: break
            }
            index += 1
        }
        place = base + index
        return nil
    }

    /// True for a quote behind an odd number of backslashes.
    private static func isEscaped(_ bytes: Span<UInt8>, _ quote: Int, _ start: Int) -> Bool {
        var slashes = 0
        while quote - 1 - slashes > start, bytes[quote - 1 - slashes] == 0x5C { slashes += 1 }
        return !slashes.isMultiple(of: 2)
    }
}
