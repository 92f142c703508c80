import TriageModel

/// A URI as `System.Uri` prints it: scheme and host in lower case, a path, no default port, and percent signs taken
/// off where the text means the same without.
enum DotNetURI {
    private static let defaultPorts = [
        "http": "80", "https": "443", "ftp": "21", "ldap": "389", "ws": "80", "wss": "443",
    ]

    static func text(_ text: String) -> String {
        guard let colon = text.firstIndex(of: ":") else { return text }
        let scheme = String(text[..<colon]).asciiLowercased
        let rest = text[text.index(after: colon)...]
        guard let first = scheme.utf8.first, first.isLetter,
            scheme.utf8.allSatisfy({ $0.isAlphanumeric || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E })
        else { return text }
        guard rest.hasPrefix("//"), let port = defaultPorts[scheme] else { return scheme + ":" + unescaped(rest) }
        let body = rest.dropFirst(2)
        let end = body.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? body.endIndex
        var authority = String(body[..<end])
        let host: String
        if let at = authority.lastIndex(of: "@") {
            host = String(authority[authority.index(after: at)...]).asciiLowercased
            authority = String(authority[...at]) + host
        } else {
            authority = authority.asciiLowercased
        }
        if authority.hasSuffix(":" + port) { authority = String(authority.dropLast(port.utf8.count + 1)) }
        let tail = body[end...]
        return scheme + "://" + authority + (tail.hasPrefix("/") ? "" : "/") + unescaped(tail)
    }

    /// Decodes `%HH` of blanks, letters, digits, `-._~` and of text beyond ASCII; what would change the meaning stays.
    private static func unescaped(_ text: some StringProtocol) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(0x25) else { return String(text) }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x25 else {
                result.append(bytes[index])
                index += 1
                continue
            }
            // A run of escapes is decoded together: one character may take several.
            var run: [UInt8] = []
            var next = index
            while next + 2 < bytes.count, bytes[next] == 0x25, let high = URIParser.hex(bytes[next + 1]),
                let low = URIParser.hex(bytes[next + 2])
            {
                run.append(high << 4 | low)
                next += 3
            }
            guard !run.isEmpty else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let isText = String(validating: run, as: UTF8.self) != nil
            for (place, byte) in run.enumerated() {
                let isPlain =
                    byte == 0x20 || byte.isAlphanumeric
                    || [0x2D, 0x2E, 0x5F, 0x7E, 0x22, 0x3C, 0x3E, 0x5E, 0x60, 0x7B, 0x7C, 0x7D].contains(byte)
                if isPlain || byte >= 0x80 && isText {
                    result.append(byte)
                } else {
                    result.append(contentsOf: bytes[(index + place * 3)..<(index + place * 3 + 3)])
                }
            }
            index = next
        }
        return String(decoding: result, as: UTF8.self)
    }
}
