import TriageBytes
import TriageModel
import TriageXML

/// Reads a file that is LDIF from its first entry to its end in one pass: entries, comments, folded lines, base64.
///
/// Change requests, controls, results of a search, referrals, and lines a mail program or a console could have changed
/// are irregular.
struct LDIFStream: StreamReader {
    private var attributes: LDIFAttributes?
    private var names: LDIFNames?
    private var wanted: KeptNames?
    /// Place of the entry that is being read.
    private var entry = 0..<0
    /// The region: from the first entry to the last.
    private var region: Range<Int>?
    private var entries = 0
    private var attributeCount = 0
    /// True directly behind an attribute, where a line `-` may stand.
    private var isBehindAttribute = false
    /// Where the search for the end of an attribute goes on.
    private var searched = 0
    /// How far the text was looked at for what no dump holds.
    private var checked = 0
    /// Length of what stands before the first entry.
    private let preamble: Int
    private var plain: [UInt8] = []
    /// True while the last thing that was read is a comment outside of any entry.
    private var hasRemark = false

    /// True for the head of a file that is LDIF: an entry, or a version, comments and blank lines before one.
    init?(_ head: [UInt8]) {
        let text = StreamHead.text(of: head)
        var start = 0
        while true {
            let rest = text[start...]
            if rest.starts(with: "dn: ".utf8) || rest.starts(with: "dn:: ".utf8) { break }
            guard let end = rest.firstIndex(of: 0x0A) else { return nil }
            let line = text[start..<end].filter { $0 != 0x0D }
            guard line.isEmpty || line.first == UInt8(ascii: "#") || line.starts(with: "version: ".utf8) else {
                return nil
            }
            start = end + 1
        }
        preamble = start
    }

    mutating func read(
        _ bytes: Span<UInt8>, _ range: Range<Int>, base: Int, isLast: Bool, into sink: inout StreamSink
    ) throws(TextFault) -> Int {
        var index = range.lowerBound
        let end = range.upperBound
        // Colours of a screen, wherever they stand.
        if ByteSearch.first(0x1B, in: bytes, from: max(index, checked - base), to: end) != nil { throw .irregular }
        checked = base + end
        if base + index < preamble {
            guard base + end >= preamble else { return index }
            try sink.addText(before: preamble, bytes.extracting(index..<(preamble - base)))
            names = LDIFNames(sink.vocabulary)
            wanted = sink.allNames()
            index = preamble - base
        } else if names == nil {
            names = LDIFNames(sink.vocabulary)
            wanted = sink.allNames()
        }
        while index < end {
            guard let feed = ByteSearch.first(0x0A, in: bytes, from: index, to: end) ?? (isLast ? end : nil) else {
                break
            }
            let line = index..<Self.contentEnd(bytes, index, feed)
            let next = min(feed + 1, end)
            let first = line.isEmpty ? 0 : bytes[index]
            if first == UInt8(ascii: "#") {
                if attributes != nil { entry = entry.lowerBound..<(base + line.upperBound) } else { hasRemark = true }
            } else if Self.isBlank(bytes, line) {
                endEntry(&sink)
            } else if isBehindAttribute, line.count == 1, first == UInt8(ascii: "-") {
                entry = entry.lowerBound..<(base + line.upperBound)
            } else {
                guard let after = try attribute(bytes, line, next, end, base: base, isLast: isLast, &sink) else {
                    break
                }
                index = after
                isBehindAttribute = true
                continue
            }
            isBehindAttribute = false
            index = next
        }
        return index
    }

    mutating func finish(into sink: inout StreamSink) throws(TextFault) {
        endEntry(&sink)
        // A comment behind the last entry is somebody's text.
        guard let region, !hasRemark, attributeCount > entries || entries > 1 else { throw .irregular }
        sink.endRegion(region, format: "ldif", why: Self.why(entries))
    }

    mutating func stop(into sink: inout StreamSink) {
        endEntry(&sink)
        guard let region else { return }
        sink.endRegion(region, format: "ldif", why: Self.why(entries))
    }

    private static func why(_ entries: Int) -> String { "certain: \(entries) entries that start with dn:" }

    // MARK: Entries

    private mutating func endEntry(_ sink: inout StreamSink) {
        guard let attributes else { return }
        let span = SourceSpan(source: sink.source, start: entry.lowerBound, end: entry.upperBound)
        var draft = attributes.draft(span: span)
        sink.add(&draft)
        if attributes.fault != nil { sink.refuse() }
        region = (region?.lowerBound ?? entry.lowerBound)..<entry.upperBound
        entries += 1
        attributeCount += attributes.count
        self.attributes = nil
    }

