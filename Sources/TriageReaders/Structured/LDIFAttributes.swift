import TriageBytes
import TriageModel

/// The attributes of one LDIF entry (RFC 2849) as they are read, and the record they make.
struct LDIFAttributes {
    private let source: SourceID
    private let names: LDIFNames
    private var fields: [Record.Field] = []
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
        return names.contains("objectclass")
            && names.isDisjoint(with: ["objectguid", "whencreated", "usnchanged", "usncreated", "createtimestamp"])
    }

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
    mutating func add(_ name: ArraySlice<UInt8>, base64: Span<UInt8>, _ span: SourceSpan) {
        count += 1
        let name = names.name(name)
        append(name, decoded(base64, name: name, span: span))
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
        } else if names.isBinary(name) {
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

    private func decoded(_ raw: Span<UInt8>, name: String, span: SourceSpan) -> Value {
        guard let bytes = Base64.decode(raw) else {
            return Value(
                .binary(BinaryValue(byteCount: 0...Int64.max, format: .unknown)), spans: [span],
                partial: "the base64 text is damaged")
        }
        if bytes.isEmpty { return Value(.blank, spans: [span]) }
        if names.isBinary(name) { return Value(.binary(BinaryFacts.describe(bytes)), spans: [span]) }
        // GUIDs are 16 bytes; their base64 is kept for the typer.
        if bytes.count == 16, names.isGUID(name) { return Value(.text(Self.digits(raw)), spans: [span]) }
        let string = String(validating: bytes, as: UTF8.self)
        if let string, !bytes.contains(where: { $0 < 0x20 && !$0.isBlankByte }) {
            return Value(.text(string), spans: [span])
        }
        if bytes.count == 16 { return Value(.text(Self.digits(raw)), spans: [span]) }
        return Value(.binary(BinaryFacts.describe(bytes)), spans: [span])
    }

    /// Base64 without the line ends inside of it.
    private static func digits(_ raw: Span<UInt8>) -> String {
        var digits: [UInt8] = []
        for index in raw.indices where !raw[index].isBlankByte { digits.append(raw[index]) }
        return String(decoding: digits, as: UTF8.self)
    }

    /// Repeated attributes are one list.
    private mutating func append(_ attribute: String, _ value: Value) {
        if attribute.isEqualIgnoringCase("changetype"), case .text(let kind) = value.content {
            change = ValueTyper.trim(kind).asciiLowercased
        }
        if attribute.isEqualIgnoringCase("control"), case .text(let control) = value.content, fields.count == 1 {
            let identifier = control.split(separator: " ").first ?? ""
            if identifier.isEmpty || !identifier.utf8.allSatisfy({ $0.isDigit || $0 == 0x2E }) { controlFault = true }
        }
        let name = attribute.isEqualIgnoringCase("dn") ? "DistinguishedName" : attribute
        let key = names.lowered(name)
        guard let place = places[key] else {
            places[key] = fields.count
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

/// What the vocabulary knows of attributes' names, each asked once: a dump has few names and very many attributes.
final class LDIFNames {
    private let vocabulary: PreparedVocabulary
    private var names: [ArraySlice<UInt8>: String] = [:]
    private var lowered: [String: String] = [:]
    private var types: [String: (isBinary: Bool, isGUID: Bool)] = [:]
    private static let most = 4096

    init(_ vocabulary: PreparedVocabulary) { self.vocabulary = vocabulary }

    /// True for what may stand before a colon.
    static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first, first.isAlphanumeric, name.count <= 128 else { return false }
        return name.allSatisfy { $0.isAlphanumeric || $0 == 0x2D || $0 == 0x3B || $0 == 0x2E || $0 == 0x5F }
    }

    /// The name without its options: `attr;binary`, `attr;range=0-1499` are the attribute all the same.
    func name(_ bytes: ArraySlice<UInt8>) -> String {
        if let known = names[bytes] { return known }
        let name = String(decoding: bytes.prefix { $0 != 0x3B }, as: UTF8.self)
        // A copy: a slice would keep all of the text it was cut from.
        if names.count < Self.most { names[Array(bytes)[...]] = name }
        return name
    }

    func lowered(_ name: String) -> String {
        if let known = lowered[name] { return known }
        let result = name.asciiLowercased
        if lowered.count < Self.most { lowered[name] = result }
        return result
    }

    func isBinary(_ name: String) -> Bool { type(name).isBinary }
    func isGUID(_ name: String) -> Bool { type(name).isGUID }

    private func type(_ name: String) -> (isBinary: Bool, isGUID: Bool) {
        if let known = types[name] { return known }
        let type = (
            isBinary: vocabulary.hasField(name, of: .binary), isGUID: vocabulary.hasField(name, of: .guid)
        )
        if types.count < Self.most { types[name] = type }
        return type
    }
}
