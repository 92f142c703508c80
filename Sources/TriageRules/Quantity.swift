/// A number with an optional unit, as rules write it: `10240`, `10 KB`, `24 h`.
public struct Quantity: Sendable, Hashable {
    /// Bytes, seconds or the number itself.
    public var amount: Int64
    /// What the unit measures.
    public var dimension: Dimension

    /// What a unit measures.
    public enum Dimension: String, Sendable, Hashable {
        /// No unit was written.
        case plain = "a plain number"
        /// B, KB (1024), MB, GB.
        case bytes = "a size"
        /// s, min, h, d.
        case seconds = "a length of time"
    }

    /// The units, for messages.
    static let units = ["B", "KB", "MB", "GB", "s", "min", "h", "d"]

    /// Reads a quantity; nil for anything else, and for what does not fit in 64 bits.
    public init?(_ text: some StringProtocol) {
        let utf8 = Array(text.utf8)
        let digits = utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard !digits.isEmpty, let number = Int64(String(decoding: digits, as: UTF8.self)) else { return nil }
        let unit = utf8.dropFirst(digits.count).drop { $0 == 0x20 }
        let factor: Int64
        switch String(decoding: unit, as: UTF8.self) {
        case "" where digits.count == utf8.count: (factor, dimension) = (1, .plain)
        case "B": (factor, dimension) = (1, .bytes)
        case "KB": (factor, dimension) = (1024, .bytes)
        case "MB": (factor, dimension) = (1_048_576, .bytes)
        case "GB": (factor, dimension) = (1_073_741_824, .bytes)
        case "s": (factor, dimension) = (1, .seconds)
        case "min": (factor, dimension) = (60, .seconds)
        case "h": (factor, dimension) = (3600, .seconds)
        case "d": (factor, dimension) = (86_400, .seconds)
        default: return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        guard !overflow else { return nil }
        amount = product
    }
}
