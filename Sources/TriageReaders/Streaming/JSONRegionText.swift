import TriageBytes
import TriageModel
import TriageXML

/// The text of a JSON region that comes in pieces, as mixed text has it: lines without blanks at their ends, joined with
/// line feeds. What is beyond the limit of such texts is not kept.
struct JSONRegionText {
    private var text: LocatedText
    /// Blanks that belong to the text if something follows them on their line.
    private var blanks: LocatedText

    init(source: SourceID) {
        text = LocatedText(source: source)
        blanks = text
    }

    /// True when nothing more is kept.
    var isFull: Bool { text.count > DraftText.maximumBytes }

    /// The text so far.
    var trimmed: LocatedText { text.trimmed }

    /// Adds a piece that is more than blanks.
    mutating func add(_ piece: LocatedText) {
        guard !isFull else { return }
        text.append(blanks)
        text.append(piece)
        blanks = LocatedText(source: text.source)
    }

    /// Adds blanks, line ends and commas.
    mutating func add(_ bytes: Span<UInt8>, _ range: Range<Int>, base: Int) {
        guard !isFull else { return }
        for index in range {
            switch bytes[index] {
            case 0x0D: break
            case 0x0A:
                blanks = LocatedText(source: text.source)
                if !text.isEmpty { text.append(inserted: 0x0A) }
            case 0x20, 0x09:
                if !text.isEmpty {
                    blanks.append(
                        LocatedText(source: text.source, bytes: CollectionOfOne(bytes[index]), origin: base + index))
                }
            default:
                add(LocatedText(source: text.source, bytes: CollectionOfOne(bytes[index]), origin: base + index))
            }
        }
    }
}

/// A part of a JSON text as mixed text has it: cleaned line by line where anything has to be.
enum JSONPiece {
    private static let marks: [ByteNeedle] = [ByteNeedle([0xC2, 0xA0]), ByteNeedle([0x5C, 0x2B]), ByteNeedle([0x1B])]
    /// A serialised object, whatever was escaped of its start.
    private static let document = ByteNeedle("Objs")
    /// What makes other readers look at the line a document begins on.
    private static let others = [
        ByteNeedle("HKEY_"), ByteNeedle("CategoryInfo"), ByteNeedle("FullyQualifiedErrorId"),
        ByteNeedle("~~~"),
    ]

    /// The text of a range. Irregular where a line of it is one that other readers look at, whatever stands around it.
    static func text(
        _ bytes: Span<UInt8>, _ range: Range<Int>, base: Int, source: SourceID
    ) throws(TextFault) -> LocatedText {
        var copy: [UInt8] = []
        copy.append(contentsOf: bytes.extracting(range))
        let origin = base + range.lowerBound
        if !isChanged(copy.span), let text = try joined(copy, origin, source) {
            return text
        }
        let info = SourceInfo(
            name: "", byteCount: copy.count, encoding: "", text: copy, lineStarts: LineIndex.lineStarts(of: copy))
        let clean = LineCleaner.clean(info, source: source)
        for line in clean.lines.dropFirst() where isForeign(clean.bytes, line.start..<line.end) { throw .irregular }
        let joined = clean.joined(0..<clean.lines.count)
        return LocatedText(
            source: source, bytes: joined.bytes,
            runs: joined.runs.map { .init(offset: $0.offset, origin: $0.origin + origin, length: $0.length) })
    }

    /// True for text the cleaner of lines changes inside of a line.
    static func isChanged(_ bytes: Span<UInt8>) -> Bool {
        for mark in marks where mark.first(in: bytes) != nil { return true }
        return false
    }

    /// The lines of a text joined, without blanks at their ends; nil where the cleaner of lines has more to do.
    private static func joined(
        _ copy: [UInt8], _ origin: Int, _ source: SourceID
    ) throws(TextFault) -> LocatedText? {
        let span = copy.span
        guard let first = ByteSearch.first(0x0A, in: span) else {
            guard ByteSearch.first(0x0D, in: span) == nil else { return nil }
            let run = RepairedText.Run(offset: 0, origin: origin, length: copy.count)
            return LocatedText(source: source, bytes: copy, runs: copy.isEmpty ? [] : [run])
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(copy.count)
        var runs: [RepairedText.Run] = []
        var start = 0
        var feed = first
        while true {
            var end = feed
            if end > start, span[end - 1] == 0x0D { end -= 1 }
            // A carriage return of its own ends a line too.
            guard ByteSearch.first(0x0D, in: span, from: start, to: end) == nil else { return nil }
            while end > start, span[end - 1] == 0x20 || span[end - 1] == 0x09 { end -= 1 }
            var mark = start
            while start > 0, mark < end, span[mark] == 0x20 { mark += 1 }
            if start > 0, mark < end, [0x3E, 0x7C, 0x23].contains(span[mark]) { return nil }
            if start > 0, isForeign(copy, mark..<end) { throw .irregular }
            if start < end {
                runs.append(.init(offset: bytes.count, origin: origin + start, length: end - start))
                bytes.append(contentsOf: span.extracting(start..<end))
            }
            guard feed < span.count else { break }
            bytes.append(0x0A)
            start = feed + 1
            feed = ByteSearch.first(0x0A, in: span, from: start) ?? span.count
        }
        return LocatedText(source: source, bytes: bytes, runs: runs)
    }

    /// True for a line that ends JSON that was never closed (a prompt), or begins a page.
    private static func isForeign(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        var start = line.lowerBound
        while start < line.upperBound, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        guard start < line.upperBound else { return false }
        switch bytes[start] {
        case UInt8(ascii: "<"): return true
        case UInt8(ascii: "P"), UInt8(ascii: "["):
            return LineShape(of: bytes, in: start..<line.upperBound).contains(.prompt)
        default: return false
        }
    }

    /// True for text that another reader could claim when it stands on the first line of a document.
    ///
    /// - Parameter isCLIXML: true for a serialised object itself.
    static func isAmbiguous(_ bytes: Span<UInt8>, _ range: Range<Int>, isCLIXML: Bool = false) -> Bool {
        if !isCLIXML, document.first(in: bytes, from: range.lowerBound, to: range.upperBound) != nil { return true }
        for other in others where other.first(in: bytes, from: range.lowerBound, to: range.upperBound) != nil {
            return true
        }
        return false
    }

    /// Where the first text stands that keeps a line from being nothing but JSON; nil for none.
    static func firstMark(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var end = range.upperBound
        var first: Int?
        for mark in [document] + marks + others {
            guard let place = mark.first(in: bytes, from: range.lowerBound, to: end) else { continue }
            first = place
            end = place
        }
        return first
    }
}
