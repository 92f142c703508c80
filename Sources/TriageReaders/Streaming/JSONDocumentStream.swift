import TriageBytes
import TriageModel

/// Reads a file of JSON documents in one pass, whatever their size: arrays of objects, collections of Graph
/// (`"value": […]`), objects one after the other. Objects are read one by one; a document that ends in the middle gives what
/// stands before and the place.
///
/// Text beside the documents, errors, and whatever is no JSON are irregular.
struct JSONDocumentStream: StreamReader {
    private enum Phase {
        case between, elements, annotations, behind, stopped
    }

    private var phase = Phase.between
    private var frame = JSONFrame()
    private var objects: JSONObjects?
    private var text: JSONRegionText?
    /// Where the document's first line begins, and where its last one ends as far as it was seen.
    private var lineStart = 0
    private var regionStart = 0
    private var regionEnd = 0
    /// Behind the last byte that is no blank.
    private var contentEnd = 0
    private var isOnFirstLine = true
    /// Behind what can be seen.
    private var windowEnd = 0
    private var isCollection = false
    private var isArray = false
    private var types: [String] = []
    private var needsComma = false
    private var hasObjects = false
    /// The element whose fields were tried to be taken straight out of the text.
    private var tried = -1

    /// True for the head of a file that is JSON and not objects a line; a collection on one line is for this reader too.
    static func begins(_ head: [UInt8]) -> Bool {
        let text = StreamHead.text(of: head)
        guard let first = text.first, first == UInt8(ascii: "[") || first == UInt8(ascii: "{") else { return false }
        do throws(TextFault) {
            switch try JSONHeader.read(text.span, 0, text.count, isLast: false) {
            case .array, .collection: return true
            case .object, nil: return !JSONLineStream.begins(head)
            }
        } catch {
            return false
        }
    }

    mutating func read(
        _ bytes: Span<UInt8>, _ range: Range<Int>, base: Int, isLast: Bool, into sink: inout StreamSink
    ) throws(TextFault) -> Int {
        var index = range.lowerBound
        var end = range.upperBound
        // Whether a line feed belongs to it is seen with the next piece.
        if !isLast, end > index, bytes[end - 1] == 0x0D { end -= 1 }
        windowEnd = end
        while index < end {
            let before = index
            let was = phase
            switch phase {
            case .between: index = try open(bytes, index, end, base: base, isLast: isLast, &sink)
            case .elements: index = try element(bytes, index, end, base: base, &sink)
            case .annotations: index = try annotation(bytes, index, end, base: base, sink.source)
            case .behind: index = try close(bytes, index, end, base: base, isLast: isLast, &sink)
            case .stopped: throw .irregular
            }
            if index == before, phase == was { break }
        }
        if isLast, phase == .elements || phase == .annotations {
            try truncated(bytes, index..<end, base: base, &sink)
            return end
        }
        return index
    }

    mutating func finish(into sink: inout StreamSink) throws(TextFault) {
        switch phase {
        case .between: break
        case .behind, .stopped: endRegion(&sink)
        case .elements, .annotations: throw .irregular
        }
    }

    mutating func stop(into sink: inout StreamSink) {
        guard text != nil, sink.lastEnd > regionStart else { return }
        regionEnd = sink.lastEnd
        endRegion(&sink)
    }

    // MARK: Between documents

    private mutating func open(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, base: Int, isLast: Bool, _ sink: inout StreamSink
    ) throws(TextFault) -> Int {
        var index = start
        while index < end, bytes[index].isBlankByte {
            // A carriage return of its own ends a line too.
            let isLoneReturn = bytes[index] == 0x0D && (index + 1 == end || bytes[index + 1] != 0x0A)
            if bytes[index] == 0x0A || isLoneReturn { lineStart = base + index + 1 }
            index += 1
        }
        guard index < end, let header = try JSONHeader.read(bytes, index, end, isLast: isLast) else { return index }
        if objects == nil { objects = JSONObjects(sink) }
        begin(at: base + index, sink.source)
        switch header {
        case .array(let first):
            isArray = true
            return try enter(bytes, index..<first, base: base, sink.source)
        case .collection(let first, let annotations):
            isCollection = true
            types = JSONDrafts.odataTypes(JSONParser.parse(annotations).node)
            return try enter(bytes, index..<first, base: base, sink.source)
        case .object:
            guard let last = frame.end(bytes, from: index, to: end, base: base) else {
                guard isLast else { return index }
                phase = .elements
                return index
            }
            try take(bytes, index..<last, base: base, depth: 0, &sink)
            endDocument()
            return last
        }
    }

