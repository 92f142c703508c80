import TriageBytes
import TriageModel

/// The attributes of one LDIF entry (RFC 2849) as they are read, and the record they make.
struct LDIFAttributes {
    private let source: SourceID
    private let names: LDIFNames
    private var fields: [Record.Field] = []
    /// Names of the fields in lower case, and their places where there are many.
    private var keys: [String] = []
    private var places: [String: Int] = [:]
    private var change = ""
    private var controlFault = false
    /// Attributes read, the name of the entry among them.
    private(set) var count = 0

    init(source: SourceID, names: LDIFNames) {
        self.source = source
        self.names = names
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
        return names.contains("objectclass") && names.isDisjoint(with: Self.setByServers)
    }

    /// Attributes no request can set ([MS-ADA1] to [MS-ADA3]: systemOnly; RFC 4512, 3.4).
    static let setByServers: Set<String> = [
        "objectguid", "objectsid", "whencreated", "whenchanged", "usnchanged", "usncreated", "createtimestamp",
        "modifytimestamp",
    ]

    /// The record of the entry.
    func draft(span: SourceSpan) -> Draft {
        var types: [String] = []
        if case .list(let items)? = fields.first(where: { $0.name.isEqualIgnoringCase("objectClass") })?.value.content {
            types = items.compactMap { if case .text(let text) = $0.content { text } else { nil } }.reversed()
        }
        return Draft(
            kind: isChange ? "directory-change" : "", fields: fields, span: span, format: "ldif", types: types)
    }

    // MARK: Values

    /// Adds a value written as base64, line ends and blanks allowed.
    ///
    /// - Parameter mayBeCut: true for what the text ends with.
    mutating func add(_ name: ArraySlice<UInt8>, base64: Span<UInt8>, _ span: SourceSpan, mayBeCut: Bool) {
        count += 1
        let name = names.name(name)
        append(name, decoded(base64, name: name, span: span, mayBeCut: mayBeCut))
    }

    /// Adds a text that stands in one piece, not empty, of an attribute that holds text.
    mutating func add(_ name: LDIFNames.Name, _ text: String, _ span: SourceSpan) {
        count += 1
        append(name, Value(.text(text), spans: [span]))
    }

    /// Adds a value written as it is.
    mutating func add(_ name: ArraySlice<UInt8>, _ text: LocatedText, isURL: Bool, _ span: SourceSpan) {
        count += 1
        let name = names.name(name)
        let value: Value
        if isURL {
            value = Value(.blank, spans: text.spans, partial: "a URL that is never opened")
        } else if text.isEmpty {
            value = Value(.blank, spans: [span])
        } else if name.isBinary {
            // A single colon: these very characters are what the attribute holds. Bytes that are no text were printed
            // raw, against RFC 2849, and did not come through whole.
            value =
                text.bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
                ? Value(.binary(BinaryFacts.describe(text.bytes)), spans: text.spans)
                : Value(
                    .binary(BinaryValue(byteCount: 0...Int64.max, format: .unknown)), spans: text.spans,
                    partial: "bytes printed raw")
        } else {
            value = text.value()
        }
        append(name, value)
    }

    private func decoded(_ raw: Span<UInt8>, name: LDIFNames.Name, span: SourceSpan, mayBeCut: Bool) -> Value {
        guard let bytes = Base64.decode(raw) else {
            if mayBeCut, name.isBinary, let start = Self.start(of: raw) {
                return Value(
                    .binary(BinaryFacts.describeStart(of: start)), spans: [span], partial: "the text ends inside of it")
            }
            return Value(
                .binary(BinaryValue(byteCount: 0...Int64.max, format: .unknown)), spans: [span],
                partial: "the base64 text is damaged")
        }
        if bytes.isEmpty { return Value(.blank, spans: [span]) }
        if name.isBinary {
            if mayBeCut, BinaryFacts.lacksEnd(bytes) {
                return Value(
                    .binary(BinaryFacts.describeStart(of: bytes)), spans: [span], partial: "the text ends inside of it")
            }
            return Value(.binary(BinaryFacts.describe(bytes)), spans: [span])
        }
        // GUIDs are 16 bytes; their base64 is kept for the typer.
        if bytes.count == 16, name.isGUID { return Value(.text(Self.digits(raw)), spans: [span]) }
        let string = String(validating: bytes, as: UTF8.self)
        if let string, !bytes.contains(where: { $0 < 0x20 && !$0.isBlankByte }) {
            return Value(.text(string), spans: [span])
        }
        if bytes.count == 16 { return Value(.text(Self.digits(raw)), spans: [span]) }
        return Value(.binary(BinaryFacts.describe(bytes)), spans: [span])
    }

