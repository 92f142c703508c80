/// Questions about UTF-8.
public enum UTF8Text {
    /// The offset of the first byte at or behind `start` that is not part of well-formed UTF-8; the size when all of it
    /// is. `start` must stand at the border of a character.
    public static func validPrefix(of text: Span<UInt8>, from start: Int = 0) -> Int {
        UTF8Scan.validPrefix(of: text, from: max(0, min(start, text.count)))
    }

    /// The scalar that starts at `offset` and its length in bytes; nil where none does.
    public static func scalar(in text: Span<UInt8>, at offset: Int) -> (scalar: Unicode.Scalar, length: Int)? {
        offset < 0 ? nil : UTF8Scan.scalar(in: text, at: offset).map { (scalar: $0.0, length: $0.1) }
    }
}
