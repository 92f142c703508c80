/// Kleene's three truth values.
public enum Truth: String, Sendable, Hashable {
    /// Proven true.
    case `true`
    /// Proven false.
    case `false`
    /// Cannot be told from the evidence.
    case unknown

    /// From a known answer.
    public init(_ known: Bool) { self = known ? .true : .false }

    /// Negation; unknown stays unknown.
    public static prefix func ! (value: Truth) -> Truth {
        switch value {
        case .true: .false
        case .false: .true
        case .unknown: .unknown
        }
    }

    /// False wins, then unknown.
    public static func & (left: Truth, right: Truth) -> Truth {
        if left == .false || right == .false { return .false }
        return left == .true && right == .true ? .true : .unknown
    }

    /// True wins, then unknown.
    public static func | (left: Truth, right: Truth) -> Truth {
        if left == .true || right == .true { return .true }
        return left == .false && right == .false ? .false : .unknown
    }
}
