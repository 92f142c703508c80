/// Many patterns, searched for at once.
///
///     let set = try PatternSet([Pattern(id: 7, text: "(413) Request Entity Too Large", kind: .squeezedLiteral)])
///     let scanner = PatternScanner(set)
///     for match in try scanner.scan(text).matches { … }
///
/// Nothing is compiled before it is needed. All literals are one database. An expression is compiled, and run, only for a
/// text in which one of the literals was found that every match of it must hold (``RequiredLiterals``); they are looked
/// for together with the other literals.
public final class PatternSet: Sendable {
    let literals: [LiteralEntry]
    let literalDatabase: LazyDatabase?
    let squeezed: [LiteralEntry]
    let squeezedDatabase: LazyDatabase?
    let expressions: [Expression]

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
        let pattern: Pattern
        let database: LazyDatabase
        /// True when it has to be run on every text.
        let isAlwaysRun: Bool
        let needsValidUTF8: Bool
    }

    /// Takes in patterns. Cheap: only what is wrong at first sight is refused here (``PatternError/Code/empty``, a NUL in
    /// an expression); see ``check(_:)`` for more.
    public init(_ patterns: [Pattern], cache: PatternCache? = nil) throws(PatternError) {
        var plain = LiteralTable()
        var squeezed = LiteralTable()
        var expressions: [Expression] = []
        for pattern in patterns {
            switch pattern.kind {
            case .literal:
                let bytes = Array(pattern.text.utf8)
                if bytes.isEmpty { throw Self.empty(pattern) }
                plain.add(bytes, ignoresCase: pattern.ignoresCase, id: pattern.id)
            case .squeezedLiteral:
                let bytes = SqueezedText.squeezing(pattern.text)
                if bytes.isEmpty { throw Self.empty(pattern) }
                squeezed.add(bytes, ignoresCase: false, id: pattern.id)
            case .regularExpression:
                if pattern.text.isEmpty { throw Self.empty(pattern) }
                if pattern.text.utf8.contains(0) {
                    throw PatternError(code: .invalid, pattern: pattern, message: "An expression must not hold NUL.")
                }
                let required = RequiredLiterals(of: pattern.text, ignoringCase: pattern.ignoresCase)
                for literal in required.literals ?? [] {
                    plain.add(literal, ignoresCase: required.ignoresCase, expression: expressions.count)
                }
                let flags = ExpressionFlags.base(pattern)
                expressions.append(
                    Expression(
                        pattern: pattern, database: LazyDatabase(.expression(pattern), cache: cache),
                        isAlwaysRun: required.literals == nil, needsValidUTF8: flags & ExpressionFlags.utf8 != 0))
            }
        }
        literals = plain.entries
        literalDatabase = plain.entries.isEmpty ? nil : LazyDatabase(.literals(plain.literals), cache: cache)
        self.squeezed = squeezed.entries
        squeezedDatabase = squeezed.entries.isEmpty ? nil : LazyDatabase(.literals(squeezed.literals), cache: cache)
        self.expressions = expressions
    }

    /// What is wrong with a pattern, in the engine's own words; nil when nothing is. A tenth of a millisecond: an
    /// expression is read, not compiled, so that one which turns out to be too large passes (``compile()`` finds it).
    public static func check(_ pattern: Pattern) -> PatternError? {
        switch pattern.kind {
        case .literal: return pattern.text.isEmpty ? empty(pattern) : nil
        case .squeezedLiteral: return SqueezedText.squeezing(pattern.text).isEmpty ? empty(pattern) : nil
        case .regularExpression:
            if pattern.text.utf8.contains(0) {
                return PatternError(code: .invalid, pattern: pattern, message: "An expression must not hold NUL.")
            }
            return pattern.text.isEmpty ? empty(pattern) : CompiledDatabase.objection(to: pattern)
        }
    }

    /// Compiles, or loads, everything now; the first error is thrown. For checks of rules, and for programs that will
    /// search much.
    public func compile() throws(PatternError) {
        _ = try literalDatabase?.get()
        _ = try squeezedDatabase?.get()
        for expression in expressions { _ = try expression.database.get() }
    }

    private static func empty(_ pattern: Pattern) -> PatternError {
        PatternError(code: .empty, pattern: pattern, message: "There is nothing to look for.")
    }
}
