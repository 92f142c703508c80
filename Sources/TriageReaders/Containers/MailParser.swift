import TriageBytes

/// A part of a mail: its header, the place of its body, and the parts inside of it.
struct MailPart: Sendable {
    var headers: MailHeaders
    /// Place of the body, as it was sent.
    var body: Range<Int>
    /// Positions of the parts inside.
    var children: [Int] = []
    /// The media type, lower case.
    var type: String

    init(headers: MailHeaders, body: Range<Int>, inDigest: Bool) {
        self.headers = headers
        self.body = body
        let stated = headers.structured("content-type")?.value ?? (inDigest ? "message/rfc822" : "text/plain")
        // "text" alone, and what is no media type at all, is plain text (RFC 2045, section 5.2).
        type = stated.contains("/") ? stated : "text/plain"
    }
}

/// Cuts a mail into its parts in one pass (RFC 2046, section 5.1). Parts inside of each other stand on a stack, so that no
/// nesting is too deep for it; beyond a limit a multipart is left whole.
struct MailParser {
    private let bytes: [UInt8]
    private var parts: [MailPart] = []
    /// Open multiparts: their boundary and their position.
    private var open: [(boundary: [UInt8], part: Int)] = []

    static let maximumDepth = 32
    static let maximumParts = 5_000

    /// The parts of the mail at `start`, the mail itself first.
    static func parts(of bytes: [UInt8], from start: Int = 0) -> [MailPart] {
        var parser = MailParser(bytes: bytes)
        parser.run(from: start)
        return parser.parts
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func run(from start: Int) {
        var line = addPart(at: start, in: nil)
        // The part whose body is being read; nil in front of the first part of a multipart and behind its last.
        var current: Int? = open.isEmpty ? 0 : nil
        while line < bytes.count {
            let next = MailHeaders.lineEnd(bytes, line, bytes.count)
            guard let (level, isLast) = boundary(line, next) else {
                line = next
                continue
            }
            let bodyEnd = MailHeaders.withoutBreak(bytes, 0, line)
            if let part = current { close(part, at: bodyEnd) }
            for entry in open[(level + 1)...] { close(entry.part, at: bodyEnd) }
            open.removeLast(open.count - level - 1)
            line = next
            if isLast {
                close(open[level].part, at: next)
                open.removeLast()
                current = nil
            } else if parts.count < Self.maximumParts {
                let depth = open.count
                let number = parts.count
                line = addPart(at: next, in: open[level].part)
                current = open.count == depth ? number : nil
            } else {
                return
            }
        }
    }

    /// Adds the part whose header starts at `start`; the offset behind the header.
    private mutating func addPart(at start: Int, in parent: Int?) -> Int {
        // A boundary ends a header too: a part may have nothing but its header.
        let headers = MailHeaders(bytes, from: start, to: bytes.count)
        let number = parts.count
        let inDigest = parent.map { parts[$0].type == "multipart/digest" } ?? false
        let part = MailPart(headers: headers, body: headers.end..<bytes.count, inDigest: inDigest)
        parts.append(part)
        if let parent { parts[parent].children.append(number) }
        if part.type.hasPrefix("multipart/"), open.count < Self.maximumDepth,
            let boundary = headers.structured("content-type")?.plain("boundary"), !boundary.isEmpty,
            boundary.count <= 512
        {
            open.append((boundary, number))
        }
        return headers.end
    }

    private mutating func close(_ part: Int, at end: Int) {
        let start = parts[part].body.lowerBound
        parts[part].body = start..<max(start, min(end, parts[part].body.upperBound))
    }

    /// The innermost open multipart whose boundary stands on this line, and whether it is its last.
    private func boundary(_ start: Int, _ end: Int) -> (level: Int, isLast: Bool)? {
        guard end - start >= 3, bytes[start] == 0x2D, bytes[start + 1] == 0x2D else { return nil }
        var content = MailHeaders.withoutBreak(bytes, start, end)
        while content > start, bytes[content - 1] == 0x20 || bytes[content - 1] == 0x09 { content -= 1 }
        for level in open.indices.reversed() {
            let boundary = open[level].boundary
            let rest = content - start - 2 - boundary.count
            guard rest == 0 || rest == 2, bytes[(start + 2)..<(start + 2 + boundary.count)] == boundary[...] else {
                continue
            }
            if rest == 0 { return (level, false) }
            if bytes[content - 1] == 0x2D, bytes[content - 2] == 0x2D { return (level, true) }
        }
        return nil
    }
}