    private mutating func begin(at offset: Int, _ source: SourceID) {
        text = JSONRegionText(source: source)
        regionStart = lineStart
        contentEnd = offset
        isOnFirstLine = true
        isArray = false
        isCollection = false
        types = []
        needsComma = false
        hasObjects = false
    }

    /// Takes what stands before the first element.
    private mutating func enter(
        _ bytes: Span<UInt8>, _ range: Range<Int>, base: Int, _ source: SourceID
    ) throws(TextFault) -> Int {
        phase = .elements
        var end = range.upperBound
        while bytes[end - 1].isBlankByte { end -= 1 }
        try piece(bytes, range.lowerBound..<end, base: base, source)
        try separator(bytes, end..<range.upperBound, base: base)
        return range.upperBound
    }

    private mutating func endDocument() {
        phase = .behind
        regionEnd = contentEnd
    }

    /// Takes the rest of a document's last line; nothing but blanks may stand there.
    private mutating func close(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, base: Int, isLast: Bool, _ sink: inout StreamSink
    ) throws(TextFault) -> Int {
        var index = start
        while index < end {
            switch bytes[index] {
            case 0x20, 0x09: regionEnd = base + index + 1
            case 0x0D:
                guard index + 1 < end || isLast else { return index }
                guard index + 1 == end || bytes[index + 1] == 0x0A else { throw .irregular }
            case 0x0A:
                endRegion(&sink)
                phase = .between
                lineStart = base + index + 1
                return index + 1
            default: throw .irregular
            }
            index += 1
        }
        return index
    }

    private mutating func endRegion(_ sink: inout StreamSink) {
        sink.endRegion(
            regionStart..<regionEnd, format: "json", why: "certain: a JSON \(isArray ? "array" : "object")",
            text: text?.trimmed)
        text = nil
    }

    // MARK: Inside of a document

    private mutating func element(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, base: Int, _ sink: inout StreamSink
    ) throws(TextFault) -> Int {
        var index = start
        while index < end, bytes[index].isBlankByte || bytes[index] == UInt8(ascii: ",") {
            if bytes[index] == UInt8(ascii: ",") {
                guard needsComma else { throw .irregular }
                needsComma = false
            }
            index += 1
        }
        try separator(bytes, start..<index, base: base)
        guard index < end else { return index }
        if bytes[index] == UInt8(ascii: "]") {
            guard needsComma, hasObjects else { throw .irregular }
            try piece(bytes, index..<(index + 1), base: base, sink.source)
            if isCollection { phase = .annotations } else { endDocument() }
            return index + 1
        }
        guard !needsComma else { throw .irregular }
        // An object larger than the piece at hand is tried once more when its end is known.
        let isNew = tried != base + index
        tried = base + index
        if isNew, let last = try plain(bytes, index, end, base: base, &sink) { return last }
        guard let last = frame.end(bytes, from: index, to: end, base: base) else { return index }
        if !isNew, let last = try plain(bytes, index, last, base: base, &sink) { return last }
        try take(bytes, index..<last, base: base, depth: isCollection ? 2 : 1, &sink)
        needsComma = true
        return last
    }

    /// Takes the fields of an element straight out of the text, once that is not kept; behind it, nil when it is not plain
    /// or not all there.
    private mutating func plain(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, base: Int, _ sink: inout StreamSink
    ) throws(TextFault) -> Int? {
        let depth = isCollection ? 2 : 1
        guard text?.isFull == true,
            let last = objects?.addPlain(bytes, start, end, base: base, depth: depth, types: types, to: &sink)
        else { return nil }
        try noteLine(bytes, start..<last)
        contentEnd = base + last
        regionEnd = contentEnd
        needsComma = true
        hasObjects = true
        return last
    }

    /// Takes one annotation behind the elements of a collection, or its end.
    private mutating func annotation(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, base: Int, _ source: SourceID
    ) throws(TextFault) -> Int {
        var walk = JSONWalk(index: start, end: end)
        walk.skipBlanks(bytes)
        try separator(bytes, start..<walk.index, base: base)
        guard !walk.isAtEnd else { return end }
        let first = walk.index
        if walk.passes(UInt8(ascii: "}"), bytes) {
            try piece(bytes, first..<walk.index, base: base, source)
            endDocument()
            return walk.index
        }
        guard walk.passes(UInt8(ascii: ","), bytes) else { throw .irregular }
        walk.skipBlanks(bytes)
        let name = walk.string(bytes)
        if let name {
            // What says of what type the elements are stands before them.
            guard JSONWalk.isAnnotation(bytes, name), !JSONWalk.isSame(bytes, name, "@odata.context"),
                !JSONWalk.isSame(bytes, name, "@odata.type")
            else { throw .irregular }
        }
        guard name != nil, walk.passes(UInt8(ascii: ":"), bytes), walk.skipScalar(bytes), !walk.isAtEnd else {
            guard walk.isAtEnd, end - start < 1 << 16 else { throw .irregular }
            return first
        }
        try piece(bytes, first..<walk.index, base: base, source)
        return walk.index
    }