    /// Reads an attribute with its folded lines; behind them, nil when they are not all there yet.
    private mutating func attribute(
        _ bytes: Span<UInt8>, _ line: Range<Int>, _ second: Int, _ end: Int, base: Int, isLast: Bool,
        _ sink: inout StreamSink
    ) throws(TextFault) -> Int? {
        // Folded lines begin with a blank.
        var next = max(second, searched - base)
        while true {
            guard next < end else {
                if isLast { break }
                searched = base + max(second, next)
                return nil
            }
            guard bytes[next] == 0x20 else { break }
            guard let feed = ByteSearch.first(0x0A, in: bytes, from: next, to: end) ?? (isLast ? end : nil) else {
                searched = base + next
                return nil
            }
            // A line of nothing but blanks ends the entry.
            if next + 1 == feed || feed - next < 16 && Self.isBlank(bytes, next..<Self.contentEnd(bytes, next, feed)) {
                break
            }
            next = min(feed + 1, end)
        }
        try checkLineEnds(bytes, line.lowerBound..<next)
        // Errors are looked for where the region begins.
        if entries == 0, JSONPiece.isAmbiguous(bytes, line.lowerBound..<next) { throw .irregular }
        guard let colon = ByteSearch.first(0x3A, in: bytes, from: line.lowerBound, to: line.upperBound),
            Self.isName(bytes, line.lowerBound..<colon)
        else { throw .irregular }
        let last = Self.contentEnd(bytes, line.lowerBound, next, isBehindLineEnd: true)
        if attributes == nil {
            guard Self.startsEntry(bytes, line), let names else { throw .irregular }
            hasRemark = false
            attributes = LDIFAttributes(source: sink.source, names: names)
            entry = (base + line.lowerBound)..<(base + last)
            wanted?.begin()
            names.begin()
        } else {
            entry = entry.lowerBound..<(base + last)
        }
        searched = 0
        if !sink.wantsAll, let wanted, !wanted.keeps(bytes, line.lowerBound..<colon) {
            attributeCount += 1
            return next
        }
        if try !addPlain(bytes, line, colon, next == second, base: base, sink.source) {
            try add(bytes, line, colon, next, last, base: base, endsText: isLast && next == end, sink.source)
        }
        return next
    }

    /// Adds a value as nearly all are: a text on one line. False, and nothing added, for any other.
    private mutating func addPlain(
        _ bytes: Span<UInt8>, _ line: Range<Int>, _ colon: Int, _ isOneLine: Bool, base: Int, _ source: SourceID
    ) throws(TextFault) -> Bool {
        var from = colon + 1
        guard isOneLine, let names, from < line.upperBound, bytes[from] == 0x20 else { return false }
        let to = Self.trimmed(bytes, from, line.upperBound, isFolded: false)
        while from < to, bytes[from] == 0x20 { from += 1 }
        let name = names.name(bytes, line.lowerBound..<colon)
        guard from < to, !name.isBinary, !name.isChangeType, !name.isControl else { return false }
        try checkPlain(bytes, from..<to, isFolded: false)
        plain.removeAll(keepingCapacity: true)
        plain.append(contentsOf: bytes.extracting(from..<to))
        attributes?.add(
            name, String(decoding: plain, as: UTF8.self),
            SourceSpan(source: source, start: base + from, end: base + to))
        return true
    }

