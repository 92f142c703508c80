import TriageBytes

/// What stands between the documents of a CLIXML file: blanks, XML declarations, `#< CLIXML`. Documents on one line are one
/// region, as they are in mixed text.
struct CLIXMLPlace {
    /// Stands in front of what PowerShell writes as XML to a pipe.
    static let mark = Array("#< CLIXML".utf8)

    /// Start of the line that is looked at.
    private var lineStart = 0
    /// Start of the declaration or the mark that stands before a document, and lines since then.
    private var opening: Int?
    private var lines = 0
    /// The region of the documents on this line.
    private var region: Range<Int>?
    private var done: Range<Int>?

    /// Lines that may lie between a declaration and its document, as in mixed text.
    private static let maximumLines = 3

    /// The region that has ended, once.
    mutating func takeRegion() -> Range<Int>? {
        defer { done = nil }
        return done
    }

    /// A document has ended.
    mutating func endDocument(at end: Int) {
        region = (region?.lowerBound ?? opening ?? lineStart)..<end
        opening = nil
    }

    /// The region that is open at the end of the text; there has to be one.
    mutating func finish() throws(TextFault) -> Range<Int>? {
        guard opening == nil else { throw .irregular }
        defer { region = nil }
        return region
    }

    /// Start of the region that is being read; nil when nothing was read of it before `end`.
    func start(before end: Int) -> Int? {
        let start = region?.lowerBound ?? opening ?? lineStart
        return start < end ? start : nil
    }

    /// Passes over what is no document; the place of the tag that opens one, or where to go on when there is more to read.
    mutating func pass(
        _ bytes: Span<UInt8>, _ range: Range<Int>, base: Int, isLast: Bool
    ) throws(TextFault) -> Int {
        var index = range.lowerBound
        let end = range.upperBound
        while index < end {
            switch bytes[index] {
            case 0x20, 0x09:
                if let open = region { region = open.lowerBound..<(base + index + 1) }
                index += 1
            case 0x0D:
                guard index + 1 < end || isLast else { return index }
                guard index + 1 == end || bytes[index + 1] == 0x0A else { throw .irregular }
                index += 1
            case 0x0A:
                index += 1
                lineStart = base + index
                if opening != nil { lines += 1 }
                if let region {
                    self.region = nil
                    done = region
                    return index
                }
            case UInt8(ascii: "#"):
                guard let after = try pass(mark: bytes, index, end, base: base) else { return index }
                index = after
            case UInt8(ascii: "<"):
                guard index + 1 < end else { return index }
                guard bytes[index + 1] == UInt8(ascii: "?") else {
                    guard lines <= Self.maximumLines else { throw .irregular }
                    lines = 0
                    return index
                }
                guard let after = try pass(declaration: bytes, index, end, base: base) else { return index }
                index = after
            default: throw .irregular
            }
        }
        return index
    }

    /// Behind `#< CLIXML`, which has a line of its own; nil when it is not all there yet.
    private mutating func pass(
        mark bytes: Span<UInt8>, _ start: Int, _ end: Int, base: Int
    ) throws(TextFault) -> Int? {
        guard region == nil, opening == nil, base + start == lineStart else { throw .irregular }
        guard start + Self.mark.count < end else { return nil }
        for offset in Self.mark.indices where bytes[start + offset] != Self.mark[offset] { throw .irregular }
        return try open(bytes, start, behind: start + Self.mark.count, base: base)
    }

    /// Behind an XML declaration, which has a line of its own; nil when it is not all there yet.
    private mutating func pass(
        declaration bytes: Span<UInt8>, _ start: Int, _ end: Int, base: Int
    ) throws(TextFault) -> Int? {
        guard region == nil, opening == nil, base + start == lineStart else { throw .irregular }
        guard let close = ByteSearch.first(UInt8(ascii: ">"), in: bytes, from: start, to: end), close + 1 < end else {
            guard end - start < 1024 else { throw .irregular }
            return nil
        }
        guard bytes[close - 1] == UInt8(ascii: "?"), close > start + 6, bytes[start + 2] == UInt8(ascii: "x"),
            bytes[start + 3] == UInt8(ascii: "m"), bytes[start + 4] == UInt8(ascii: "l"), bytes[start + 5] == 0x20
        else { throw .irregular }
        return try open(bytes, start, behind: close + 1, base: base)
    }

    private mutating func open(
        _ bytes: Span<UInt8>, _ start: Int, behind end: Int, base: Int
    ) throws(TextFault) -> Int {
        guard bytes[end] == 0x0D || bytes[end] == 0x0A else { throw .irregular }
        opening = base + start
        lines = 0
        return end
    }
}
