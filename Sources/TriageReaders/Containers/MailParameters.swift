import TriageBytes

/// A structured header field: `text/plain; charset=utf-8; name*=UTF-8''caf%C3%A9.txt` (RFC 2045, RFC 2231).
struct MailParameters: Sendable {
    /// What stands before the first semicolon, lower case: `text/plain`, `attachment`.
    let value: String
    private var parameters: [(name: String, value: [UInt8])] = []

    private static let maximumCount = 200

    init(_ bytes: [UInt8]) {
        var index = 0
        var head: [UInt8] = []
        while index < bytes.count, bytes[index] != 0x3B {
            if !ASCII.isSpace(bytes[index]) { head.append(ASCII.lowercased(bytes[index])) }
            index += 1
        }
        value = String(decoding: head, as: UTF8.self)
        while index < bytes.count, parameters.count < Self.maximumCount {
            index += 1
            guard let parameter = Self.parameter(bytes, &index) else { continue }
            parameters.append(parameter)
        }
    }

    /// A parameter as text, continuations joined and encodings undone; nil when it is not there.
    func text(_ name: String) -> String? {
        if let whole = plain(name + "*") { return EncodedWords.oneLine(Self.decodeExtended([(whole, true)])) }
        var pieces: [(bytes: [UInt8], isEncoded: Bool)] = []
        while pieces.count < Self.maximumCount {
            if let piece = plain("\(name)*\(pieces.count)*") {
                pieces.append((piece, true))
            } else if let piece = plain("\(name)*\(pieces.count)") {
                pieces.append((piece, false))
            } else {
                break
            }
        }
        if !pieces.isEmpty { return EncodedWords.oneLine(Self.decodeExtended(pieces)) }
        return plain(name).map { EncodedWords.decode($0) }
    }

    /// A parameter as its bytes, as a boundary is needed.
    func plain(_ name: String) -> [UInt8]? { parameters.first { $0.name == name }?.value }

    /// `name=value` or `name="value"` up to the next semicolon.
    private static func parameter(_ bytes: [UInt8], _ index: inout Int) -> (name: String, value: [UInt8])? {
        while index < bytes.count, ASCII.isSpace(bytes[index]) { index += 1 }
        var name: [UInt8] = []
        while index < bytes.count, bytes[index] != 0x3D, bytes[index] != 0x3B {
            if !ASCII.isSpace(bytes[index]) { name.append(ASCII.lowercased(bytes[index])) }
            index += 1
        }
        guard index < bytes.count, bytes[index] == 0x3D else { return nil }
        index += 1
        while index < bytes.count, ASCII.isSpace(bytes[index]) { index += 1 }
        var value: [UInt8] = []
        if index < bytes.count, bytes[index] == 0x22 {
            index += 1
            while index < bytes.count, bytes[index] != 0x22 {
                if bytes[index] == 0x5C, index + 1 < bytes.count { index += 1 }
                value.append(bytes[index])
                index += 1
            }
            while index < bytes.count, bytes[index] != 0x3B { index += 1 }
        } else {
            while index < bytes.count, bytes[index] != 0x3B {
                value.append(bytes[index])
                index += 1
            }
            while let last = value.last, ASCII.isSpace(last) { value.removeLast() }
        }
        return name.isEmpty ? nil : (String(decoding: name, as: UTF8.self), value)
    }

    /// RFC 2231: the first piece begins with `charset'language'`, encoded pieces have `%XX`.
    private static func decodeExtended(_ pieces: [(bytes: [UInt8], isEncoded: Bool)]) -> String {
        var charset: String?
        var bytes: [UInt8] = []
        for (number, piece) in pieces.enumerated() {
            var content = piece.bytes[...]
            guard piece.isEncoded else {
                bytes += content
                continue
            }
            if number == 0 {
                let parts = content.split(separator: 0x27, maxSplits: 2, omittingEmptySubsequences: false)
                if parts.count == 3 {
                    charset = String(decoding: parts[0], as: UTF8.self)
                    content = parts[2]
                }
            }
            bytes += TransferEncoding.percent(content)
        }
        return String(decoding: DeclaredText.decode(bytes, charset: charset).text, as: UTF8.self)
    }
}
