/// What an S/MIME message is (RFC 5652): signed text that can be read, or something that cannot.
struct CryptographicMessage {
    /// What it is.
    enum Kind {
        /// Signed; the content lies inside.
        case signed([UInt8])
        /// A signature or certificates alone.
        case signature
        /// Encrypted, or compressed, or of a kind that is not known.
        case closed(String)
    }

    let kind: Kind
    /// True when the content ends before the message says it does.
    private(set) var isCut = false

    /// 1.2.840.113549.1
    private static let pkcs: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01]

    /// Reads a message; nil when the bytes are none. At most `limit` bytes of content are taken.
    init?(_ bytes: [UInt8], limit: Int) {
        var reader = DERReader(bytes, 0..<bytes.count)
        guard let outer = reader.next(0x30) else { return nil }
        var inner = DERReader(bytes, outer.content)
        guard let type = inner.next(0x06), bytes[type.content].starts(with: Self.pkcs) else { return nil }
        switch Array(bytes[type.content].dropFirst(Self.pkcs.count)) {
        case [7, 2]:
            guard let content = inner.next(0xA0) else { return nil }
            let (found, isCut) = Self.signedContent(bytes, content.content, limit: limit)
            kind = found.map { .signed($0) } ?? .signature
            self.isCut = isCut
        case [7, 3], [9, 16, 1, 23]: kind = .closed("is encrypted; send the text itself")
        case [9, 16, 1, 9]: kind = .closed("is a compressed message, which is not read; send the text itself")
        case [7, 1], [7, 4], [7, 5], [7, 6]:
            kind = .closed("is a message of a kind that is not read (PKCS #7); send the text itself")
        default: return nil
        }
    }

    /// SignedData: version, digest algorithms, and the content with its type.
    private static func signedContent(_ bytes: [UInt8], _ range: Range<Int>, limit: Int) -> ([UInt8]?, Bool) {
        var reader = DERReader(bytes, range)
        guard let data = reader.next(0x30) else { return (nil, false) }
        var parts = DERReader(bytes, data.content)
        guard parts.next(0x02) != nil, let algorithms = parts.next(0x31) else { return (nil, false) }
        if !algorithms.hasLength {
            // Its end is marked: passed over, as are the few values in it.
            while let value = parts.next(), value.tag != 0 { if !value.hasLength { return (nil, false) } }
        }
        guard let wrapped = parts.next(0x30) else { return (nil, false) }
        var content = DERReader(bytes, wrapped.content)
        guard content.next(0x06) != nil, let explicit = content.next(0xA0) else { return (nil, false) }
        var octets = DERReader(bytes, explicit.content)
        guard let first = octets.next() else { return (nil, false) }
        if first.tag == 0x04 { return (Array(bytes[first.content].prefix(limit)), first.content.count > limit) }
        guard first.tag == 0x24 else { return (nil, false) }
        // In pieces, as a program writes that does not know the length in advance.
        var pieces = DERReader(bytes, first.content)
        var text: [UInt8] = []
        var isWhole = first.hasLength
        while text.count < limit {
            guard let piece = pieces.next() else { break }
            if piece.tag == 0 {
                isWhole = true
                break
            }
            // Pieces of pieces are allowed, and nobody writes them.
            guard piece.tag == 0x04 else { return (text, true) }
            text += bytes[piece.content].prefix(limit - text.count)
        }
        return (text, !isWhole)
    }
}
