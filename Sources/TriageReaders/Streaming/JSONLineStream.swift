import TriageBytes
import TriageModel
import TriageXML

/// Reads a file with one JSON object a line (NDJSON) in one pass; each line is a region, as it is in mixed text.
///
/// Anything else than whole objects is irregular, and so are errors, and lines a mail program or a console could have
/// changed.
struct JSONLineStream: StreamReader {
    private var objects: JSONObjects?
    /// Where the search for the end of a line goes on.
    private var searched = 0
    /// How far the text was looked at for what makes it irregular.
    private var checked = 0

    /// Bytes of the longest text that does.
    private static let longestMark = 32
    private static let why = "certain: a JSON object"

    /// True for the head of a file whose first line is an object, or begins one and is long.
    static func begins(_ head: [UInt8]) -> Bool {
        let text = StreamHead.text(of: head)
        guard text.starts(with: "{\"".utf8) else { return false }
        guard let end = text.firstIndex(of: 0x0A) else { return text.count > 1024 }
        return text[..<end].last { !$0.isBlankByte } == UInt8(ascii: "}")
    }

    mutating func read(
        _ bytes: Span<UInt8>, _ range: Range<Int>, base: Int, isLast: Bool, into sink: inout StreamSink
    ) throws(TextFault) -> Int {
        if objects == nil { objects = JSONObjects(sink) }
        var index = range.lowerBound
        let end = range.upperBound
        // Lines the cleaner of lines changes, and those with something inside that other readers look for.
        let seen = max(index, checked - base - Self.longestMark)
        let mark = JSONPiece.firstMark(bytes, seen..<max(seen, end))
        checked = base + end
        while index < end {
            guard
                let feed = ByteSearch.first(0x0A, in: bytes, from: max(index, searched - base), to: end)
                    ?? (isLast ? end : nil)
            else {
                searched = base + end
                break
            }
            if let mark, mark < feed { throw .irregular }
            var last = feed
            while last > index, bytes[last - 1] == 0x0D { last -= 1 }
            try line(bytes, index..<last, base: base, &sink)
            index = min(feed + 1, end)
        }
        if mark != nil { throw .irregular }
        return index
    }

    mutating func finish(into sink: inout StreamSink) throws(TextFault) {}

    mutating func stop(into sink: inout StreamSink) {}

    private mutating func line(
        _ bytes: Span<UInt8>, _ line: Range<Int>, base: Int, _ sink: inout StreamSink
    ) throws(TextFault) {
        var end = line.upperBound
        while end > line.lowerBound, bytes[end - 1].isBlankByte { end -= 1 }
        guard end > line.lowerBound else { return }
        guard end - line.lowerBound >= 2, bytes[line.lowerBound] == UInt8(ascii: "{"),
            bytes[line.lowerBound + 1] == UInt8(ascii: "\""),
            ByteSearch.first(0x0D, in: bytes, from: line.lowerBound, to: end) == nil
        else { throw .irregular }
        let place = (base + line.lowerBound)..<(base + line.upperBound)
        let isPlain = objects?.addPlain(bytes, line.lowerBound, end, isWhole: true, base: base, to: &sink) != nil
        if isPlain, !sink.keepsText(of: "json") {
            sink.endRegion(place, format: "json", why: Self.why, text: LocatedText(source: sink.source))
            return
        }
        var copy: [UInt8] = []
        copy.append(contentsOf: bytes.extracting(line.lowerBound..<end))
        let body = LocatedText(source: sink.source, bytes: copy, origin: base + line.lowerBound)
        if !isPlain {
            guard let objects else { throw .irregular }
            let (hasMembers, stopped) = objects.add(body, to: &sink)
            guard stopped == nil, hasMembers || objects.isSelective else { throw .irregular }
        }
        sink.endRegion(place, format: "json", why: Self.why, text: body)
    }
}
