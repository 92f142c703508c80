import TriageModel

/// A logarithmic scale from 0 to 100 percent.
struct GaugeScale {
    private let low: Double
    private let length: Double

    init(_ gauge: Presentation.Gauge) {
        low = Self.log2(Double(max(1, gauge.least)))
        length = max(0.001, Self.log2(Double(max(2, gauge.most))) - low)
    }

    /// Hundredths of a percent, 0 to 10,000; what lies outside stands at the end.
    func place(_ bytes: Int64) -> Int {
        let part = (Self.log2(Double(max(1, bytes))) - low) / length
        return Int((min(1, max(0, part)) * 10_000).rounded())
    }

    /// `12.34%`.
    static func percent(_ place: Int) -> String {
        let fraction = place % 100
        return "\(place / 100).\(fraction < 10 ? "0" : "")\(fraction)%"
    }

    /// The binary logarithm of a number of 1 and more, to 20 binary digits: the standard library has none.
    static func log2(_ number: Double) -> Double {
        guard number.isFinite, number >= 1 else { return 0 }
        var result = Double(number.exponent)
        var rest = number.significand
        var bit = 0.5
        for _ in 0..<20 {
            rest *= rest
            if rest >= 2 {
                rest /= 2
                result += bit
            }
            bit /= 2
        }
        return result
    }
}
