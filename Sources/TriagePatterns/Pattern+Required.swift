extension Pattern {
    /// Texts of which at least one stands in everything a regular expression matches, ASCII letters in lower case; nil
    /// when nothing can be said, also for an expression that is none.
    public static func requiredTexts(ofExpression text: String) -> [[UInt8]]? {
        guard let node = try? ExpressionParser.parse(text, ignoringCase: true) else { return nil }
        return RequiredTexts.needed(by: node)
    }
}

/// As ``RequiredLiterals``, but follows small choices (`jpe?g`, `mg(?:beta)?user`) letter by letter: the texts are longer,
/// and there may be more of them. For searches that are made once a ticket, not once an expression.
private enum RequiredTexts {
    /// Most texts for one expression.
    private static let most = 64

    /// The set whose shortest text is longest; nil for none.
    static func needed(by node: ExpressionNode) -> [[UInt8]]? {
        if let all = finite(node) { return shortest(all) > 0 ? all : nil }
        switch node {
        case .sequence(let nodes):
            var best: [[UInt8]]?
            var run: [[UInt8]] = [[]]
            func consider(_ texts: [[UInt8]]) {
                if shortest(texts) > best.map(shortest) ?? 0 { best = texts }
            }
            for node in nodes {
                if let texts = finite(node), texts.count * run.count <= most {
                    run = run.flatMap { head in texts.map { head + $0 } }
                    continue
                }
                consider(run)
                run = [[]]
                if let texts = needed(by: node) { consider(texts) }
            }
            consider(run)
            return best
        case .alternatives(let nodes):
            var all: [[UInt8]] = []
            for node in nodes {
                guard let texts = needed(by: node), all.count + texts.count <= most else { return nil }
                all += texts
            }
            return all.isEmpty ? nil : all
        case .repeated(let node, let minimum, _): return minimum > 0 ? needed(by: node) : nil
        case .scalar, .set, .assertion: return nil
        }
    }

    private static func shortest(_ texts: [[UInt8]]) -> Int { texts.map(\.count).min() ?? 0 }

    /// All texts it can match, when they are few.
    private static func finite(_ node: ExpressionNode) -> [[UInt8]]? {
        switch node {
        case .scalar(let scalar, let ignoresCase):
            if !scalar.isASCII { return ignoresCase ? nil : [Array(String(Character(scalar)).utf8)] }
            let byte = UInt8(truncatingIfNeeded: scalar.value)
            return [[byte &- 0x41 < 26 ? byte | 0x20 : byte]]
        case .assertion: return [[]]
        case .set: return nil
        case .sequence(let nodes):
            var texts: [[UInt8]] = [[]]
            for node in nodes {
                guard let next = finite(node), next.count * texts.count <= most else { return nil }
                texts = texts.flatMap { head in next.map { head + $0 } }
            }
            return texts
        case .alternatives(let nodes):
            var texts: [[UInt8]] = []
            for node in nodes {
                guard let next = finite(node), next.count + texts.count <= most else { return nil }
                texts += next
            }
            return texts
        case .repeated(let node, let minimum, let maximum):
            guard minimum <= 1, maximum == 1, let texts = finite(node) else { return nil }
            return minimum == 0 ? [[]] + texts : texts
        }
    }
}
