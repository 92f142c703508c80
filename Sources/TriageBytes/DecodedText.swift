public import TriageModel

/// An input's text as UTF-8, with the way back to the bytes it came from.
public struct DecodedText: Sendable {
    /// Valid UTF-8 without a byte order mark; bytes that fit no character stand as U+FFFD. NUL bytes are kept.
    public let text: [UInt8]
    /// Offset of the first byte of every line in `text`; the first is 0, and a line end at the very end of the text
    /// starts no further line. Lines end with LF, CR LF or a lone CR.
    public let lineStarts: [Int]
    /// `utf-8`, `utf-8-bom`, `utf-16le`, `utf-16be`, `utf-32le`, `utf-32be`, `windows-1252`, `cp437`, `cp850`, `cp932`.
    public let encoding: String
    /// How the encoding was told: "certain: byte order mark FF FE", "likely: …", "undecided: …".
    public let why: String
    /// True when some bytes fitted no character and became U+FFFD.
    public let hadInvalidBytes: Bool
    /// Size of the original, bytes.
    public let byteCount: Int

    private let map: OffsetMap

    init(text: [UInt8], encoding: TextEncoding, why: String, hadInvalidBytes: Bool, byteCount: Int, map: OffsetMap) {
        self.text = text
        self.lineStarts = LineIndex.lineStarts(of: text)
        self.encoding = encoding.rawValue
        self.why = why
        self.hadInvalidBytes = hadInvalidBytes
        self.byteCount = byteCount
        self.map = map
    }

    /// The offset in the original file of the character at `offset` of `text`; the original's size at the end of the
    /// text. An offset inside of a character is taken as that character's first byte. O(log size).
    public func originalOffset(of offset: Int) -> Int {
        map.originalOffset(of: offset, in: text.span)
    }

    /// The range in the original file of a range of `text`.
    public func originalRange(of range: Range<Int>) -> Range<Int> {
        let start = originalOffset(of: range.lowerBound)
        return start..<max(start, originalOffset(of: range.upperBound))
    }

    /// What is kept of the input to show places in it.
    public func sourceInfo(name: String) -> SourceInfo {
        SourceInfo(name: name, byteCount: byteCount, encoding: encoding, text: text, lineStarts: lineStarts)
    }
}