    private mutating func take(
        _ bytes: Span<UInt8>, _ range: Range<Int>, base: Int, depth: Int, _ sink: inout StreamSink
    ) throws(TextFault) {
        let body = try piece(bytes, range, base: base, sink.source)
        guard let objects else { throw .irregular }
        let (hasMembers, stopped) = objects.add(body, depth: depth, types: types, to: &sink)
        guard stopped == nil else { throw .irregular }
        if depth == 0, !hasMembers, !objects.isSelective { throw .irregular }
        hasObjects = hasObjects || hasMembers || Self.isObject(body.bytes)
    }

    /// True for an object that has a member.
    private static func isObject(_ bytes: [UInt8]) -> Bool {
        bytes.first == UInt8(ascii: "{") && bytes.dropFirst().first { !$0.isBlankByte } == UInt8(ascii: "\"")
    }

    /// Takes what there is of a document that ends in the middle, and says so. One that is damaged may be no JSON at all,
    /// which is for the other reader to say.
    private mutating func truncated(
        _ bytes: Span<UInt8>, _ rest: Range<Int>, base: Int, _ sink: inout StreamSink
    ) throws(TextFault) {
        var end = rest.upperBound
        while end > rest.lowerBound, bytes[end - 1].isBlankByte { end -= 1 }
        var code = "truncated-json"
        var place = (contentEnd - 1)..<contentEnd
        if end > rest.lowerBound {
            // Signs of quoting at the end are no text.
            let body = try piece(bytes, rest.lowerBound..<end, base: base, sink.source).trimmed
            place = (contentEnd - 1)..<contentEnd
            if phase == .elements, let objects {
                let depth = isCollection ? 2 : isArray ? 1 : 0
                let (hasMembers, stopped) = objects.add(body, depth: depth, types: types, to: &sink)
                hasObjects = hasObjects || hasMembers
                // Whole to a lenient eye, though its brackets are not.
                guard let stopped else { throw .irregular }
                code = stopped.code
                let spans = body.spans(of: max(0, stopped.place - 1)..<max(1, stopped.place))
                if let first = spans.first { place = first.start..<first.end }
            }
        }
        guard hasObjects, code == "truncated-json" else { throw .irregular }
        try separator(bytes, end..<rest.upperBound, base: base)
        sink.add(
            problem: code, JSONReader.message(code),
            at: SourceSpan(source: sink.source, start: place.lowerBound, end: place.upperBound))
        phase = .stopped
    }

    // MARK: Text

    /// Notes a part that is more than blanks.
    @discardableResult
    private mutating func piece(
        _ bytes: Span<UInt8>, _ range: Range<Int>, base: Int, _ source: SourceID
    ) throws(TextFault) -> LocatedText {
        let body = try JSONPiece.text(bytes, range, base: base, source: source)
        try noteLine(bytes, range)
        text?.add(body)
        contentEnd = base + range.upperBound
        regionEnd = contentEnd
        return body
    }

    /// Looks at what stands on the first line of a document, which other readers may claim.
    private mutating func noteLine(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(TextFault) {
        guard isOnFirstLine else { return }
        if JSONPiece.isAmbiguous(bytes, range) { throw .irregular }
        if ByteSearch.first(0x0A, in: bytes, from: range.lowerBound, to: range.upperBound) != nil {
            isOnFirstLine = false
        }
    }

    /// Notes blanks, line ends and commas.
    private mutating func separator(_ bytes: Span<UInt8>, _ range: Range<Int>, base: Int) throws(TextFault) {
        for index in range {
            switch bytes[index] {
            case 0x0A:
                isOnFirstLine = false
                if index == range.lowerBound || bytes[index - 1] != 0x0D { regionEnd = base + index }
            case 0x0D:
                if index + 1 < windowEnd, bytes[index + 1] != 0x0A { throw .irregular }
                regionEnd = base + index
            case 0x20, 0x09: regionEnd = base + index + 1
            default:
                contentEnd = base + index + 1
                regionEnd = contentEnd
            }
        }
        text?.add(bytes, range, base: base)
    }
}