    private mutating func add(
        _ bytes: Span<UInt8>, _ line: Range<Int>, _ colon: Int, _ next: Int, _ last: Int, base: Int, endsText: Bool,
        _ source: SourceID
    ) throws(TextFault) {
        var name: [UInt8] = []
        for index in line.lowerBound..<colon { name.append(bytes[index]) }
        let mark = colon + 1 < line.upperBound ? bytes[colon + 1] : 0
        let isMarked = mark == UInt8(ascii: ":") || mark == UInt8(ascii: "<")
        let start = colon + (isMarked ? 2 : 1)
        let span = SourceSpan(
            source: source, start: base + min(start + 1, line.upperBound), end: base + max(start, last))
        if mark == UInt8(ascii: ":") {
            // What the cleaner of lines changes.
            for mark in [UInt8(0x5C), 0xC2]
            where ByteSearch.first(mark, in: bytes, from: start, to: max(start, last)) != nil { throw .irregular }
            attributes?.add(
                name[...], base64: bytes.extracting(start..<max(start, last)), span, mayBeCut: endsText)
            return
        }
        var text = LocatedText(source: source)
        var from = start
        let firstEnd = ByteSearch.first(0x0A, in: bytes, from: line.upperBound, to: next) ?? next
        var to = Self.trimmed(bytes, start, line.upperBound, isFolded: firstEnd + 1 < next)
        while from < to, bytes[from] == 0x20 { from += 1 }
        var isFirst = true
        var index = line.lowerBound
        while true {
            try checkPlain(bytes, from..<max(from, to), isFolded: !isFirst)
            if from < to {
                var piece: [UInt8] = []
                for index in from..<to { piece.append(bytes[index]) }
                text.append(LocatedText(source: source, bytes: piece, origin: base + from))
            }
            guard let feed = ByteSearch.first(0x0A, in: bytes, from: index, to: next), feed + 1 < next else { break }
            index = feed + 1
            from = index + 1
            let content = ByteSearch.first(0x0A, in: bytes, from: index, to: next) ?? next
            to = max(
                from,
                Self.trimmed(bytes, index, Self.contentEnd(bytes, index, content), isFolded: content + 1 < next))
            isFirst = false
        }
        if name.elementsEqual("changetype".utf8), text.bytes != Array("add".utf8) { throw .irregular }
        if name.elementsEqual("control".utf8) { throw .irregular }
        attributes?.add(name[...], text, isURL: mark == UInt8(ascii: "<"), span)
    }

    // MARK: Lines

    /// Behind the last byte of a line that is no line end.
    private static func contentEnd(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, isBehindLineEnd: Bool = false
    ) -> Int {
        var end = end
        if isBehindLineEnd, end > start, bytes[end - 1] == 0x0A { end -= 1 }
        while end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }

    /// Without the blanks at the end, but for those a folded line's value has of its own.
    private static func trimmed(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, isFolded: Bool) -> Int {
        var last = end
        while last > start, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
        return isFolded && end - last <= LDIFEntry.maximumBlanks ? end : last
    }

    private static func isBlank(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        for index in line where bytes[index] != 0x20 && bytes[index] != 0x09 { return false }
        return true
    }

    private static func isName(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count <= 128, bytes[range.lowerBound].isAlphanumeric else { return false }
        for index in range {
            let byte = bytes[index]
            if !byte.isAlphanumeric, byte != 0x2D, byte != 0x3B, byte != 0x2E, byte != 0x5F { return false }
        }
        return true
    }

    /// `dn: …=…` or `dn:: …`.
    private static func startsEntry(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        guard line.count > 4, bytes[line.lowerBound] == 0x64, bytes[line.lowerBound + 1] == 0x6E,
            bytes[line.lowerBound + 2] == 0x3A
        else { return false }
        return bytes[line.lowerBound + 3] == 0x3A
            || ByteSearch.first(0x3D, in: bytes, from: line.lowerBound, to: line.upperBound) != nil
    }

    /// Lines end with LF or CR LF here; a lone CR would be another line.
    private func checkLineEnds(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(TextFault) {
        var index = range.lowerBound
        while let carriage = ByteSearch.first(0x0D, in: bytes, from: index, to: range.upperBound) {
            guard carriage + 1 == range.upperBound || bytes[carriage + 1] == 0x0A else { throw .irregular }
            index = carriage + 1
        }
    }

    /// Throws for text the cleaner of lines changes: colours, non-breaking spaces, Markdown, signs of quoting.
    private func checkPlain(_ bytes: Span<UInt8>, _ range: Range<Int>, isFolded: Bool) throws(TextFault) {
        var before: UInt8 = 0
        var isAtStart = isFolded
        for index in range {
            let byte = bytes[index]
            // The gutter of an error.
            if isFolded, byte == 0x7C, before == 0x20 { throw .irregular }
            if byte == 0x1B || byte == 0xA0 && before == 0xC2 || byte == 0x2B && before == 0x5C { throw .irregular }
            if isAtStart, byte != 0x20 {
                if byte == 0x3E || byte == 0x23 || byte == 0x7C || byte == 0x3C || byte == 0x2B {
                    throw .irregular
                }
                isAtStart = false
            }
            before = byte
        }
    }
}
