import TriageBytes
import TriageModel

/// Turns the text of a field into the type the vocabulary declares. What does not fit the type stays text: a wrong
/// guess is worse than none.
enum ValueTyper {
    /// The value, typed; values that are no text are kept.
    static func type(_ value: Value, as type: Vocabulary.FieldType, fieldName: String) -> Value {
        if type == .guid, case .binary(let binary) = value.content, let guid = binary.guid, value.partial == nil {
            return Value(.guid(guid), spans: value.spans)
        }
        // A collection of one, as .NET keeps attributes of which there may be several.
        if type == .binary, case .list(let values) = value.content, values.count == 1, value.partial == nil,
            case .binary = values[0].content
        {
            return values[0]
        }
        guard case .text(let text) = value.content else { return value }
        let trimmed = trim(text)
        if trimmed.isEmpty { return Value(.blank, spans: value.spans, partial: value.partial) }
        var typed = value
        switch type {
        case .text:
            return value
        case .integer:
            if let number = integer(trimmed) { typed.content = .integer(number) }
        case .boolean:
            if let flag = boolean(trimmed) { typed.content = .boolean(flag) }
        case .date:
            guard value.partial == nil else { return value }
            if let date = DateParser.parse(trimmed, assumingUTC: fieldName.asciiLowercased.hasSuffix("utc")) {
                typed.content = .date(date)
            } else if let remark = trimmed.firstIndex(of: "("),
                let date = DateParser.parse(
                    trim(String(trimmed[..<remark])), assumingUTC: fieldName.asciiLowercased.hasSuffix("utc"))
            {
                // People add remarks in brackets behind a value.
                typed.content = .date(date)
            }
        case .duration:
            if let seconds = duration(trimmed) { typed.content = .duration(seconds: seconds) }
        case .size:
            if let size = size(trimmed) { typed.content = .size(size) }
        case .guid:
            if let guid = guid(trimmed) {
                typed.content = .guid(guid)
            } else if let bytes = GUIDBytes.value(value, trimmed) {
                typed = bytes
            }
        case .uri:
            if let uri = URIParser.parse(trimmed) { typed.content = .uri(uri) }
        case .binary:
            typed = binary(value, trimmed)
        case .list:
            typed = list(value, trimmed)
        }
        return typed
    }

    // MARK: Scalars