    /// The bytes of the groups of four that are whole.
    private static func start(of raw: Span<UInt8>) -> [UInt8]? {
        let digits = Array(Self.digits(raw).utf8)
        let whole = Array(digits.prefix(digits.count / 4 * 4))
        return whole.isEmpty ? nil : Base64.decode(whole)
    }

    /// Base64 without the line ends inside of it.
    private static func digits(_ raw: Span<UInt8>) -> String {
        var digits: [UInt8] = []
        for index in raw.indices where !raw[index].isBlankByte { digits.append(raw[index]) }
        return String(decoding: digits, as: UTF8.self)
    }

    /// Repeated attributes are one list.
    private mutating func append(_ attribute: LDIFNames.Name, _ value: Value) {
        if attribute.isChangeType, case .text(let kind) = value.content {
            change = ValueTyper.trim(kind).asciiLowercased
        }
        if attribute.isControl, case .text(let control) = value.content, fields.count == 1 {
            let identifier = control.split(separator: " ").first ?? ""
            if identifier.isEmpty || !identifier.utf8.allSatisfy({ $0.isDigit || $0 == 0x2E }) { controlFault = true }
        }
        guard let place = place(of: attribute.key) else {
            fields.append(.init(attribute.name, value))
            return
        }
        // Tools print the name of an entry as its attribute too.
        if attribute.isObjectName, fields[place].value.content == value.content { return }
        var items: [Value]
        if case .list(let list) = fields[place].value.content { items = list } else { items = [fields[place].value] }
        items.append(value)
        let spans = fields[place].value.spans + value.spans
        fields[place].value = Value(.list(items), spans: spans)
    }

    /// Entries of no more attributes are looked through.
    private static let few = 32

    /// The place of the field of that name; nil for a new one, whose place is noted.
    private mutating func place(of key: String) -> Int? {
        if keys.count <= Self.few {
            if let place = keys.firstIndex(of: key) { return place }
        } else {
            if places.isEmpty { for (place, key) in keys.enumerated() { places[key] = place } }
            if let place = places[key] { return place }
            places[key] = keys.count
        }
        keys.append(key)
        return nil
    }
}

/// What the vocabulary knows of attributes' names, each asked once: a dump has few names and very many attributes.
final class LDIFNames {
    /// An attribute's name, without its options.
    final class Name {
        /// The name its field has.
        let name: String
        /// The same in lower case.
        let key: String
        let isBinary: Bool
        let isGUID: Bool
        let isObjectName: Bool
        let isChangeType: Bool
        let isControl: Bool

        init(_ attribute: String, _ vocabulary: PreparedVocabulary) {
            name = attribute.isEqualIgnoringCase("dn") ? "DistinguishedName" : attribute
            key = name.asciiLowercased
            isBinary = vocabulary.hasField(attribute, of: .binary)
            isGUID = vocabulary.hasField(attribute, of: .guid)
            isObjectName = key == "distinguishedname"
            isChangeType = key == "changetype"
            isControl = key == "control"
        }
    }

    private let vocabulary: PreparedVocabulary
    private var names: [ArraySlice<UInt8>: Name] = [:]
    /// Names in the order of an entry: the next attribute's is most often the one that followed in the entry before.
    private var sequence: [(bytes: [UInt8], name: Name)] = []
    private var next = 0
    private static let most = 4096
    private static let ahead = 8

    init(_ vocabulary: PreparedVocabulary) { self.vocabulary = vocabulary }

    /// True for what may stand before a colon.
    static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first, first.isAlphanumeric, name.count <= 128 else { return false }
        return name.allSatisfy { $0.isAlphanumeric || $0 == 0x2D || $0 == 0x3B || $0 == 0x2E || $0 == 0x5F }
    }

    /// The name without its options: `attr;binary`, `attr;range=0-1499` are the attribute all the same.
    func name(_ bytes: ArraySlice<UInt8>) -> Name {
        if let known = names[bytes] { return known }
        let name = Name(String(decoding: bytes.prefix { $0 != 0x3B }, as: UTF8.self), vocabulary)
        // A copy: a slice would keep all of the text it was cut from.
        if names.count < Self.most { names[Array(bytes)[...]] = name }
        return name
    }

    /// Begins an entry.
    func begin() { next = 0 }

    /// The name that stands there.
    func name(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Name {
        for place in next..<max(next, min(next + Self.ahead, sequence.count))
        where isSame(sequence[place].bytes, bytes, range) {
            next = place + 1
            return sequence[place].name
        }
        var copy: [UInt8] = []
        for index in range { copy.append(bytes[index]) }
        let name = name(copy[...])
        if sequence.count < Self.most {
            sequence.insert((copy, name), at: min(next, sequence.count))
            next += 1
        }
        return name
    }

    private func isSame(_ known: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard known.count == range.count else { return false }
        for offset in 0..<known.count where known[offset] != bytes[range.lowerBound + offset] { return false }
        return true
    }
}
