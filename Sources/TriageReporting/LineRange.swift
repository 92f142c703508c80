import TriageModel

/// The first and the last line a span touches, 1-based.
struct LineRange {
    let first: Int
    let last: Int

    init(_ span: SourceSpan, in source: SourceInfo) {
        first = source.position(of: span.start).line
        last = span.end > span.start ? source.position(of: span.end - 1).line : first
    }
}
