import TriageModel

/// Reads LDIF (RFC 2849) and what directory tools really print: folded lines, comments, trailers, `attr:: base64`,
/// `attr:< url` (never opened), change records.
struct LDIFReader: RegionReader {
    let triggers: LineShape = .header

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: PreparedVocabulary) -> ReadRegion? {
        if LDIFResult.starts(text, line), let result = LDIFResult(text, at: line, block: 0), let error = result.error {
            return ReadRegion(
                lines: line..<result.end, format: "ldif", why: "certain: lines search: and result:", records: [error])
        }
        guard Self.startsEntry(text, line) else { return nil }
        let names = LDIFNames(vocabulary)
        var records: [Draft] = []
        var next = line
        var end = line
        var attributes = 0
        var problems: [Evidence.Problem] = []
        var hasReferences = false
        while next < text.lines.count, Self.startsEntry(text, next) {
            var entry = LDIFEntry(text: text, names: names)
            next = entry.read(from: next)
            end = next
            attributes += entry.attributeCount
            records.append(entry.draft(block: records.count))
            if let fault = entry.fault {
                problems.append(
                    .init(
                        code: "damaged-ldif", message: "LDIF: \(fault); the entry is kept as a change.",
                        file: text.name,
                        span: records.last?.span))
            }
            // Entries are parted by blank lines and comments; tools print both in any number. References to other
            // servers stand between entries as well.
            while next < text.lines.count {
                let isReference = text.slice(next).starts(with: "ref: ldap".utf8)
                guard isReference || text.lines[next].isBlank || LDIFEntry.isComment(text, next) else { break }
                if isReference { hasReferences = true }
                next = LDIFEntry.isComment(text, next) ? LDIFEntry.behindComment(text, next) : next + 1
            }
        }
        if records.isEmpty || next >= text.lines.count || !LDIFResult.starts(text, next) {
            guard attributes > records.count || records.count > 1 || hasReferences else { return nil }
        } else if let result = LDIFResult(text, at: next, block: records.count) {
            // What ldapsearch says at the end.
            end = result.end
            if let error = result.error { records.append(error) }
        }
        return ReadRegion(
            lines: line..<end, format: "ldif", why: "certain: \(records.count) entries that start with dn:",
            records: records, problems: problems, repaired: DraftText.text(of: records, source: text.source))
    }

    private static func startsEntry(_ text: CleanText, _ line: Int) -> Bool {
        let slice = text.slice(line)
        guard slice.count >= 3, slice.prefix(3).elementsEqual([0x64, 0x6E, 0x3A]) else { return false }
        let value = slice.dropFirst(3).drop { $0 == 0x20 || $0 == 0x3A }
        // The root of a directory has no name; its attributes follow at once.
        if slice.count == 3 { return line + 1 < text.lines.count && text.lines[line + 1].shape.contains(.header) }
        // A distinguished name has `=`; base64 has none but in the padding.
        return value.contains(0x3D) || slice.dropFirst(3).first == 0x3A
    }
}

/// One entry of an LDIF file, read line by line.
struct LDIFEntry {
    private let text: CleanText
    private var attributes: LDIFAttributes
    private var lines = 0..<0

    init(text: CleanText, names: LDIFNames) {
        self.text = text
        attributes = LDIFAttributes(source: text.source, names: names)
    }

    /// Attributes read, the name of the entry among them.
    var attributeCount: Int { attributes.count }

    /// What is wrong with a change record; nil for nothing.
    var fault: String? { attributes.fault }

    /// A comment stood behind `#` in the source; the cleaner took that off.
    static func isComment(_ text: CleanText, _ line: Int) -> Bool {
        let start = text.lines[line].sourceStart
        return start < text.decodedCount && text.bytes[start] == 0x23
    }

