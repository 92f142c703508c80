import CVectorscan

/// What the engine has against a pattern, in its own words.
enum EngineObjection {
    /// The engine's view of an expression, before anything is compiled: what cannot be run in linear time, and what is no
    /// expression. A tenth of a millisecond. nil when it has nothing against it.
    static func toExpression(_ pattern: Pattern) -> PatternError? {
        var info: UnsafeMutablePointer<hs_expr_info_t>?
        var failure: UnsafeMutablePointer<hs_compile_error_t>?
        let flags = UInt32(HS_FLAG_UTF8) | (pattern.ignoresCase ? UInt32(HS_FLAG_CASELESS) : 0)
        // SAFETY: the text lives through the call; the info is freed here by malloc's counterpart, as no allocator of
        // ours is set.
        let status = unsafe hs_expression_info(pattern.text, flags, &info, &failure)
        guard status == HS_SUCCESS, let info = unsafe info else { return unsafe error(status, failure, pattern) }
        unsafe EngineMemory.free(info)
        return nil
    }

    /// Takes over the engine's error and frees it.
    static func error(
        _ status: hs_error_t, _ failure: UnsafeMutablePointer<hs_compile_error_t>?, _ pattern: Pattern?
    ) -> PatternError {
        guard let failure = unsafe failure else {
            return PatternError(code: .engine, pattern: pattern, message: "The pattern engine failed (\(status)).")
        }
        // SAFETY: the engine gives a NUL-ended text, freed with the error after it was copied.
        defer { _ = unsafe hs_free_compile_error(failure) }
        let message = unsafe failure.pointee.message.map { unsafe String(cString: $0) } ?? "no reason given"
        let code: PatternError.Code =
            status != HS_COMPILER_ERROR ? .engine : message.contains("too large") ? .tooLarge : .invalid
        return PatternError(code: code, pattern: pattern, message: message)
    }
}
