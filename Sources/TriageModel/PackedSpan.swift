/// A span in twelve bytes: starts below a terabyte, lengths below four gigabytes, sixteen million sources.
struct PackedSpan: Sendable {
    private let length: UInt32
    private let startLow: UInt32
    private let startHigh: UInt8
    private let source: (UInt8, UInt8, UInt8)

    /// No span.
    static let none = PackedSpan()

    private init() {
        length = .max
        startLow = .max
        startHigh = .max
        source = (.max, .max, .max)
    }

    /// Nil for a span that does not fit.
    init?(_ span: SourceSpan) {
        let number = span.source.number
        guard span.start >= 0, span.start < 1 << 40, number >= 0, number < 0xFF_FFFF,
            let length = UInt32(exactly: span.end - span.start)
        else { return nil }
        self.length = length
        startLow = UInt32(truncatingIfNeeded: span.start)
        startHigh = UInt8(truncatingIfNeeded: span.start >> 32)
        source = (
            UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8),
            UInt8(truncatingIfNeeded: number >> 16)
        )
    }

    /// The span; nil where there is none.
    var span: SourceSpan? {
        let number = Int(source.0) | Int(source.1) << 8 | Int(source.2) << 16
        guard number < 0xFF_FFFF else { return nil }
        let start = Int(startLow) | Int(startHigh) << 32
        return SourceSpan(source: SourceID(number), start: start, end: start + Int(length))
    }
}
