/// Writes JSON (RFC 8259) from left to right: no tree, no recursion, linear in what is written.
///
/// Keys stand in the order they are written. Controls, and the format characters a terminal or an eye could be deceived
/// by, are escaped, so that the output is harmless when it is looked at.
public struct JSONWriter {
    /// What was written so far, UTF-8.
    public private(set) var bytes: [UInt8] = []
    /// One entry an open object or array: true when something stands in it already.
    private var hasEntries: [Bool] = []
    private var followsKey = false
    /// True for JSON within a page: what could end a script element is escaped.
    let escapesMarkup: Bool

    /// Begins with nothing.
    public init(escapesMarkup: Bool = false) { self.escapesMarkup = escapesMarkup }

    /// What was written since the last time, which is handed over.
    mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// Begins an object.
    public mutating func beginObject() { begin("{") }
    /// Ends an object.
    public mutating func endObject() { end("}") }
    /// Begins an array.
    public mutating func beginArray() { begin("[") }
    /// Ends an array.
    public mutating func endArray() { end("]") }

    /// The name of the next value.
    public mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        followsKey = true
    }

    /// A string.
    public mutating func string(_ text: String) {
        separate()
        quote(text)
    }

    /// A string, or `null`.
    public mutating func string(orNull text: String?) {
        if let text { string(text) } else { null() }
    }

    /// A whole number.
    public mutating func integer(_ number: some BinaryInteger) {
        guard let digit = UInt8(exactly: number), digit < 10 else { return literal(String(number)) }
        separate()
        bytes.append(0x30 + digit)
    }

    /// A number; what JSON has no number for (not a number, infinity) as a string.
    public mutating func real(_ number: Double) {
        if number.isFinite { literal("\(number)") } else { string("\(number)") }
    }

    /// A truth value.
    public mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }
    /// Nothing.
    public mutating func null() { literal("null") }

    /// Ends a document with a line feed.
    public mutating func endLine() {
        bytes.append(0x0A)
        followsKey = false
    }

    private mutating func begin(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        hasEntries.append(false)
    }

    private mutating func end(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        _ = hasEntries.popLast()
        followsKey = false
    }

    private mutating func literal(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    /// A comma where one is due.
    private mutating func separate() {
        if followsKey {
            followsKey = false
            return
        }
        guard let last = hasEntries.last else { return }
        if last { bytes.append(UInt8(ascii: ",")) } else { hasEntries[hasEntries.count - 1] = true }
    }

    private mutating func quote(_ text: String) {
        bytes.append(0x22)
        if Self.isPlain(text) && !(escapesMarkup && Self.hasMarkup(text)) {
            bytes.append(contentsOf: text.utf8)
        } else {
            for scalar in text.unicodeScalars { append(scalar) }
        }
        bytes.append(0x22)
    }

    private static func hasMarkup(_ text: String) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "&") }
    }

    private static func isPlain(_ text: String) -> Bool {
        for byte in text.utf8 where byte < 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x5C { return false }
        return true
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": bytes.append(contentsOf: [0x5C, 0x22])
        case "\\": bytes.append(contentsOf: [0x5C, 0x5C])
        case "\n": bytes.append(contentsOf: [0x5C, UInt8(ascii: "n")])
        case "\r": bytes.append(contentsOf: [0x5C, UInt8(ascii: "r")])
        case "\t": bytes.append(contentsOf: [0x5C, UInt8(ascii: "t")])
        case "<", ">", "&":
            if escapesMarkup { escape(UInt16(scalar.value)) } else { bytes.append(UInt8(scalar.value)) }
        default:
            if TerminalText.symbol(for: scalar, ascii: false) != nil {
                for unit in Unicode.UTF16.encode(scalar) ?? Unicode.UTF16.encodedReplacementCharacter {
                    escape(unit)
                }
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    private mutating func escape(_ unit: UInt16) {
        bytes.append(contentsOf: [0x5C, UInt8(ascii: "u")])
        for shift in [12, 8, 4, 0] {
            let digit = UInt8(truncatingIfNeeded: unit >> UInt16(shift)) & 0xF
            bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
}
