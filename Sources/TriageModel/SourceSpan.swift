/// Names one input of a case: a file, standard input, an attachment, an archive member.
public struct SourceID: Hashable, Sendable, Comparable {
    /// Position in ``Evidence/sources``.
    public let number: Int

    /// Makes the name of the input at `number` in the case's list of inputs.
    public init(_ number: Int) { self.number = number }

    /// Orders inputs as they were given.
    public static func < (left: SourceID, right: SourceID) -> Bool { left.number < right.number }
}

/// A place in an input: UTF-8 bytes from the start of the DECODED text of that input, end exclusive.
///
/// Decoding keeps lines, so the line number is that of the original file. Line and column are computed when shown.
public struct SourceSpan: Hashable, Sendable, Comparable {
    /// The input.
    public let source: SourceID
    /// Offset of the first byte.
    public let start: Int
    /// Offset behind the last byte; never less than `start`.
    public let end: Int

    /// Makes a span; an `end` before `start` is taken as `start`.
    public init(source: SourceID, start: Int, end: Int) {
        self.source = source
        self.start = start
        self.end = max(start, end)
    }

    /// Orders by input, then by place.
    public static func < (left: SourceSpan, right: SourceSpan) -> Bool {
        (left.source, left.start, left.end) < (right.source, right.start, right.end)
    }
}
