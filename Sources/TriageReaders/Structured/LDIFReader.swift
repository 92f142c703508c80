import TriageBytes
import TriageModel

/// Reads LDIF (RFC 2849) and what directory tools really print: folded lines, comments, trailers, `attr:: base64`,
/// `attr:< url` (never opened), change records.
struct LDIFReader: RegionReader {
    let triggers: LineShape = .header

    func region(in text: CleanText, at line: Int, floor: Int, vocabulary: Vocabulary) -> ReadRegion? {
        if LDIFResult.starts(text, line), let result = LDIFResult(text, at: line, block: 0), let error = result.error {
            return ReadRegion(
                lines: line..<result.end, format: "ldif", why: "certain: lines search: and result:", records: [error])
        }
        guard Self.startsEntry(text, line) else { return nil }
        var records: [Draft] = []
        var next = line
        var end = line
        var attributes = 0
        var problems: [Evidence.Problem] = []
        var hasReferences = false
        while next < text.lines.count, Self.startsEntry(text, next) {
            var entry = LDIFEntry(text: text, vocabulary: vocabulary)
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
                next += 1
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

/// One entry of an LDIF file.
struct LDIFEntry {
    private let text: CleanText
    private let vocabulary: Vocabulary
    private var fields: [Record.Field] = []
    private var places: [String: Int] = [:]
    private var change = ""
    private var controlFault = false
    private var lines = 0..<0
    private(set) var attributeCount = 0

    init(text: CleanText, vocabulary: Vocabulary) {
        self.text = text
        self.vocabulary = vocabulary
    }

    /// A comment stood behind `#` in the source; the cleaner took that off.
    static func isComment(_ text: CleanText, _ line: Int) -> Bool {
        let start = text.lines[line].sourceStart
        return start < text.decodedCount && text.bytes[start] == 0x23
    }

    /// Reads the lines of the entry; the index behind the last.
    mutating func read(from start: Int) -> Int {
        var line = start
        while line < text.lines.count {
            if Self.isComment(text, line) {
                line += 1
                continue
            }
            let slice = text.slice(line)
            guard let colon = slice.firstIndex(of: 0x3A), isName(slice[..<colon]) else { break }
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

    /// What is wrong with a change record; nil for nothing (RFC 2849, "change-record").
    var fault: String? {
        if controlFault { return "a control has no object identifier" }
        let known = ["distinguishedname", "changetype", "control"]
        if change == "delete", fields.contains(where: { !known.contains($0.name.asciiLowercased) }) {
            return "a deletion has attributes"
        }
        return nil
    }

    /// True for a change that says what is to happen. An export by ldifde writes `changetype: add` before every entry:
    /// what a server alone can set, or no object class at all, shows that it is a state and no request.
    private var isChange: Bool {
        guard change == "add" else { return !change.isEmpty }
        let names = Set(fields.map(\.name.asciiLowercased))
        return names.contains("objectclass")
            && names.isDisjoint(with: ["objectguid", "whencreated", "usnchanged", "usncreated", "createtimestamp"])
    }

    /// The record of the entry.
    func draft(block: Int) -> Draft {
        var types: [String] = []
        if case .list(let items)? = fields.first(where: { $0.name.isEqualIgnoringCase("objectClass") })?.value.content {
            types = items.compactMap { if case .text(let text) = $0.content { text } else { nil } }.reversed()
        }
        return Draft(
            kind: isChange ? "directory-change" : "", fields: fields, span: text.span(lines), format: "ldif",
            types: types, block: block)
    }

    private func isName(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first, first.isAlphanumeric, name.count <= 128 else { return false }
        return name.allSatisfy { $0.isAlphanumeric || $0 == 0x2D || $0 == 0x3B || $0 == 0x2E || $0 == 0x5F }
    }

    private mutating func add(_ lines: Range<Int>, name bytes: ArraySlice<UInt8>, offset: Int) {
        attributeCount += 1
        // `attr;binary`, `attr;range=0-1499`: options do not change what the attribute is.
        let name = String(decoding: bytes.prefix { $0 != 0x3B }, as: UTF8.self)
        let slice = text.slice(lines.lowerBound).dropFirst(offset)
        let mark = slice.first
        let start = text.lines[lines.lowerBound].start + offset + (mark == 0x3A || mark == 0x3C ? 1 : 0)
        var raw: [UInt8] = []
        var located = text.text(lines.lowerBound, from: start - text.lines[lines.lowerBound].start)
        while located.bytes.first == 0x20 { located = located[1..<located.count] }
        let span = SourceSpan(
            source: text.source, start: min(start + 1, text.lines[lines.lowerBound].sourceEnd),
            end: text.lines[lines.upperBound - 1].sourceEnd)
        let value: Value
        if mark == 0x3A {
            raw = located.bytes
            for line in lines.dropFirst() { raw.append(contentsOf: text.slice(line).dropFirst()) }
            value = decoded(raw, name: name, span: span)
        } else {
            for line in lines.dropFirst() { located.append(text.text(line, from: 1)) }
            if mark == 0x3C {
                value = Value(.blank, spans: located.spans, partial: "a URL that is never opened")
            } else if located.isEmpty {
                value = Value(.blank, spans: [span])
            } else if isBinary(name) {
                // A single colon: these very characters are what the attribute holds. Bytes that are no text were
                // printed raw, against RFC 2849, and did not come through whole.
                let isText = located.bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
                value =
                    isText
                    ? Value(.binary(BinaryFacts.describe(located.bytes)), spans: located.spans)
                    : Value(
                        .binary(BinaryValue(byteCount: 0...Int64.max, format: .unknown)), spans: located.spans,
                        partial: "bytes printed raw")
            } else {
                value = located.value()
            }
        }
        if name.isEqualIgnoringCase("changetype"), case .text(let kind) = value.content {
            change = ValueTyper.trim(kind).asciiLowercased
        }
        if name.isEqualIgnoringCase("control"), case .text(let control) = value.content, fields.count == 1 {
            let identifier = control.split(separator: " ").first ?? ""
            if identifier.isEmpty || !identifier.utf8.allSatisfy({ $0.isDigit || $0 == 0x2E }) { controlFault = true }
        }
        append(name.isEqualIgnoringCase("dn") ? "DistinguishedName" : name, value)
    }

    private func decoded(_ raw: [UInt8], name: String, span: SourceSpan) -> Value {
        guard let bytes = Base64.decode(raw) else {
            return Value(
                .binary(BinaryValue(byteCount: 0...Int64.max, format: .unknown)), spans: [span],
                partial: "the base64 text is damaged")
        }
        if bytes.isEmpty { return Value(.blank, spans: [span]) }
        if isBinary(name) { return Value(.binary(BinaryFacts.describe(bytes)), spans: [span]) }
        // GUIDs are 16 bytes; their base64 is kept for the typer.
        let base64 = Value(.text(String(decoding: raw, as: UTF8.self)), spans: [span])
        if bytes.count == 16, vocabulary.hasField(name, of: .guid) { return base64 }
        let string = String(validating: bytes, as: UTF8.self)
        if let string, !bytes.contains(where: { $0 < 0x20 && !$0.isBlankByte }) {
            return Value(.text(string), spans: [span])
        }
        if bytes.count == 16 { return base64 }
        return Value(.binary(BinaryFacts.describe(bytes)), spans: [span])
    }

    private func isBinary(_ name: String) -> Bool {
        vocabulary.hasField(name, of: .binary)
    }

    /// Repeated attributes are one list.
    private mutating func append(_ name: String, _ value: Value) {
        guard let place = places[name.asciiLowercased] else {
            places[name.asciiLowercased] = fields.count
            fields.append(.init(name, value))
            return
        }
        // Tools print the name of an entry as its attribute too.
        if name.isEqualIgnoringCase("DistinguishedName"), fields[place].value.content == value.content { return }
        var items: [Value]
        if case .list(let list) = fields[place].value.content { items = list } else { items = [fields[place].value] }
        items.append(value)
        let spans = fields[place].value.spans + value.spans
        fields[place].value = Value(.list(items), spans: spans)
    }
}
