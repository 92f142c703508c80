import TriageBytes
import TriageModel
import TriageXML

/// Takes the fields of a JSON object straight out of the text, as long as it has the plain form that nearly all of a dump
/// has: names and values without line ends inside of them, parted by one comma each.
///
/// Anything else is left to the parser, which judges the object as a whole. What lies in brackets is handed to the parser
/// by itself.
struct JSONFields {
    /// Members of the object that was read last, as far as they count.
    private(set) var found: [Record.Field] = []

    private let wanted: KeptNames
    private let source: SourceID
    private let vocabulary: PreparedVocabulary

    private static let document = ByteNeedle("Objs")
    /// More members than any object of a dump has.
    private static let mostMembers = 1024

    init(_ wanted: KeptNames, source: SourceID, vocabulary: PreparedVocabulary) {
        self.wanted = wanted
        self.source = source
        self.vocabulary = vocabulary
    }

    /// Reads the object that begins at `start`; behind it, nil when it is not plain, or not all there.
    ///
    /// - Parameter depth: how many arrays and objects are around it.
    mutating func read(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, base: Int, depth: Int) -> Int? {
        found.removeAll(keepingCapacity: true)
        wanted.begin()
        guard start < end, bytes[start] == UInt8(ascii: "{") else { return nil }
        var index = Self.behindBlanks(bytes, start + 1, end)
        while true {
            // `"name":`
            guard index < end, bytes[index] == UInt8(ascii: "\""), let quote = plainString(bytes, index, end),
                quote > index + 1
            else { return nil }
            let name = (index + 1)..<quote
            index = Self.behindBlanks(bytes, quote + 1, end)
            guard index < end, bytes[index] == UInt8(ascii: ":"), bytes[name.lowerBound] != UInt8(ascii: "@"),
                !Self.isWrapper(bytes, name)
            else { return nil }
            index = Self.behindBlanks(bytes, index + 1, end)
            guard let after = value(bytes, index, end, name, base: base, depth: depth),
                found.count <= Self.mostMembers
            else { return nil }
            index = Self.behindBlanks(bytes, after, end)
            guard index < end else { return nil }
            if bytes[index] == UInt8(ascii: "}") { return index + 1 }
            guard bytes[index] == UInt8(ascii: ",") else { return nil }
            index = Self.behindBlanks(bytes, index + 1, end)
        }
    }

    // MARK: Values

