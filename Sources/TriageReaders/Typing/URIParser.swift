import TriageModel

/// Cuts a URI into scheme, host, path and query (RFC 3986), percent-decoded. Lenient: what is pasted is often cut.
enum URIParser {
    /// The parts of a URI with a scheme and a host; nil for anything else.
    static func parse(_ text: String) -> URIValue? {
        let bytes = Array(text.utf8)
        guard bytes.count <= 8192, let colon = bytes.firstIndex(of: 0x3A), colon > 0, colon <= 12,
            bytes.count > colon + 3, bytes[colon + 1] == 0x2F, bytes[colon + 2] == 0x2F,
            bytes[..<colon].allSatisfy({ $0.isAlphanumeric || $0 == 0x2B || $0 == 0x2E || $0 == 0x2D })
        else { return nil }
        let authorityStart = colon + 3
        let authorityEnd =
            bytes[authorityStart...].firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 } ?? bytes.count
        var host = bytes[authorityStart..<authorityEnd]
        if let at = host.lastIndex(of: 0x40) { host = host[(at + 1)...] }
        if let port = host.lastIndex(of: 0x3A), host[(port + 1)...].allSatisfy(\.isDigit) { host = host[..<port] }
        let fragment = bytes[authorityEnd...].firstIndex(of: 0x23) ?? bytes.count
        let question = bytes[authorityEnd..<fragment].firstIndex(of: 0x3F) ?? fragment
        var query: [URIValue.QueryItem] = []
        if question < fragment {
            for item in bytes[(question + 1)..<fragment].split(whereSeparator: { $0 == 0x26 || $0 == 0x3B }) {
                let equals = item.firstIndex(of: 0x3D) ?? item.endIndex
                query.append(
                    .init(
                        name: decode(item[..<equals]),
                        value: equals < item.endIndex ? decode(item[(equals + 1)...]) : ""))
            }
        }
        return URIValue(
            text: text, scheme: String(decoding: bytes[..<colon], as: UTF8.self).asciiLowercased,
            host: String(decoding: host, as: UTF8.self).asciiLowercased, path: decode(bytes[authorityEnd..<question]),
            query: query)
    }

    private static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        var decoded: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == 0x25, index + 2 < bytes.endIndex, let high = hex(bytes[index + 1]),
                let low = hex(bytes[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// The value of a hexadecimal digit.
    static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
