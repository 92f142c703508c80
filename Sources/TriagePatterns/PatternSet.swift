/// Many patterns, searched for at once.
///
///     let set = try PatternSet([Pattern(id: 7, text: "(413) Request Entity Too Large", kind: .squeezedLiteral)])
///     let scanner = PatternScanner(set)
///     for match in try scanner.scan(text).matches { … }
///
/// All literals are one database of the engine (Hyperscan or Vectorscan), compiled when it is first needed. An expression
/// is run only on a text in which the engine found one of the literals that every match of it must hold
/// (``RequiredLiterals``). It is run by ``ExpressionMatcher``, not by the engine: Vectorscan 5.4.9, which Debian 12 has,
/// overlooks matches of expressions and invents some, and with starts of matches wanted can end the process
/// (https://github.com/VectorCamp/vectorscan/pull/392). It decides, though, what is an expression.
public final class PatternSet: Sendable {
    let literals: [LiteralEntry]
    let literalDatabase: LazyDatabase?
    let squeezed: [LiteralEntry]
    let squeezedDatabase: LazyDatabase?
    let expressions: [Expression]
    /// Of every expression, how far before its literal a match can start.
    let leads: [Int?]
    /// Where each pattern went, by its id.
    let uses: [Int: Use]

    /// What a pattern is looked for by.
    struct Use: Sendable {
        /// Positions of its expressions.
        var expressions: [Int] = []
        /// Positions of its literals.
        var literals: [Int] = []
        /// Positions of its squeezed literals.
        var squeezed: [Int] = []
    }

    /// A literal of the engine and what it stands for.
    struct LiteralEntry: Sendable {
        let length: Int
        /// Patterns it is; several may have one text.
        var ids: [Int]
        /// Positions in ``expressions`` of those that may match where it stands.
        var expressions: [Int]
    }

    /// An expression.
    struct Expression: Sendable {
        let id: Int
        let program: ExpressionProgram
        /// True when it has to be run on every text.
        let isAlwaysRun: Bool
        /// Bytes of a match before its literal at most; nil when a match can start anywhere.
        let lead: Int?
    }

    /// Takes in patterns; the first one that cannot be used is thrown. Cheap: microseconds a pattern.
    public init(_ patterns: [Pattern], cache: PatternCache? = nil) throws(PatternError) {
        var plain = LiteralTable()
        var squeezed = LiteralTable()
        var expressions: [Expression] = []
        for pattern in patterns {
            switch pattern.kind {
            case .literal:
                let bytes = Array(pattern.text.utf8)
                if bytes.isEmpty { throw Self.empty(pattern) }
                plain.add(LiteralDatabase.Literal(bytes: bytes, ignoresCase: pattern.ignoresCase), id: pattern.id)
            case .squeezedLiteral:
                let bytes = SqueezedText.squeezing(pattern.text)
                if bytes.isEmpty { throw Self.empty(pattern) }
                squeezed.add(LiteralDatabase.Literal(bytes: bytes, ignoresCase: false), id: pattern.id)
            case .regularExpression:
                let node = try Self.parse(pattern)
                let program = try Self.compile(node, pattern)
                let required = RequiredLiterals(of: node)
                for literal in required.literals ?? [] { plain.add(literal, expression: expressions.count) }
                expressions.append(
                    Expression(
                        id: pattern.id, program: program, isAlwaysRun: required.literals == nil,
                        lead: program.isAnchored ? nil : required.lead))
            }
        }
        literals = plain.entries
        literalDatabase = plain.entries.isEmpty ? nil : LazyDatabase(plain.literals, cache: cache)
        self.squeezed = squeezed.entries
        squeezedDatabase = squeezed.entries.isEmpty ? nil : LazyDatabase(squeezed.literals, cache: cache)
        self.expressions = expressions
        leads = expressions.map(\.lead)
        var uses: [Int: Use] = [:]
        for (place, expression) in expressions.enumerated() {
            uses[expression.id, default: Use()].expressions.append(place)
        }
        for (place, entry) in plain.entries.enumerated() {
            for id in entry.ids { uses[id, default: Use()].literals.append(place) }
        }
        for (place, entry) in squeezed.entries.enumerated() {
            for id in entry.ids { uses[id, default: Use()].squeezed.append(place) }
        }
        self.uses = uses
    }

    /// What is wrong with a pattern; nil when nothing is. An expression is shown to the engine first, so that its words
    /// are those of the library rule authors know; a tenth of a millisecond.
    public static func check(_ pattern: Pattern) -> PatternError? {
        switch pattern.kind {
        case .literal: return pattern.text.isEmpty ? empty(pattern) : nil
        case .squeezedLiteral: return SqueezedText.squeezing(pattern.text).isEmpty ? empty(pattern) : nil
        case .regularExpression:
            if !pattern.text.isEmpty, !pattern.text.utf8.contains(0), let error = EngineObjection.toExpression(pattern)
            {
                return error
            }
            do throws(PatternError) {
                _ = try compile(parse(pattern), pattern)
                return nil
            } catch {
                return error
            }
        }
    }

    /// Compiles, or loads, everything now: for programs that will search in several threads.
    public func compile() throws(PatternError) {
        _ = try literalDatabase?.get()
        _ = try squeezedDatabase?.get()
    }

    private static func parse(_ pattern: Pattern) throws(PatternError) -> ExpressionNode {
        do throws(ExpressionParser.Failure) {
            let node = try ExpressionParser.parse(pattern.text, ignoringCase: pattern.ignoresCase)
            if node.minimumWidth > 0 { return node }
        } catch {
            throw PatternError(code: error.isTooLarge ? .tooLarge : .invalid, pattern: pattern, message: error.message)
        }
        throw PatternError(
            code: .empty, pattern: pattern,
            message: pattern.text.isEmpty ? "There is nothing to look for." : "The expression matches the empty text.")
    }

    private static func compile(_ node: ExpressionNode, _ pattern: Pattern) throws(PatternError) -> ExpressionProgram {
        if let program = ExpressionProgram(node) { return program }
        throw PatternError(
            code: .tooLarge, pattern: pattern,
            message:
                "The expression needs more than \(ExpressionProgram.largest) instructions; make its repetitions fewer.")
    }

    private static func empty(_ pattern: Pattern) -> PatternError {
        PatternError(code: .empty, pattern: pattern, message: "There is nothing to look for.")
    }
}
