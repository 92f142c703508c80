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

    private static let document = ByteNeedle("Objs ")
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
        while index < end {
            guard
                let feed = ByteSearch.first(0x0A, in: bytes, from: max(index, searched - base), to: end)
                    ?? (isLast ? end : nil)
            else {
                searched = base + end
                break
            }
            var last = feed
            while last > index, bytes[last - 1] == 0x0D { last -= 1 }
            try line(bytes, index..<last, base: base, &sink)
            index = min(feed + 1, end)
        }
        return index
    }

    mutating func finish(into sink: inout StreamSink) throws(TextFault) {}

    mutating func stop(into sink: inout StreamSink) {}

    private func line(_ bytes: Span<UInt8>, _ line: Range<Int>, base: Int, _ sink: inout StreamSink) throws(TextFault) {
        var end = line.upperBound
        while end > line.lowerBound, bytes[end - 1].isBlankByte { end -= 1 }
        guard end > line.lowerBound else { return }
        guard end - line.lowerBound >= 2, bytes[line.lowerBound] == UInt8(ascii: "{"),
            bytes[line.lowerBound + 1] == UInt8(ascii: "\""), isPlain(bytes, line.lowerBound..<end)
        else { throw .irregular }
        var copy: [UInt8] = []
        copy.append(contentsOf: bytes.extracting(line.lowerBound..<end))
        let body = LocatedText(
            source: sink.source, bytes: copy,
            runs: [
                .init(offset: 0, origin: base + line.lowerBound, length: copy.count)
            ])
        guard let objects else { throw .irregular }
        let (hasMembers, stopped) = objects.add(body, to: &sink)
        guard stopped == nil, hasMembers || objects.isSelective else { throw .irregular }
        sink.endRegion(
            (base + line.lowerBound)..<(base + line.upperBound), format: "json", why: Self.why, text: body)
    }

    /// False for lines the cleaner of lines changes, and for those with a serialised object inside.
    private func isPlain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        if ByteSearch.first(0x1B, in: bytes, from: range.lowerBound, to: range.upperBound) != nil { return false }
        if ByteSearch.first(0x0D, in: bytes, from: range.lowerBound, to: range.upperBound) != nil { return false }
        if hasPair(0xC2, 0xA0, bytes, range) || hasPair(0x5C, 0x2B, bytes, range) { return false }
        return Self.document.first(in: bytes, from: range.lowerBound, to: range.upperBound) == nil
    }

    private func hasPair(_ first: UInt8, _ second: UInt8, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while let place = ByteSearch.first(first, in: bytes, from: index, to: range.upperBound) {
            if place + 1 < range.upperBound, bytes[place + 1] == second { return true }
            index = place + 1
        }
        return false
    }
}
