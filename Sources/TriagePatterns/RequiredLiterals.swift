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

    /// Reads an expression.
    init(of node: ExpressionNode) { literals = Self.needed(by: node) }

    private static func needed(by node: ExpressionNode) -> [LiteralDatabase.Literal]? {
        var collector = Collector()
        collector.take(node)
        collector.endRun()
        return collector.best
    }

    /// Goes through a sequence from the left.
    private struct Collector {
        /// The set whose shortest literal is longest; of equal ones the smaller.
        var best: [LiteralDatabase.Literal]?
        /// Characters that stand side by side.
        private var run: [UInt8] = []
        private var runIgnoresCase = false

        mutating func take(_ node: ExpressionNode) {
            switch node {
            case .scalar(let scalar, let ignoresCase):
                let others = ignoresCase && !scalar.isASCII ? ScalarSet.otherCases(of: scalar.value) : []
                if others.isEmpty {
                    run += Array(String(Character(scalar)).utf8)
                    runIgnoresCase = runIgnoresCase || (ignoresCase && scalar.isASCII)
                } else {
                    // The engine ignores the case of ASCII letters only: one of the cases stands there.
                    endRun()
                    considerCases([scalar.value] + others)
                }
            case .sequence(let nodes): for node in nodes { take(node) }
            case .alternatives(let nodes):
                endRun()
                let parts = nodes.map(RequiredLiterals.needed(by:))
                if parts.contains(where: { $0 == nil }) { return }
                consider(parts.flatMap { $0 ?? [] })
            case .repeated(let node, let minimum, let maximum):
                guard minimum > 0 else {
                    endRun()
                    return
                }
                if case .scalar = node {
                    take(node)
                    if maximum != 1 { endRun() }
                } else {
                    endRun()
                    if let literals = RequiredLiterals.needed(by: node) { consider(literals) }
                }
            case .set, .assertion: endRun()
            }
        }

        mutating func endRun() {
            defer {
                run = []
                runIgnoresCase = false
            }
            guard run.count >= RequiredLiterals.shortest else { return }
            consider([
                LiteralDatabase.Literal(
                    bytes: runIgnoresCase ? run.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } : run,
                    ignoresCase: runIgnoresCase)
            ])
        }

        private mutating func considerCases(_ values: [UInt32]) {
            let texts = values.compactMap(Unicode.Scalar.init).map { Array(String(Character($0)).utf8) }
            guard texts.count == values.count, texts.allSatisfy({ $0.count >= RequiredLiterals.shortest }) else { return }
            consider(texts.map { LiteralDatabase.Literal(bytes: $0, ignoresCase: false) })
        }

        private mutating func consider(_ literals: [LiteralDatabase.Literal]) {
            guard !literals.isEmpty, literals.count <= RequiredLiterals.most else { return }
            if let best, (length(literals), -literals.count) <= (length(best), -best.count) { return }
            best = literals
        }

        private func length(_ literals: [LiteralDatabase.Literal]) -> Int { literals.map(\.bytes.count).min() ?? 0 }
    }
}
