import TriageBytes

/// The header of a mail or of one of its parts (RFC 5322, section 2.2).
struct MailHeaders: Sendable {
    /// A field: its name in lower case, and its value without line breaks, any bytes.
    struct Field: Sendable, Hashable {
        var name: String
        var value: [UInt8]
    }

    /// Fields in order.
    private(set) var fields: [Field] = []
    /// Offset of the first byte behind the header and the blank line that ends it.
    private(set) var end: Int
    /// True when a blank line or the end of the input ends the header, not a line that is none of it.
    private(set) var isClosed = true

    private static let maximumBytes = 256 << 10
    private static let maximumFields = 1_000

    /// Reads the header that starts at `start` of `bytes[..<limit]`.
    init(_ bytes: [UInt8], from start: Int, to limit: Int) {
        var line = start
        end = start
        while line < limit {
            let next = Self.lineEnd(bytes, line, limit)
            let content = Self.withoutBreak(bytes, line, next)
            if content == line {
                end = next
                return
            }
            if line - start > Self.maximumBytes || fields.count >= Self.maximumFields { break }
            if bytes[line] == 0x20 || bytes[line] == 0x09, !fields.isEmpty {
                fields[fields.count - 1].value.append(contentsOf: bytes[line..<content])
            } else if let colon = Self.colon(bytes, line, content) {
                let name = bytes[line..<colon].drop { ASCII.isSpace($0) }.filter { !ASCII.isSpace($0) }
                fields.append(
                    Field(
                        name: String(decoding: name.map(ASCII.lowercased), as: UTF8.self),
                        value: Array(bytes[(colon + 1)..<content].drop { $0 == 0x20 || $0 == 0x09 })))
            } else {
                isClosed = false
                end = line
                return
            }
            line = next
            end = next
        }
        isClosed = line >= limit
    }

    /// The value of the first field of that name (lower case).
    func first(_ name: String) -> [UInt8]? { fields.first { $0.name == name }?.value }

    /// The text of a field: encoded words decoded, one line; nil when there is none.
    func text(_ name: String) -> String? {
        guard let value = first(name) else { return nil }
        return EncodedWords.decode(value)
    }

    /// A structured field: its value and its parameters.
    func structured(_ name: String) -> MailParameters? { first(name).map { MailParameters($0) } }

    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

    /// True when the header has a field of one of these names (lower case, by their length). It goes through the same lines
    /// as ``init(_:from:to:)`` and makes nothing of them.
    static func hasField(_ bytes: [UInt8], from start: Int, to limit: Int, named names: [[[UInt8]]]) -> Bool {
        var line = start
        var count = 0
        while line < limit {
            let next = lineEnd(bytes, line, limit)
            let content = withoutBreak(bytes, line, next)
            if content == line || line - start > maximumBytes || count >= maximumFields { return false }
            if bytes[line] != 0x20 && bytes[line] != 0x09 || count == 0 {
                guard let colon = colon(bytes, line, content) else { return false }
                count += 1
                var end = colon
                while end > line, ASCII.isSpace(bytes[end - 1]) { end -= 1 }
                if end - line < names.count {
                    for name in names[end - line] where isEqual(bytes, line, name) { return true }
                }
            }
            line = next
        }
        return false
    }

    private static func isEqual(_ bytes: [UInt8], _ start: Int, _ name: [UInt8]) -> Bool {
        for place in name.indices where ASCII.lowercased(bytes[start + place]) != name[place] { return false }
        return true
    }

    /// True when a field begins at `start`, where no blank stands.
    static func beginsWithField(_ bytes: [UInt8], at start: Int) -> Bool {
        // The end of the line ends a name as a blank does.
        colon(bytes, start, bytes.count) != nil
    }

    /// The colon behind a field name: printable ASCII but the colon; blanks before the colon are an old form.
    private static func colon(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
        var index = start
        while index < min(end, start + 128), bytes[index] > 0x20, bytes[index] < 0x7F, bytes[index] != 0x3A {
            index += 1
        }
        guard index > start else { return nil }
        while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
        return index < end && bytes[index] == 0x3A ? index : nil
    }

    /// Offset behind the line break of the line at `start`.
    static func lineEnd(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> Int {
        (ByteSearch.first(0x0A, in: bytes.span, from: start, to: limit).map { $0 + 1 }) ?? limit
    }

    /// Offset of the line break of the line `start..<end`.
    static func withoutBreak(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        var content = end
        if content > start, bytes[content - 1] == 0x0A { content -= 1 }
        if content > start, bytes[content - 1] == 0x0D { content -= 1 }
        return content
    }
}
