import TriageBytes
import TriageModel

/// Reads a file that is CLIXML (`Export-Clixml`, `#< CLIXML`) in one pass: one document, or several one after the other.
///
/// It takes the plain XML that PowerShell writes: elements, attributes in quotes, the five entities and references to
/// characters. Anything else (comments, sections, a DOCTYPE, prefixes, characters XML forbids, tags that do not match)
/// is irregular, and is for libxml2 to judge. Values that are not wanted are passed over where they stand.
struct CLIXMLStream: StreamReader {
    private var builder = CLIXMLBuilder(streams: true)
    private let tags = CLIXMLTagNames()
    /// Names of the open elements, one behind the other.
    private var open: [UInt8] = []
    private var starts: [Int] = []
    /// Where in the text the search for the next `<` goes on.
    private var searched = 0
    /// Number of open elements when the properties of a record are read; -1 elsewhere.
    private var record = -1
    private var names: KeptNames?
    private var properties = CLIXMLProperties()
    private var sawRoot = false
    /// How far the line a document begins on was looked at; nil behind its end.
    private var firstLine: Int?
    private var place = CLIXMLPlace()

    private static let maximumDepth = 512
    private static let maximumTag = 65_536
    /// Bytes of the longest text other readers look for.
    private static let longestMark = 32
    private static let lessThan = UInt8(ascii: "<")

    /// True for the head of a file that is such a document.
    static func begins(_ head: [UInt8]) -> Bool {
        var text = StreamHead.text(of: head)[...]
        if text.starts(with: CLIXMLPlace.mark) {
            text = text.dropFirst(CLIXMLPlace.mark.count).drop { $0 == 0x0D }
            guard text.first == 0x0A else { return false }
            text = text.dropFirst()
        }
        if text.starts(with: "<?xml ".utf8) {
            guard let end = text.firstIndex(of: UInt8(ascii: ">")), text[end - 1] == UInt8(ascii: "?") else {
                return false
            }
            text = text[(end + 1)...]
            // On one line with the document it would be text beside it.
            guard let first = text.first, first == 0x0A || first == 0x0D else { return false }
            text = text.drop { $0.isBlankByte }
        }
        return text.starts(with: "<Objs ".utf8) || text.starts(with: "<Objs>".utf8)
    }

    mutating func read(
        _ bytes: Span<UInt8>, _ range: Range<Int>, base: Int, isLast: Bool, into sink: inout StreamSink
    ) throws(TextFault) -> Int {
        var index = range.lowerBound
        let end = range.upperBound
        if let seen = firstLine {
            try checkFirstLine(bytes, max(index, seen - base - Self.longestMark), end, base: base)
        }
        while index < end {
            if starts.isEmpty {
                index = try place.pass(bytes, index..<end, base: base, isLast: isLast)
                if let region = place.takeRegion() {
                    endRegion(region, &sink)
                    continue
                }
                guard index + 1 < end, bytes[index] == Self.lessThan, bytes[index + 1] != UInt8(ascii: "?") else {
                    break
                }
                try checkFirstLine(bytes, index, end, base: base)
            }
            guard bytes[index] == Self.lessThan else {
                guard
                    let next = ByteSearch.first(Self.lessThan, in: bytes, from: max(index, searched - base), to: end)
                else {
                    searched = base + end
                    break
                }
                try text(bytes, index..<next, base: base)
                index = next
                continue
            }
            if starts.count == record, let names,
                case .property(let after) = try properties.take(bytes, index, end, base: base, names, sink.source)
            {
                builder.noteField()
                index = after
                continue
            }
            guard let close = try tagEnd(bytes, index, end) else { break }
            let isEnd = bytes[index + 1] == UInt8(ascii: "/")
            if isEnd {
                try endTag(bytes, index..<close, base: base, &sink)
            } else {
                let isDropped = try startTag(bytes, index..<close, base: base, &sink)
                if isDropped { builder.noteField() }
                if isDropped, bytes[close - 1] != UInt8(ascii: "/") {
                    // The whole of a value nobody asks for, or none of it.
                    guard let after = try dropped(bytes, index, close, end, base: base) else {
                        names?.goBack()
                        break
                    }
                    index = after
                    continue
                }
            }
            index = close + 1
        }
        return index
    }

