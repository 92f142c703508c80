/// Literals of which at least one stands in every text an expression matches, so that the expression need not be run
/// where none of them is found.
///
/// Careful by design: what is not plainly required leads to no literals, which means "always run".
struct RequiredLiterals {
    /// Shortest literal worth looking for, bytes.
    private static let shortest = 2
    /// Most literals taken for one expression.
    private static let most = 24

    /// One of these must be there; nil when nothing can be said.
    let literals: [LiteralDatabase.Literal]?
    /// Bytes of a match that stand before the first of them at most; nil when there is no bound, or none worth having.
    let lead: Int?

    /// A longer way back is not worth having: as much of the text would be looked at.
    private static let longestLead = 4096

    /// Reads an expression.
    init(of node: ExpressionNode) {
        let needed = Self.needed(by: node)
        literals = needed?.literals
        lead = needed?.lead.flatMap { $0 <= Self.longestLead ? $0 : nil }
    }

    /// Literals, and the bytes before them at most.
    private struct Needed {
        var literals: [LiteralDatabase.Literal]
        var lead: Int?
    }

    private static func needed(by node: ExpressionNode) -> Needed? {
        var collector = Collector()
        collector.take(node)
        collector.endRun()
        return collector.best
    }

    /// Goes through a sequence from the left.
    private struct Collector {
        /// The set whose shortest literal is longest; of equal ones the smaller.
        var best: Needed?
        /// Characters that stand side by side.
        private var run: [UInt8] = []
        private var runIgnoresCase = false
        /// Bytes before what is taken next at most, and before the run.
        private var lead: Int? = 0
        private var runLead: Int?

        mutating func take(_ node: ExpressionNode) {
            if case .sequence(let nodes) = node {
                for node in nodes { take(node) }
                return
            }
            add(node)
            lead = RequiredLiterals.sum(lead, node.maximumBytes)
        }

        private mutating func add(_ node: ExpressionNode) {
            switch node {
            case .scalar(let scalar, let ignoresCase):
                let others = ignoresCase && !scalar.isASCII ? ScalarSet.otherCases(of: scalar.value) : []
                if others.isEmpty {
                    if run.isEmpty { runLead = lead }
                    run += Array(String(Character(scalar)).utf8)
                    runIgnoresCase = runIgnoresCase || (ignoresCase && scalar.isASCII)
                } else {
                    // The engine ignores the case of ASCII letters only: one of the cases stands there.
                    endRun()
                    considerCases([scalar.value] + others)
                }
            case .alternatives(let nodes):
                endRun()
                let parts = nodes.map(RequiredLiterals.needed(by:))
                if parts.contains(where: { $0 == nil }) { return }
                let leads = parts.map { $0?.lead }
                consider(
                    parts.flatMap { $0?.literals ?? [] },
                    before: leads.contains(nil) ? nil : RequiredLiterals.sum(lead, leads.compactMap(\.self).max()))
            case .repeated(let node, let minimum, let maximum):
                guard minimum > 0 else {
                    endRun()
                    return
                }
                if case .scalar = node {
                    add(node)
                    if maximum != 1 { endRun() }
                } else {
                    endRun()
                    if let needed = RequiredLiterals.needed(by: node) {
                        consider(needed.literals, before: RequiredLiterals.sum(lead, needed.lead))
                    }
                }
            case .set, .assertion, .sequence: endRun()
            }
        }

        mutating func endRun() {
            defer {
                run = []
                runIgnoresCase = false
            }
            guard run.count >= RequiredLiterals.shortest else { return }
            let bytes = runIgnoresCase ? run.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } : run
            consider([LiteralDatabase.Literal(bytes: bytes, ignoresCase: runIgnoresCase)], before: runLead)
        }

        private mutating func considerCases(_ values: [UInt32]) {
            let texts = values.compactMap(Unicode.Scalar.init).map { Array(String(Character($0)).utf8) }
            guard texts.count == values.count, texts.allSatisfy({ $0.count >= RequiredLiterals.shortest }) else {
                return
            }
            consider(texts.map { LiteralDatabase.Literal(bytes: $0, ignoresCase: false) }, before: lead)
        }

        private mutating func consider(_ literals: [LiteralDatabase.Literal], before lead: Int?) {
            guard !literals.isEmpty, literals.count <= RequiredLiterals.most else { return }
            if let known = best?.literals, (length(literals), -literals.count) <= (length(known), -known.count) {
                return
            }
            best = Needed(literals: literals, lead: lead)
        }

        private func length(_ literals: [LiteralDatabase.Literal]) -> Int { literals.map(\.bytes.count).min() ?? 0 }
    }

    private static func sum(_ left: Int?, _ right: Int?) -> Int? {
        guard let left, let right else { return nil }
        return min(left + right, 1 << 20)
    }
}
