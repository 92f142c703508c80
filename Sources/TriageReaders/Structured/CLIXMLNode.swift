import TriageModel

/// One element of a CLIXML document ([MS-PSRP] 2.2.5): a primitive value, or an object with its parts.
struct CLIXMLNode: Sendable {
    /// Element name: `S`, `I32`, `Obj`, `Ref` …
    var tag: String
    /// Attribute `N`, `_xHHHH_` decoded; empty for elements of a list.
    var name = ""
    /// Text of a primitive, decoded; for `BA` empty.
    var text: [UInt8] = []
    /// Bytes of a `BA` element.
    var binary: BinaryValue?
    /// Place in the document's text.
    var range = 0..<0
    /// Type names, most derived first.
    var types: [String] = []
    /// `<ToString>`.
    var display: [UInt8]?
    /// Properties of `<Props>`, then of `<MS>`.
    var properties: [CLIXMLNode] = []
    /// Elements of a list, stack, queue or enumeration; entries' values of a dictionary.
    var items: [CLIXMLNode] = []
    /// True when the object holds a collection, even an empty one.
    var isCollection = false
    /// `RefId` of an object, or of the object a `Ref` points at.
    var reference = -1
    /// The primitive an object wraps (a boxed value, an enumeration).
    var primitive: [CLIXMLNode] = []

    subscript(name: String) -> CLIXMLNode? { properties.first { $0.name.isEqualIgnoringCase(name) } }

    var string: String { String(decoding: display ?? text, as: UTF8.self) }
    var isNil: Bool { tag == "Nil" }
}

/// Replaces `_xHHHH_` by the UTF-16 unit it stands for ([MS-PSRP] 2.2.5.3.2); lone surrogates become U+FFFD.
enum CLIXMLEscapes {
    static func decode(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x5F) else { return bytes }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var high: UInt16?
        var index = 0
        func flush(_ unit: inout UInt16?, _ into: inout [UInt8]) {
            if unit != nil { into.append(contentsOf: [0xEF, 0xBF, 0xBD]) }
            unit = nil
        }
        while index < bytes.count {
            guard let unit = unit(bytes, index) else {
                flush(&high, &decoded)
                decoded.append(bytes[index])
                index += 1
                continue
            }
            index += 7
            if (0xD800..<0xDC00).contains(unit) {
                flush(&high, &decoded)
                high = unit
            } else if (0xDC00..<0xE000).contains(unit), let first = high {
                let scalar = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
                if let scalar = Unicode.Scalar(scalar) {
                    decoded.append(contentsOf: Array(String(Character(scalar)).utf8))
                }
                high = nil
            } else {
                flush(&high, &decoded)
                let scalar = Unicode.Scalar(UInt32(unit)) ?? "\u{FFFD}"
                decoded.append(contentsOf: Array(String(Character(scalar)).utf8))
            }
        }
        flush(&high, &decoded)
        return decoded
    }

    private static func unit(_ bytes: [UInt8], _ index: Int) -> UInt16? {
        guard bytes[index] == 0x5F, index + 6 < bytes.count, bytes[index + 1] == 0x78, bytes[index + 6] == 0x5F else {
            return nil
        }
        var value: UInt16 = 0
        for offset in 2..<6 {
            guard let digit = URIParser.hex(bytes[index + offset]) else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}
