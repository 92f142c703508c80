/// JSON read back in tests: keeps the order of keys and tells numbers from booleans. RFC 8259, nothing more.
indirect enum JSON: Equatable {
    case object([(key: String, value: JSON)])
    case array([JSON])
    case string(String)
    case number(String)
    case bool(Bool)
    case null

    /// Reads one value and nothing behind it but white space.
    static func parse(_ bytes: some Sequence<UInt8>) throws -> JSON {
        var parser = Parser(bytes: Array(bytes))
        let value = try parser.value()
        parser.skipBlanks()
        guard parser.index == parser.bytes.count else {
            throw Malformed(at: parser.index, why: "text behind the value")
        }
        return value
    }

    subscript(key: String) -> JSON? {
        if case .object(let entries) = self { return entries.first { $0.key == key }?.value }
        return nil
    }

    subscript(index: Int) -> JSON? {
        if case .array(let elements) = self, elements.indices.contains(index) { return elements[index] }
        return nil
    }

    var keys: [String] {
        if case .object(let entries) = self { return entries.map(\.key) }
        return []
    }

    var elements: [JSON] {
        if case .array(let elements) = self { return elements }
        return []
    }

    var text: String? {
        if case .string(let text) = self { return text }
        return nil
    }

    static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.object(let one), .object(let two)):
            one.count == two.count && zip(one, two).allSatisfy { $0.key == $1.key && $0.value == $1.value }
        case (.array(let one), .array(let two)): one == two
        case (.string(let one), .string(let two)): Array(one.unicodeScalars) == Array(two.unicodeScalars)
        case (.number(let one), .number(let two)): one == two
        case (.bool(let one), .bool(let two)): one == two
        case (.null, .null): true
        default: false
        }
    }

    struct Malformed: Error, CustomStringConvertible {
        var at: Int
        var why: String
        var description: String { "byte \(at): \(why)" }
    }

    private struct Parser {
        let bytes: [UInt8]
        var index = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func skipBlanks() {
            while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
        }

        mutating func value() throws -> JSON {
            skipBlanks()
            guard index < bytes.count else { throw Malformed(at: index, why: "nothing") }
            switch bytes[index] {
            case UInt8(ascii: "{"): return try object()
            case UInt8(ascii: "["): return try array()
            case UInt8(ascii: "\""): return .string(try string())
            case UInt8(ascii: "t"): return try word("true", .bool(true))
            case UInt8(ascii: "f"): return try word("false", .bool(false))
            case UInt8(ascii: "n"): return try word("null", .null)
            default: return try number()
            }
        }

        private mutating func word(_ word: String, _ value: JSON) throws -> JSON {
            guard bytes[index...].starts(with: word.utf8) else { throw Malformed(at: index, why: "no value") }
            index += word.utf8.count
            return value
        }

        private mutating func number() throws -> JSON {
            let start = index
            while index < bytes.count, "0123456789+-.eE".utf8.contains(bytes[index]) { index += 1 }
            let text = String(decoding: bytes[start..<index], as: UTF8.self)
            guard let first = text.utf8.first, first != UInt8(ascii: "+"), Double(text) != nil,
                !(text.hasPrefix("0") && text.utf8.count > 1 && !text.hasPrefix("0.") && !text.hasPrefix("0e"))
            else { throw Malformed(at: start, why: "no number") }
            return .number(text)
        }

        private mutating func expect(_ scalar: Unicode.Scalar) throws {
            skipBlanks()
            guard index < bytes.count, bytes[index] == UInt8(ascii: scalar) else {
                throw Malformed(at: index, why: "expected \(scalar)")
            }
            index += 1
        }

        private mutating func closes(_ scalar: Unicode.Scalar, first: Bool) throws -> Bool {
            skipBlanks()
            if index < bytes.count, bytes[index] == UInt8(ascii: scalar) {
                index += 1
                return true
            }
            if !first { try expect(",") }
            return false
        }

        private mutating func object() throws -> JSON {
            try expect("{")
            var entries: [(key: String, value: JSON)] = []
            var seen = Set<String>()
            while try !closes("}", first: entries.isEmpty) {
                skipBlanks()
                let key = try string()
                if !seen.insert(key).inserted { throw Malformed(at: index, why: "key \(key) twice") }
                try expect(":")
                entries.append((key, try value()))
            }
            return .object(entries)
        }

        private mutating func array() throws -> JSON {
            try expect("[")
            var elements: [JSON] = []
            while try !closes("]", first: elements.isEmpty) { elements.append(try value()) }
            return .array(elements)
        }

        private mutating func string() throws -> String {
            guard index < bytes.count, bytes[index] == 0x22 else {
                throw Malformed(at: index, why: "expected a string")
            }
            index += 1
            var units: [UInt16] = []
            var run = index
            func flushed(_ end: Int) throws -> [UInt16] {
                guard let text = String(validating: bytes[run..<end], as: UTF8.self) else {
                    throw Malformed(at: run, why: "no UTF-8")
                }
                return Array(text.utf16)
            }
            while index < bytes.count {
                switch bytes[index] {
                case 0x22:
                    units += try flushed(index)
                    index += 1
                    guard let text = String(validating: units, as: UTF16.self) else {
                        throw Malformed(at: index, why: "lone surrogate")
                    }
                    return text
                case 0x5C:
                    units += try flushed(index)
                    units.append(try escape())
                    run = index
                case 0..<0x20: throw Malformed(at: index, why: "raw control")
                default: index += 1
                }
            }
            throw Malformed(at: index, why: "string without end")
        }

        private mutating func escape() throws -> UInt16 {
            index += 1
            guard index < bytes.count else { throw Malformed(at: index, why: "escape without end") }
            let letter = bytes[index]
            index += 1
            let plain: [UInt8: UInt16] = [
                0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
            ]
            if let unit = plain[letter] { return unit }
            guard letter == UInt8(ascii: "u"), index + 4 <= bytes.count,
                let unit = UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
            else { throw Malformed(at: index, why: "unknown escape") }
            index += 4
            return unit
        }
    }
}