    mutating func finish(into sink: inout StreamSink) throws(TextFault) {
        guard starts.isEmpty else { throw .irregular }
        if let region = try place.finish() { endRegion(region, &sink) }
    }

    mutating func stop(into sink: inout StreamSink) {
        // Of a record that is not whole only what the reader of elements has is told.
        properties.end()
        builder.salvage()
        addObjects(to: &sink)
        if let start = place.start(before: sink.lastEnd) { endRegion(start..<sink.lastEnd, &sink) }
    }

    private func endRegion(_ region: Range<Int>, _ sink: inout StreamSink) {
        sink.endRegion(region, format: "clixml", why: "certain: root element Objs")
    }

    /// Throws for what other readers claim first on the line a document begins on.
    private mutating func checkFirstLine(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, base: Int
    ) throws(TextFault) {
        let feed = ByteSearch.first(0x0A, in: bytes, from: start, to: end)
        if JSONPiece.isAmbiguous(bytes, start..<(feed ?? end), isCLIXML: true) { throw .irregular }
        firstLine = feed == nil ? base + end : nil
    }

    // MARK: Tags

    /// The place of the `>` that ends a tag; nil when it is not there yet.
    private func tagEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(TextFault) -> Int? {
        guard start + 1 < end else { return nil }
        var index = start + 1
        var quote: UInt8 = 0
        while index < end {
            let byte = bytes[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: ">") {
                return index
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == Self.lessThan {
                throw .irregular
            }
            index += 1
        }
        if end - start > Self.maximumTag { throw .irregular }
        return nil
    }

    /// Takes a start tag; true when its element is a value that is not wanted: then nothing was noted of it.
    private mutating func startTag(
        _ bytes: Span<UInt8>, _ range: Range<Int>, base: Int, _ sink: inout StreamSink
    ) throws(TextFault) -> Bool {
        let tag = range.lowerBound
        var close = range.upperBound
        let isSelfClosing = bytes[close - 1] == UInt8(ascii: "/")
        if isSelfClosing { close -= 1 }
        var nameEnd = tag + 1
        while nameEnd < close, bytes[nameEnd].isAlphanumeric { nameEnd += 1 }
        guard nameEnd > tag + 1, nameEnd == close || bytes[nameEnd].isBlankByte else { throw .irregular }
        var attributes = CLIXMLAttributes()
        try attributes.read(bytes, nameEnd..<close)
        if starts.count == record, let known = names, let range = attributes.name {
            if tags.isValue(bytes, (tag + 1)..<nameEnd), !known.keeps(bytes, range) { return true }
        }
        if starts.count == record { properties.leave() }
        if starts.isEmpty {
            guard isSame(bytes, (tag + 1)..<nameEnd, "Objs"), Self.isPlainRoot(bytes, nameEnd..<close) else {
                throw .irregular
            }
            if sawRoot { builder = CLIXMLBuilder(streams: true) }
            sawRoot = true
        }
        // Strings of PowerShell's streams are unfolded into lines; objects are like any other.
        guard starts.count < Self.maximumDepth, !attributes.isStream || bytes[nameEnd - 1] != UInt8(ascii: "S") else {
            throw .irregular
        }
        let name = tags.name(bytes, (tag + 1)..<nameEnd)
        let property = try attributes.nameBytes(bytes)
        let number = try attributes.number(bytes)
        builder.open(name, name: property, number: number, (base + tag)..<(base + range.upperBound + 1))
        if isSelfClosing {
            try finishElement(base + range.upperBound + 1, &sink)
            return false
        }
        starts.append(open.count)
        for index in (tag + 1)..<nameEnd { open.append(bytes[index]) }
        if record < 0, let types = builder.typesOfRecord {
            record = starts.count
            names = sink.names(ofTypes: types)
            names?.begin()
            properties.begin(names?.kind, isError: CLIXMLDrafts.isError(types))
        }
        return false
    }

    /// True for attributes as PowerShell writes them at the root: a version and the address of a namespace.
    private static func isPlainRoot(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where !bytes[index].isAlphanumeric && !bytes[index].isBlankByte {
            switch bytes[index] {
            case 0x22, 0x27, 0x2E, 0x2F, 0x3A, 0x3D: continue  // " ' . / : =
            default: return false
            }
        }
        return true
    }

    private mutating func endTag(
        _ bytes: Span<UInt8>, _ range: Range<Int>, base: Int, _ sink: inout StreamSink
    ) throws(TextFault) {
        guard let start = starts.last, endsElement(bytes, range, start) else { throw .irregular }
        starts.removeLast()
        open.removeLast(open.count - start)
        if starts.count < record {
            record = -1
            names = nil
        }
        try finishElement(base + range.upperBound + 1, &sink)
    }

    private mutating func finishElement(_ end: Int, _ sink: inout StreamSink) throws(TextFault) {
        builder.close(end: end)
        if starts.isEmpty {
            if builder.isMixed { throw .irregular }
            place.endDocument(at: end)
        }
        addObjects(to: &sink)
    }

    private mutating func addObjects(to sink: inout StreamSink) {
        guard !builder.objects.isEmpty else { return }
        let maker = CLIXMLDrafts(text: .source(sink.source), displays: builder.displays)
        for var object in builder.takeObjects() {
            defer { properties.end() }
            if properties.add(object, to: &sink) { continue }
            properties.put(into: &object)
            var drafts = maker.drafts(object)
            for place in drafts.indices { sink.add(&drafts[place]) }
        }
    }

    /// True for `</name` and blanks, of the element whose name starts there.
    private func endsElement(_ bytes: Span<UInt8>, _ range: Range<Int>, _ start: Int) -> Bool {
        var index = range.lowerBound + 2
        for place in start..<open.count {
            guard index < range.upperBound, bytes[index] == open[place] else { return false }
            index += 1
        }
        while index < range.upperBound, bytes[index].isBlankByte { index += 1 }
        return index == range.upperBound
    }

    // MARK: Values

    /// Behind the end tag of a value that is passed over; nil when it is not all there yet.
    private mutating func dropped(
        _ bytes: Span<UInt8>, _ tag: Int, _ close: Int, _ end: Int, base: Int
    ) throws(TextFault) -> Int? {
        guard let next = ByteSearch.first(Self.lessThan, in: bytes, from: max(close + 1, searched - base), to: end)
        else {
            searched = base + end
            return nil
        }
        var nameEnd = tag + 1
        while bytes[nameEnd].isAlphanumeric { nameEnd += 1 }
        let length = nameEnd - tag - 1
        // `</name>`
        guard next + length + 3 <= end else { return nil }
        guard bytes[next + 1] == UInt8(ascii: "/"), bytes[next + length + 2] == UInt8(ascii: ">") else {
            throw .irregular
        }
        for offset in 0..<length where bytes[next + 2 + offset] != bytes[tag + 1 + offset] { throw .irregular }
        if let mark = ByteSearch.first(UInt8(ascii: "&"), in: bytes, from: close + 1, to: next) {
            try XMLReferences.check(bytes, mark..<next)
        }
        return next + length + 3
    }

    private mutating func text(_ bytes: Span<UInt8>, _ range: Range<Int>, base: Int) throws(TextFault) {
        guard builder.takesText else {
            // Text where none belongs is reported by the other reader.
            for index in range where !bytes[index].isBlankByte { throw .irregular }
            return
        }
        let place = (base + range.lowerBound)..<(base + range.upperBound)
        if isOpen("BA"), let binary = Base64.decode(bytes.extracting(range)) {
            builder.add(binary: BinaryFacts.describe(binary), place)
            return
        }
        if XMLReferences.isPlain(bytes, range) {
            builder.add(text: bytes.extracting(range), place)
        } else {
            let replaced = try XMLReferences.replaced(bytes, range)
            builder.add(text: replaced.span, place)
        }
    }

    private func isOpen(_ name: String) -> Bool {
        guard let start = starts.last, open.count - start == name.utf8.count else { return false }
        return open[start...].elementsEqual(name.utf8)
    }

    private func isSame(_ bytes: Span<UInt8>, _ range: Range<Int>, _ name: String) -> Bool {
        guard range.count == name.utf8.count else { return false }
        var index = range.lowerBound
        for byte in name.utf8 {
            if bytes[index] != byte { return false }
            index += 1
        }
        return true
    }
}
