import TriageModel

/// Cuts an address as an engineer states it into its parts (RFC 3986, generic syntax).
enum URIText {
    static func parse(_ text: String) -> URIValue? {
        guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://"),
            text[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }), colon > text.startIndex
        else { return nil }
        var rest = text[text.index(colon, offsetBy: 3)...]
        rest = rest[..<(rest.firstIndex(of: "#") ?? rest.endIndex)]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        rest = rest[authority.endIndex...]
        let path = rest.prefix { $0 != "?" }
        let query = rest[path.endIndex...].dropFirst()
        let host = authority.split(separator: "@").last ?? ""
        return URIValue(
            text: text, scheme: text[..<colon].lowercased(),
            host: String(host.prefix { $0 != ":" }).lowercased(), path: decoded(path),
            query: query.split(separator: "&").map { item in
                let name = item.prefix { $0 != "=" }
                return URIValue.QueryItem(name: decoded(name), value: decoded(item[name.endIndex...].dropFirst()))
            })
    }

    /// Percent-decoded; a `%` without two digits stays as it is.
    private static func decoded(_ text: some StringProtocol) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x25, index + 2 < bytes.count, let high = bytes[index + 1].hexDigit,
                let low = bytes[index + 2].hexDigit
            {
                out.append(high << 4 | low)
                index += 3
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}

extension UInt8 {
    /// The value of an ASCII hexadecimal digit.
    var hexDigit: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
}
