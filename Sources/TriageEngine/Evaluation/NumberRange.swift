import TriageModel

/// A number as far as it is known.
enum NumberRange: Hashable {
    /// Whole numbers from the first to the last; `Int64.max` as upper end means that nobody knows.
    case whole(ClosedRange<Int64>)
    /// A number with a fraction.
    case real(Double)

    /// Greater than a limit: true, false, or unknown when the limit lies within the range.
    func isGreater(than limit: Int64) -> Truth {
        switch self {
        case .whole(let range):
            if range.lowerBound > limit { return .true }
            return range.upperBound <= limit ? .false : .unknown
        case .real(let number): return number.isNaN ? .unknown : Truth(number > Double(limit))
        }
    }

    /// Less than a limit.
    func isLess(than limit: Int64) -> Truth {
        switch self {
        case .whole(let range):
            if range.upperBound < limit { return .true }
            return range.lowerBound >= limit ? .false : .unknown
        case .real(let number): return number.isNaN ? .unknown : Truth(number < Double(limit))
        }
    }

    /// Equal to a number.
    func equals(_ number: Int64) -> Truth {
        switch self {
        case .whole(let range):
            if !range.contains(number) { return .false }
            return range.lowerBound == range.upperBound ? .true : .unknown
        case .real(let value): return Truth(value == Double(number))
        }
    }

    /// Both ends, for differences. Nil when not a number.
    var ends: (low: Double, high: Double)? {
        switch self {
        case .whole(let range):
            return (Double(range.lowerBound), range.upperBound == .max ? .infinity : Double(range.upperBound))
        case .real(let number): return number.isNaN ? nil : (number, number)
        }
    }

    /// The end nearest to a limit, as a whole number.
    func nearest(to limit: Int64) -> Int64 {
        switch self {
        case .whole(let range): return min(max(limit, range.lowerBound), range.upperBound)
        case .real(let number):
            guard number.isFinite, abs(number) < 9e18 else { return number > 0 ? .max : .min }
            return Int64(number.rounded())
        }
    }
}
