import TriageModel

/// The first and the last line a span touches, 1-based.
struct LineRange {
    let first: Int
    let last: Int

    init(_ span: SourceSpan, in source: SourceInfo) { self.init(span, nil, source) }

    /// The lines of a part of a source.
    init(_ region: Evidence.Region, in source: SourceInfo) { self.init(region.span, region.lines, source) }

    private init(_ span: SourceSpan, _ known: ClosedRange<Int>?, _ source: SourceInfo) {
        first = known?.lowerBound ?? source.position(of: span.start).line
        last =
            known?.upperBound ?? (span.end > span.start ? source.position(of: span.end - 1).line : first)
    }
}