    /// Behind the value at `start`, which was noted when it counts.
    private mutating func value(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ name: Range<Int>, base: Int, depth: Int
    ) -> Int? {
        guard start < end else { return nil }
        let known = wanted.place(bytes, name)
        guard known.property >= 0 else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "\""):
            // What is printed of an object has names of its own.
            if start + 2 < end, bytes[start + 1] == 0x40, bytes[start + 2] == 0x7B { return nil }
            guard known.isKept else { return Self.behindString(bytes, start, end) }
            return string(bytes, start, end, known.property, base: base)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            if !known.isKept, let after = Self.behindScalars(bytes, start, end) { return after }
            return nested(bytes, start, end, known.property, base: base, depth: depth)
        default:
            guard let after = Self.behindScalar(bytes, start, end) else { return nil }
            if known.isKept { scalar(bytes, start..<after, known.property, base: base) }
            return after
        }
    }

    private mutating func string(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ name: Int, base: Int) -> Int? {
        guard let after = Self.behindString(bytes, start, end) else { return nil }
        let inside = (start + 1)..<(after - 1)
        var before: UInt8 = 0
        var isEscaped = false
        for index in inside {
            let byte = bytes[index]
            // What the cleaner of lines changes, and line ends.
            if byte < 0x20 && byte != 0x09 || byte == 0xA0 && before == 0xC2 || byte == 0x2B && before == 0x5C {
                return nil
            }
            if byte == 0x5C { isEscaped = true }
            before = byte
        }
        if inside.count > 64, Self.document.first(in: bytes, from: inside.lowerBound, to: inside.upperBound) != nil {
            return nil
        }
        let text: String
        if isEscaped {
            guard let parsed = JSONParser.parse(Self.copy(bytes, start..<after), depth: 0).node.string else {
                return nil
            }
            text = parsed
        } else {
            text = shared(bytes, inside) ?? String(decoding: Self.copy(bytes, inside), as: UTF8.self)
        }
        note(name, Value(text.isEmpty ? .blank : .text(text), spans: spans(inside, base)))
        return after
    }

    private mutating func scalar(_ bytes: Span<UInt8>, _ range: Range<Int>, _ name: Int, base: Int) {
        let content: Value.Content
        switch bytes[range.lowerBound] {
        case UInt8(ascii: "t"): content = .boolean(true)
        case UInt8(ascii: "f"): content = .boolean(false)
        case UInt8(ascii: "n"): content = .blank
        default:
            let word = String(decoding: Self.copy(bytes, range), as: UTF8.self)
            content = Int64(word).map { .integer($0) } ?? Double(word).map { .real($0) } ?? .text(word)
        }
        note(name, Value(content, spans: spans(range, base)))
    }

    /// Notes a list, or the members of an object inside.
    private mutating func nested(
        _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ name: Int, base: Int, depth: Int
    ) -> Int? {
        if let (photo, after) = JSONParser.byteArray(bytes, start, end) {
            guard ByteSearch.first(0x0A, in: bytes, from: start, to: after) == nil,
                ByteSearch.first(0x0D, in: bytes, from: start, to: after) == nil
            else { return nil }
            note(name, Value(.binary(BinaryFacts.describe(photo)), spans: spans(start..<after, base)))
            return after
        }
        var frame = JSONFrame()
        guard let after = frame.end(bytes, from: start, to: end, base: base) else { return nil }
        let copy = Self.copy(bytes, start..<after)
        guard !JSONPiece.isChanged(copy.span), !copy.contains(where: { $0 == 0x0A || $0 == 0x0D }),
            Self.document.first(in: copy.span) == nil
        else { return nil }
        let (node, parsed, stopped) = JSONParser.parse(copy, depth: depth + 1)
        guard stopped == nil, parsed == copy.count else { return nil }
        let text = LocatedText(source: source, bytes: copy, origin: base + start)
        found += JSONDrafts(text: text, vocabulary: vocabulary).fields(named: wanted.name(name), node)
        return after
    }

    private mutating func note(_ name: Int, _ value: Value) {
        found.append(Record.Field(wanted.name(name), value))
    }

    private func spans(_ range: Range<Int>, _ base: Int) -> [SourceSpan] {
        range.isEmpty
            ? [] : [SourceSpan(source: source, start: base + range.lowerBound, end: base + range.upperBound)]
    }

    /// The same text in another member: a sign-in name and a mail address need no memory each.
    private func shared(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
        guard range.count > 15 else { return nil }
        for field in found {
            guard case .text(let other) = field.value.content, other.utf8.count == range.count else { continue }
            var index = range.lowerBound
            var isSame = true
            for byte in other.utf8 {
                if byte != bytes[index] {
                    isSame = false
                    break
                }
                index += 1
            }
            if isSame { return other }
        }
        return nil
    }

    // MARK: Walking

    private static func copy(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var copy: [UInt8] = []
        copy.append(contentsOf: bytes.extracting(range))
        return copy
    }

    private static func behindBlanks(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, bytes[index].isBlankByte { index += 1 }
        return index
    }

    /// The closing quote of a string without escapes and control characters.
    private func plainString(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var index = start + 1
        while index < end {
            let byte = bytes[index]
            if byte == 0x22 { return index }
            if byte < 0x20 || byte == 0x5C || byte == 0xC2 { return nil }
            index += 1
        }
        return nil
    }

    /// Behind a string on one line.
    private static func behindString(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var next = start + 1
        while let quote = ByteSearch.first(0x22, in: bytes, from: next, to: end) {
            var slashes = 0
            while quote - 1 - slashes > start, bytes[quote - 1 - slashes] == 0x5C { slashes += 1 }
            next = quote + 1
            if slashes.isMultiple(of: 2) {
                return ByteSearch.first(0x0A, in: bytes, from: start, to: quote) == nil ? next : nil
            }
        }
        return nil
    }

    /// Behind `true`, `false`, `null` or a number that something follows.
    private static func behindScalar(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var index = start
        while index < end {
            let byte = bytes[index]
            guard byte.isAlphanumeric || byte == 0x2B || byte == 0x2D || byte == 0x2E else { break }
            index += 1
        }
        guard index > start, index < end, index - start <= 40 else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "-"), 0x30...0x39: return index
        default: return isWord(bytes, start..<index) ? index : nil
        }
    }

    /// Behind a list of strings, numbers and words on one line.
    private static func behindScalars(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard bytes[start] == UInt8(ascii: "[") else { return nil }
        var index = behindBlanks(bytes, start + 1, end)
        if index < end, bytes[index] == UInt8(ascii: "]") { return index + 1 }
        while index < end {
            let isString = bytes[index] == UInt8(ascii: "\"")
            guard let after = isString ? behindString(bytes, index, end) : behindScalar(bytes, index, end) else {
                return nil
            }
            index = behindBlanks(bytes, after, end)
            guard index < end else { return nil }
            if bytes[index] == UInt8(ascii: "]") { return index + 1 }
            guard bytes[index] == UInt8(ascii: ",") else { return nil }
            index = behindBlanks(bytes, index + 1, end)
        }
        return nil
    }

    private static let words = ["true", "false", "null"].map { Array($0.utf8) }

    private static func isWord(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for word in words where word.count == range.count {
            var isSame = true
            for offset in word.indices where word[offset] != bytes[range.lowerBound + offset] { isSame = false }
            if isSame { return true }
        }
        return false
    }

    /// True for the name of a member that decides what the object is.
    private static func isWrapper(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        switch name.count {
        case 5: JSONWalk.isSame(bytes, name, "value") || JSONWalk.isSame(bytes, name, "error")
        case 9: JSONWalk.isSame(bytes, name, "responses")
        default: false
        }
    }
}