    /// Behind a comment and its folded lines, which begin with a blank as any others.
    static func behindComment(_ text: CleanText, _ line: Int) -> Int {
        var next = line + 1
        while next < text.lines.count, !text.lines[next].isBlank, text.bytes[text.lines[next].start] == 0x20 {
            next += 1
        }
        return next
    }

    /// Reads the lines of the entry; the index behind the last.
    mutating func read(from start: Int) -> Int {
        var line = start
        while line < text.lines.count {
            if Self.isComment(text, line) {
                line = Self.behindComment(text, line)
                continue
            }
            let slice = text.slice(line)
            guard let colon = slice.firstIndex(of: 0x3A), LDIFNames.isName(slice[..<colon]) else { break }
            var last = line + 1
            while last < text.lines.count, !text.lines[last].isBlank, text.bytes[text.lines[last].start] == 0x20 {
                last += 1
            }
            add(line..<last, name: slice[..<colon], offset: colon - slice.startIndex + 1)
            line = last
            if line < text.lines.count, text.slice(line).elementsEqual([0x2D]) { line += 1 }
        }
        lines = start..<max(line, start + 1)
        return lines.upperBound
    }

    /// The record of the entry.
    func draft(block: Int) -> Draft {
        var draft = attributes.draft(span: text.span(lines))
        draft.block = block
        return draft
    }

    private mutating func add(_ lines: Range<Int>, name bytes: ArraySlice<UInt8>, offset: Int) {
        let mark = text.slice(lines.lowerBound).dropFirst(offset).first
        let start = text.lines[lines.lowerBound].start + offset + (mark == 0x3A || mark == 0x3C ? 1 : 0)
        let isFolded = lines.count > 1
        var located = written(
            lines.lowerBound, from: start - text.lines[lines.lowerBound].start, isFolded: isFolded)
        while located.bytes.first == 0x20 { located = located[1..<located.count] }
        let span = SourceSpan(
            source: text.source, start: min(start + 1, text.lines[lines.lowerBound].sourceEnd),
            end: text.lines[lines.upperBound - 1].sourceEnd)
        if mark == 0x3A {
            var raw = located.bytes
            for line in lines.dropFirst() { raw.append(contentsOf: text.slice(line).dropFirst()) }
            // Who cuts a text most often does it at the end of a line.
            attributes.add(bytes, base64: raw.span, span, mayBeCut: lines.upperBound == text.lines.count)
        } else {
            for line in lines.dropFirst() {
                located.append(written(line, from: 1, isFolded: line + 1 < lines.upperBound))
            }
            attributes.add(bytes, located, isURL: mark == 0x3C, span)
        }
    }

    /// Blanks at the end of a folded line that are the value's own; more are a screen's.
    static let maximumBlanks = 2

    /// A line as it was written: what looks like an escape of Markdown is one of a distinguished name, and a blank before
    /// a fold belongs to the value.
    private func written(_ line: Int, from offset: Int, isFolded: Bool) -> LocatedText {
        let entry = text.lines[line]
        if entry.patch >= 0, entry.quoteDepth == 0, entry.sourceStart < entry.sourceEnd,
            entry.sourceEnd <= text.decodedCount
        {
            let source = text.bytes[entry.sourceStart..<entry.sourceEnd]
            let isPlain =
                !source.contains(0x1B) && !zip(source, source.dropFirst()).contains { $0 == 0xC2 && $1 == 0xA0 }
            if isPlain, source.prefix(offset).elementsEqual(text.slice(line).prefix(offset)) {
                var whole = LocatedText(source: text.source, bytes: source, origin: entry.sourceStart)
                if !isFolded { whole = whole.trimmed }
                return whole[min(offset, whole.count)..<whole.count]
            }
        }
        var located = text.text(line, from: offset)
        if isFolded, (1...Self.maximumBlanks).contains(entry.rawEnd - entry.end) {
            let raw = text.rawText(line)
            located.append(raw[min(entry.end - entry.start, raw.count)..<raw.count])
        }
        return located
    }
}
