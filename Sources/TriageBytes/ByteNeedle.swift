/// Bytes to look for, prepared once; every search is linear in the size of the text, whatever the needle.
///
/// The rarest byte of the needle is looked for with `memchr` and the rest compared there. Should the comparisons cost
/// more than the way gained, the search goes on with the failure table of Knuth, Morris and Pratt.
public struct ByteNeedle: Sendable {
    /// What is looked for; in lower case when case is ignored.
    public let bytes: [UInt8]
    /// True when ASCII letters of either case match.
    public let ignoresCase: Bool
    /// Length of the longest start of the needle that is also an end of its first `index + 1` bytes.
    private let failure: [Int]
    private let rareOffset: Int

    /// Prepares a needle; an empty one is found nowhere.
    public init(_ bytes: [UInt8], ignoringCase: Bool = false) {
        let bytes = ignoringCase ? bytes.map(ASCII.lowercased) : bytes
        self.bytes = bytes
        ignoresCase = ignoringCase
        var failure = [Int](repeating: 0, count: bytes.count)
        var length = 0
        for i in bytes.indices.dropFirst() {
            while length > 0, bytes[i] != bytes[length] { length = failure[length - 1] }
            if bytes[i] == bytes[length] { length += 1 }
            failure[i] = length
        }
        self.failure = failure
        var rare = 0
        for i in bytes.indices where Self.commonness(bytes[i]) < Self.commonness(bytes[rare]) { rare = i }
        rareOffset = rare
    }

    /// Prepares a needle of text.
    public init(_ text: some StringProtocol, ignoringCase: Bool = false) {
        self.init(Array(text.utf8), ignoringCase: ignoringCase)
    }

    /// The offset of the first occurrence that lies in `text[from..<to]`; nil when there is none.
    public func first(in text: Span<UInt8>, from: Int = 0, to: Int = .max) -> Int? {
        find(in: text, from: from, to: to) { _ in true }
    }

    /// The offset of the first occurrence that is a word of its own: where the needle begins or ends with a letter,
    /// digit or underscore no other one of an alphabetic script stands beside it. Scripts without spaces between words
    /// (Japanese, Chinese) border on words.
    public func firstWord(in text: Span<UInt8>, from: Int = 0, to: Int = .max) -> Int? {
        let startsWord = bytes.first.map(ASCII.isWord) ?? false
        let endsWord = bytes.last.map(ASCII.isWord) ?? false
        return find(in: text, from: from, to: to) { offset in
            !(startsWord && WordBorder.isLetter(in: text, before: offset))
                && !(endsWord && WordBorder.isLetter(in: text, at: offset + bytes.count))
        }
    }

    /// The offsets of all occurrences that do not overlap, from the left.
    public func all(in text: Span<UInt8>) -> [Int] {
        var hits: [Int] = []
        var end = 0
        _ = find(in: text, from: 0, to: .max) { offset in
            if offset >= end {
                hits.append(offset)
                end = offset + bytes.count
            }
            return false
        }
        return hits
    }

    /// True when the needle stands at `offset`.
    public func stands(at offset: Int, in text: Span<UInt8>) -> Bool {
        guard offset >= 0, !bytes.isEmpty, text.count - bytes.count >= offset else { return false }
        return common(text, offset) == bytes.count
    }

    /// The first occurrence that is accepted; each is offered once, from the left.
    private func find(in text: Span<UInt8>, from: Int, to: Int, accept: (Int) -> Bool) -> Int? {
        let end = min(to, text.count)
        var position = max(0, from)
        guard !bytes.isEmpty else { return nil }
        var candidates = ByteCandidates(bytes[rareOffset], ignoringCase: ignoresCase)
        var cost = 0
        let start = position
        while position <= end - bytes.count {
            guard let rare = candidates.next(in: text, from: position + rareOffset, to: end) else { return nil }
            position = rare - rareOffset
            guard position <= end - bytes.count else { return nil }
            let same = common(text, position)
            if same == bytes.count, accept(position) { return position }
            cost += same + 8
            position += 1
            if cost > 4 * (position - start) + 4096 {
                return findByTable(in: text, from: position, to: end, accept: accept)
            }
        }
        return nil
    }

    private func findByTable(in text: Span<UInt8>, from: Int, to: Int, accept: (Int) -> Bool) -> Int? {
        var length = 0
        for i in from..<max(from, to) {
            let byte = ignoresCase ? ASCII.lowercased(text[i]) : text[i]
            while length > 0, byte != bytes[length] { length = failure[length - 1] }
            if byte == bytes[length] { length += 1 }
            if length == bytes.count {
                if accept(i + 1 - length) { return i + 1 - length }
                length = failure[length - 1]
            }
        }
        return nil
    }

    /// How many bytes of the needle stand at `offset`, where there is room for all.
    private func common(_ text: Span<UInt8>, _ offset: Int) -> Int {
        var i = 0
        while i < bytes.count, (ignoresCase ? ASCII.lowercased(text[offset + i]) : text[offset + i]) == bytes[i] {
            i += 1
        }
        return i
    }

    /// A rough rank of how often a byte stands in tickets; only speed depends on it.
    private static func commonness(_ byte: UInt8) -> Int {
        switch byte {
        case 0x20: 10
        case UInt8(ascii: "e"), 0x0A: 9
        case UInt8(ascii: "q"), UInt8(ascii: "x"), UInt8(ascii: "z"), UInt8(ascii: "j"), UInt8(ascii: "k"): 5
        case 0x61...0x7A: 8
        case 0x30...0x39, 0x2D...0x2F, 0x3A, 0x5C: 6
        case 0x41...0x5A: 4
        case 0x80...0xFF: 5
        default: 2
        }
    }
}
