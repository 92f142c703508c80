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
    /// Of every expression, how far before a literal of it a match can start; nil for anywhere.
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
        var length: Int
        /// Patterns it is; several may have one text.
        var ids: [Int]
        /// Positions in ``expressions`` of those that may match where it stands.
        var expressions: [Int]
    }

    /// An expression.
    struct Expression: Sendable {
        let id: Int
        /// True when it has to be run on every text.
        let isAlwaysRun: Bool
        let program: LazyProgram
    }

    /// Takes in patterns; the first one that cannot be used is thrown. A tenth of a millisecond for ten expressions, or a
    /// tenth of that where the cache knows them.
    public init(_ patterns: [Pattern], cache: PatternCache? = nil) throws(PatternError) {
        let index: PatternIndex
        var programs: [LazyProgram] = []
        let key = cache == nil ? nil : PatternIndex.key(of: patterns)
        if let key, let bytes = cache?.load(key), let known = PatternIndex(bytes, patternCount: patterns.count) {
            index = known
            programs = known.expressions.map { LazyProgram(patterns[$0.pattern]) }
        } else {
            index = try PatternIndex(patterns) { program, pattern in
                programs.append(LazyProgram(program, of: pattern))
            }
            if let key { cache?.store(index.bytes, key: key) }
        }
        literals = index.plain.entries
        literalDatabase = literals.isEmpty ? nil : LazyDatabase(index.plain.literals, cache: cache)
        squeezed = index.squeezed.entries
        squeezedDatabase = squeezed.isEmpty ? nil : LazyDatabase(index.squeezed.literals, cache: cache)
        expressions = zip(index.expressions, programs).map { known, program in
            Expression(id: patterns[known.pattern].id, isAlwaysRun: known.isAlwaysRun, program: program)
        }
        leads = index.expressions.map(\.lead)
        var uses: [Int: Use] = [:]
        for (place, expression) in expressions.enumerated() {
            uses[expression.id, default: Use()].expressions.append(place)
        }
        for (place, entry) in literals.enumerated() {
            for id in entry.ids { uses[id, default: Use()].literals.append(place) }
        }
        for (place, entry) in squeezed.enumerated() {
            for id in entry.ids { uses[id, default: Use()].squeezed.append(place) }
        }
        self.uses = uses
    }

    /// What is wrong with a pattern; nil when nothing is. An expression is shown to the engine first, so that its words
    /// are those of the library rule authors know; a tenth of a millisecond.
    public static func check(_ pattern: Pattern) -> PatternError? {
        switch pattern.kind {
        case .literal: return pattern.text.isEmpty ? .empty(pattern) : nil
        case .squeezedLiteral: return SqueezedText.squeezing(pattern.text).isEmpty ? .empty(pattern) : nil
        case .regularExpression:
            if !pattern.text.isEmpty, !pattern.text.utf8.contains(0), let error = EngineObjection.toExpression(pattern)
            {
                return error
            }
            do throws(PatternError) {
                _ = try ExpressionProgram(ExpressionNode(pattern), of: pattern)
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
}

extension ExpressionNode {
    /// Reads the expression of a pattern.
    init(_ pattern: Pattern) throws(PatternError) {
        do throws(ExpressionParser.Failure) {
            self = try ExpressionParser.parse(pattern.text, ignoringCase: pattern.ignoresCase)
        } catch {
            throw PatternError(code: error.isTooLarge ? .tooLarge : .invalid, pattern: pattern, message: error.message)
        }
        guard minimumWidth > 0 else {
            throw PatternError(
                code: .empty, pattern: pattern,
                message: pattern.text.isEmpty ? PatternError.nothing : "The expression matches the empty text.")
        }
    }
}

extension ExpressionProgram {
    /// Makes the program of a pattern.
    init(_ node: ExpressionNode, of pattern: Pattern) throws(PatternError) {
        guard let program = ExpressionProgram(node) else {
            throw PatternError(
                code: .tooLarge, pattern: pattern,
                message:
                    "The expression needs more than \(ExpressionProgram.largest) instructions; make its repetitions fewer."
            )
        }
        self = program
    }
}

extension PatternError {
    fileprivate static let nothing = "There is nothing to look for."

    /// A pattern without a text.
    static func empty(_ pattern: Pattern) -> PatternError {
        PatternError(code: .empty, pattern: pattern, message: nothing)
    }
}
