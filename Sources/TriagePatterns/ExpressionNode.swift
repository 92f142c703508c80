/// A regular expression, read.
indirect enum ExpressionNode: Sendable, Hashable {
    /// A character; with `ignoresCase` in any case.
    case scalar(Unicode.Scalar, ignoresCase: Bool)
    /// One character of a set.
    case set(ScalarSet)
    /// A place without width.
    case assertion(Assertion)
    /// One after another; empty for the empty text.
    case sequence([ExpressionNode])
    /// One of them.
    case alternatives([ExpressionNode])
    /// A number of times; `maximum` nil for any.
    case repeated(ExpressionNode, minimum: Int, maximum: Int?)

    /// Places without width. A line ends with LF, CR LF or a lone CR.
    enum Assertion: UInt8, Sendable, Hashable {
        /// `^` and `\A`.
        case textStart
        /// `^` under `(?m)`.
        case lineStart
        /// `\z`.
        case textEnd
        /// `$` and `\Z`: the end, or before the line end that ends the text.
        case lastLineEnd
        /// `$` under `(?m)`.
        case lineEnd
        /// `\b`.
        case wordBorder
        /// `\B`.
        case noWordBorder
    }

    /// Characters of the shortest text it matches.
    var minimumWidth: Int {
        switch self {
        case .scalar, .set: 1
        case .assertion: 0
        case .sequence(let nodes): nodes.reduce(0) { min($0 + $1.minimumWidth, 1 << 20) }
        case .alternatives(let nodes): nodes.map(\.minimumWidth).min() ?? 0
        case .repeated(let node, let minimum, _): min(node.minimumWidth * min(minimum, 1 << 20), 1 << 20)
        }
    }

    /// Bytes of the longest text it matches; nil when there is no longest.
    var maximumBytes: Int? {
        switch self {
        case .scalar(let scalar, _): return scalar.isASCII ? 1 : 4
        case .set: return 4
        case .assertion: return 0
        case .sequence(let nodes):
            var sum = 0
            for node in nodes {
                guard let bytes = node.maximumBytes else { return nil }
                sum = min(sum + bytes, 1 << 20)
            }
            return sum
        case .alternatives(let nodes):
            let all = nodes.map(\.maximumBytes)
            return all.contains(nil) ? nil : all.compactMap(\.self).max() ?? 0
        case .repeated(let node, _, let maximum):
            guard let maximum, let bytes = node.maximumBytes else { return nil }
            return min(bytes * min(maximum, 1 << 20), 1 << 20)
        }
    }

    /// True when every match begins at the start of the text.
    var isAnchored: Bool {
        switch self {
        case .assertion(.textStart): true
        case .sequence(let nodes): nodes.first?.isAnchored ?? false
        case .alternatives(let nodes): !nodes.isEmpty && nodes.allSatisfy(\.isAnchored)
        case .repeated(let node, let minimum, _): minimum > 0 && node.isAnchored
        case .scalar, .set, .assertion: false
        }
    }
}
