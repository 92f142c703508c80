import TriageBytes

/// What is looked for first of a set of patterns: their literals, and for every expression the literals of which one
/// stands in each of its matches. To read it costs a tenth of making it.
struct PatternIndex {
    /// Literals, and what each stands for.
    var plain = LiteralTable()
    /// The same for texts without white space.
    var squeezed = LiteralTable()
    /// By position among the patterns.
    var expressions: [Expression] = []

    /// What is known of an expression without running it.
    struct Expression: Sendable {
        /// Position of the pattern.
        var pattern: Int
        /// True when it has to be run on every text.
        var isAlwaysRun: Bool
        /// Bytes of a match before its literal at most; nil when a match can start anywhere.
        var lead: Int?
    }

    init() {}

    /// Reads patterns; the first one that cannot be used is thrown. A tenth of a millisecond for ten expressions.
    ///
    /// - Parameter take: takes the program of each expression.
    init(_ patterns: [Pattern], take: (ExpressionProgram, Pattern) -> Void) throws(PatternError) {
        for (place, pattern) in patterns.enumerated() {
            switch pattern.kind {
            case .literal:
                let bytes = Array(pattern.text.utf8)
                if bytes.isEmpty { throw .empty(pattern) }
                plain.add(LiteralDatabase.Literal(bytes: bytes, ignoresCase: pattern.ignoresCase), id: pattern.id)
            case .squeezedLiteral:
                let bytes = SqueezedText.squeezing(pattern.text)
                if bytes.isEmpty { throw .empty(pattern) }
                squeezed.add(LiteralDatabase.Literal(bytes: bytes, ignoresCase: false), id: pattern.id)
            case .regularExpression:
                let node = try ExpressionNode(pattern)
                let program = try ExpressionProgram(node, of: pattern)
                take(program, pattern)
                let required = RequiredLiterals(of: node)
                for literal in required.literals ?? [] { plain.add(literal, expression: expressions.count) }
                expressions.append(
                    Expression(
                        pattern: place, isAlwaysRun: required.literals == nil,
                        lead: program.isAnchored ? nil : required.lead))
            }
        }
    }

    // MARK: Between runs

    /// Everything the index of these patterns depends on; `nil` when it cannot be told what program this is.
    static func key(of patterns: [Pattern]) -> [UInt8]? {
        guard let program = ProcessEnvironment.program else { return nil }
        var coder = ByteCoder()
        var name = "index 1 " + program
        coder.code(&name)
        for pattern in patterns {
            var pattern = pattern
            coder.code(&pattern.id)
            coder.code(&pattern.text)
            coder.code(&pattern.kind)
            coder.code(&pattern.ignoresCase)
        }
        return coder.bytes
    }

    /// The index as bytes.
    var bytes: [UInt8] {
        var coder = ByteCoder()
        var index = self
        index.code(&coder)
        return coder.bytes
    }

    /// What `bytes` were made of; nil for anything else.
    init?(_ bytes: [UInt8], patternCount: Int) {
        var coder = ByteCoder(reading: bytes)
        code(&coder)
        guard coder.isDone,
            expressions.allSatisfy({ (0..<patternCount).contains($0.pattern) && $0.lead ?? 0 >= 0 }),
            (plain.entries + squeezed.entries).allSatisfy({ entry in
                entry.expressions.allSatisfy { expressions.indices.contains($0) }
            })
        else { return nil }
    }

    private mutating func code(_ coder: inout ByteCoder) {
        plain.code(&coder)
        squeezed.code(&coder)
        coder.code(&expressions, Expression(pattern: 0, isAlwaysRun: true)) { expression, coder in
            coder.code(&expression.pattern)
            coder.code(&expression.isAlwaysRun)
            coder.code(&expression.lead)
        }
    }
}