    private static func integer(_ text: String) -> Int64? {
        if let number = Int64(text) { return number }
        if text.hasPrefix("0x") || text.hasPrefix("0X") { return Int64(text.dropFirst(2), radix: 16) }
        // Thousands in groups: 14,532 or 14.532; a fraction never has exactly three digits in every group and no other.
        for separator in [UInt8(0x2C), 0x2E, 0x27] {
            let groups = Array(text.utf8).split(separator: separator, omittingEmptySubsequences: false)
            if groups.count > 1, (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
                groups.allSatisfy({ $0.allSatisfy(\.isDigit) })
            {
                return Int64(String(decoding: groups.joined(), as: UTF8.self))
            }
        }
        return nil
    }

    private static func boolean(_ text: String) -> Bool? {
        switch text.asciiLowercased {
        case "true", "$true": true
        case "false", "$false": false
        default: nil
        }
    }

    /// `[d.]hh:mm:ss[.fffffff]` (.NET TimeSpan).
    private static func duration(_ text: String) -> Double? {
        var body = text[...]
        let negative = body.hasPrefix("-")
        if negative { body = body.dropFirst() }
        let parts = body.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let minutes = Int(parts[1]), minutes < 60, let seconds = Double(parts[2]), seconds < 60
        else { return nil }
        let head = parts[0].split(separator: ".")
        guard head.count <= 2, let hours = head.last.flatMap({ Int($0) }), hours < 24,
            let days = head.count == 2 ? Int(head[0]) : 0, days >= 0, days < 20_000_000
        else { return nil }
        let total = Double(days * 86_400 + hours * 3600 + minutes * 60) + seconds
        return negative ? -total : total
    }

    /// `14532`, `14,532 bytes`, `10.1 KB`, `10.1 KB (10,343 bytes)`. A rounded size is the interval it stands for.
    private static func size(_ text: String) -> ClosedRange<Int64>? {
        if let open = text.lastIndex(of: "("), let exact = size(String(text[text.index(after: open)...].dropLast())),
            text.hasSuffix(")")
        {
            return exact
        }
        var digits: [UInt8] = []
        var unit: [UInt8] = []
        for byte in text.utf8 {
            if unit.isEmpty, byte.isDigit || byte == 0x2C || byte == 0x2E {
                digits.append(byte)
            } else if byte != 0x20 {
                unit.append(byte.asciiLowered)
            }
        }
        let factor: Int64
        switch String(decoding: unit, as: UTF8.self) {
        case "", "b", "byte", "bytes": factor = 1
        case "kb", "kib", "k": factor = 1024
        case "mb", "mib": factor = 1024 * 1024
        case "gb", "gib": factor = 1024 * 1024 * 1024
        default: return nil
        }
        let number = String(decoding: digits, as: UTF8.self)
        if let whole = integer(number), whole >= 0 {
            if factor == 1 { return whole...whole }
            let (bytes, overflow) = whole.multipliedReportingOverflow(by: factor)
            guard !overflow, bytes < Int64.max / 4 else { return nil }
            return max(0, bytes - factor / 2)...(bytes + factor / 2)
        }
        let parts = number.split(whereSeparator: { $0 == "." || $0 == "," })
        guard parts.count == 2, parts[1].utf8.count <= 3, parts[0].utf8.count <= 9,
            let value = Double(parts[0] + "." + parts[1]), factor > 1
        else { return nil }
        var half = Double(factor) / 2
        for _ in parts[1].utf8 { half /= 10 }
        let center = value * Double(factor)
        return Int64(max(0, center - half).rounded(.up))...Int64((center + half).rounded(.down))
    }

    /// Lower case with hyphens; braces are dropped. 16 bytes in base64 are read as .NET writes them: the first three
    /// groups little-endian.
    static func guid(_ text: String) -> String? {
        if text.utf8.count == 24, text.hasSuffix("=="), let bytes = Base64.decode(Array(text.utf8)), bytes.count == 16 {
            return GUIDBytes.text(of: bytes)
        }
        // `X'…'`: bytes as csvde writes them.
        if text.hasPrefix("X'"), let bytes = encodedBytes(Array(text.utf8)), bytes.count == 16 {
            return GUIDBytes.text(of: bytes)
        }
        var digits: [UInt8] = []
        for byte in text.utf8 where byte != 0x2D && byte != 0x7B && byte != 0x7D {
            guard URIParser.hex(byte) != nil, digits.count < 32 else { return nil }
            digits.append(byte.asciiLowered)
        }
        guard digits.count == 32 else { return nil }
        var text: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index == 8 || index == 12 || index == 16 || index == 20 { text.append(0x2D) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: Lists and bytes

    /// `{a, b}` or one bare value. A list cut with `...` or `…` is partly known.
    private static func list(_ value: Value, _ text: String) -> Value {
        // What Export-Csv writes for a collection is the name of its type.
        if text.hasPrefix("System.") || text.hasPrefix("Microsoft."),
            text.hasSuffix("]") || text.contains(".Collection") || text.hasSuffix("Collection")
        {
            return Value(.list([]), spans: value.spans, partial: "the elements are not shown")
        }
        let cut = BracedList(text)
        let items = cut.items.map { Value(.text($0), spans: value.spans) }
        let partial = cut.isCut ? "list cut by the console" : value.partial
        if items.isEmpty, partial == nil { return Value(.blank, spans: value.spans) }
        return Value(.list(items), spans: value.spans, partial: partial)
    }

    /// `{255, 216, 255, 224…}`, the same whole, hexadecimal, or base64. A type name tells nothing about the size.
    private static func binary(_ value: Value, _ text: String) -> Value {
        if text.utf8.allSatisfy(\.isDigit), text.utf8.count < 16 {
            // One number by itself is a count as often as a byte.
            return Value(value.content, spans: value.spans, partial: "a number, which may be a count or a byte")
        }
        // Bytes in hexadecimal may begin with a digit as a list of numbers does.
        if value.partial == nil, text.utf8.first?.isDigit == true, text.utf8.contains(where: \.isLetter),
            let bytes = encodedBytes(Array(text.utf8))
        {
            return Value(.binary(BinaryFacts.describe(bytes)), spans: value.spans)
        }
        if let bytes = numbers(text) {
            guard value.partial != nil || text.utf8.count == spreadsheetCell else {
                return Value(.binary(BinaryFacts.describe(bytes)), spans: value.spans)
            }
            return Value(
                .binary(BinaryFacts.describeStart(of: bytes.dropLast())), spans: value.spans,
                partial: value.partial ?? "a cell of a spreadsheet holds no more")
        }
        if text.hasPrefix("{") || text.utf8.first?.isDigit == true {
            let list = BracedList(text)
            var bytes: [UInt8] = []
            for item in list.items {
                guard let byte = UInt8(trim(item)) else { return unknownBinary(value) }
                bytes.append(byte)
            }
            if list.isCut || value.partial != nil {
                // Where the sign of the cut was lost, the last number may be cut as well.
                let whole = list.lostItsEllipsis ? bytes.dropLast() : bytes[...]
                return Value(
                    .binary(
                        BinaryValue(
                            byteCount: Int64(bytes.count + 1)...Int64.max, format: BinaryValue.format(of: whole))),
                    spans: value.spans, partial: "list cut by the console")
            }
            if bytes.isEmpty { return Value(.blank, spans: value.spans) }
            return Value(.binary(BinaryFacts.describe(bytes)), spans: value.spans)
        }
        if value.partial == nil, let bytes = encodedBytes(Array(text.utf8)) {
            return Value(.binary(BinaryFacts.describe(bytes)), spans: value.spans)
        }
        return unknownBinary(value)
    }

    /// What a cell of Excel holds at most ("Excel specifications and limits"): longer values were cut there.
    private static let spreadsheetCell = 32_767

    /// `255 216 255 224 …`, what a list of bytes is as a string; 16 numbers and more.
    private static func numbers(_ text: String) -> [UInt8]? {
        guard text.utf8.first?.isDigit == true, text.utf8.allSatisfy({ $0.isDigit || $0.isBlankByte }) else {
            return nil
        }
        var bytes: [UInt8] = []
        for number in text.utf8.split(whereSeparator: \.isBlankByte) {
            guard number.count <= 3, let byte = UInt8(String(decoding: number, as: UTF8.self)) else { return nil }
            bytes.append(byte)
        }
        return bytes.count >= 16 ? bytes : nil
    }

    /// Bytes written as `X'FFD8…'` (csvde), `0xFFD8…`, plain hexadecimal, or base64; at least 16 characters, so that no
    /// word is taken for bytes.
    private static func encodedBytes(_ text: [UInt8]) -> [UInt8]? {
        var body = text[...]
        if body.starts(with: [0x58, 0x27]), body.last == 0x27 { body = body.dropFirst(2).dropLast() }
        if body.starts(with: [0x30, 0x78]) { body = body.dropFirst(2) }
        guard body.count >= 16 else { return nil }
        if body.count.isMultiple(of: 2), body.allSatisfy({ URIParser.hex($0) != nil }) {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(body.count / 2)
            var index = body.startIndex
            while index + 1 < body.endIndex {
                bytes.append((URIParser.hex(body[index]) ?? 0) << 4 | (URIParser.hex(body[index + 1]) ?? 0))
                index += 2
            }
            return bytes
        }
        return body.count.isMultiple(of: 4) && !body.contains(0x2E) ? Base64.decode(Array(body)) : nil
    }

    private static func unknownBinary(_ value: Value) -> Value {
        Value(
            .binary(BinaryValue(byteCount: 0...Int64.max, format: .unknown)), spans: value.spans,
            partial: "the bytes are not shown")
    }

    /// Without white space at either end.
    static func trim(_ text: String) -> String {
        let bytes = text.utf8
        // Nearly all texts have none.
        if let first = bytes.first, let last = bytes.last, !first.isBlankByte, !last.isBlankByte { return text }
        guard let first = bytes.firstIndex(where: { !$0.isBlankByte }),
            let last = bytes.lastIndex(where: { !$0.isBlankByte })
        else { return "" }
        return String(text[first...last])
    }
}

/// The elements of `{a, b, c…}` as a console prints a collection.
struct BracedList {
    /// Elements in order, blanks at either end dropped.
    private(set) var items: [String] = []
    /// True when the console cut the list (`...`, `…`; `?` where the ellipsis was lost to ASCII).
    private(set) var isCut = false
    /// True when a `?` stands where the ellipsis was: nobody knows what else became one.
    private(set) var lostItsEllipsis = false

    /// Reads a list; text without braces is one element.
    init(_ text: String) {
        var body = text[...]
        let braced = body.hasPrefix("{")
        if braced { body = body.dropFirst() }
        if body.hasSuffix("}") { body = body.dropLast() } else if braced { isCut = true }
        for ending in ["...", "…"] where body.hasSuffix(ending) {
            body = body.dropLast(ending.count)
            isCut = true
        }
        if braced, body.hasSuffix("?"), body.dropLast().utf8.last?.isDigit == true {
            body = body.dropLast()
            isCut = true
            lostItsEllipsis = true
        }
        items = body.split(separator: ",").map { ValueTyper.trim(String($0)) }.filter { !$0.isEmpty }
    }
}
