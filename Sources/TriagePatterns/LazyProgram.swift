import Synchronization

/// The program of an expression, made when a text asks for it first: few texts hold what most expressions need.
final class LazyProgram: Sendable {
    private let pattern: Pattern
    private let state: Mutex<Result<ExpressionProgram, PatternError>?>

    /// One that is made when needed.
    init(_ pattern: Pattern) {
        self.pattern = pattern
        state = Mutex(nil)
    }

    /// One that is there.
    init(_ program: ExpressionProgram, of pattern: Pattern) {
        self.pattern = pattern
        state = Mutex(.success(program))
    }

    /// The program; the same error each time when the pattern cannot be used.
    func get() throws(PatternError) -> ExpressionProgram {
        let result = state.withLock { state in
            if let state { return state }
            let made = Result { () throws(PatternError) in
                try ExpressionProgram(ExpressionNode(pattern), of: pattern)
            }
            state = made
            return made
        }
        return try result.get()
    }
}
