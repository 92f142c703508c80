import CVectorscan

/// Owns a database of the engine.
///
/// `@unchecked Sendable`: the engine never changes a database after it was made ("Hyperscan databases are read-only"),
/// and this class frees it only when nobody holds it any more.
@safe final class CompiledDatabase: @unchecked Sendable {
    let handle: OpaquePointer
    /// True when matches of it have a start.
    let hasStarts: Bool

    init(owning handle: OpaquePointer, hasStarts: Bool) {
        unsafe self.handle = unsafe handle
        self.hasStarts = hasStarts
    }

    // SAFETY: the only owner frees it, once.
    deinit { _ = unsafe hs_free_database(handle) }

    /// Compiles.
    static func compile(_ source: DatabaseSource) throws(PatternError) -> CompiledDatabase {
        guard hs_valid_platform() == HS_SUCCESS else {
            throw PatternError(
                code: .engine, pattern: nil, message: "this processor lacks what the pattern engine needs")
        }
        switch source {
        case .literals(let literals):
            return try unsafe CompiledDatabase(owning: compile(literals), hasStarts: false)
        case .expression(let pattern):
            let flags = ExpressionFlags.base(pattern)
            if ExpressionFlags.allowsStarts(pattern),
                let database = try? unsafe compile(pattern, flags | UInt32(HS_FLAG_SOM_LEFTMOST))
            {
                return unsafe CompiledDatabase(owning: database, hasStarts: true)
            }
            return try unsafe CompiledDatabase(owning: compile(pattern, flags), hasStarts: false)
        }
    }

    private static func compile(_ literals: [DatabaseSource.Literal]) throws(PatternError) -> OpaquePointer {
        let text: [CChar] =
            literals.flatMap { (literal: DatabaseSource.Literal) -> [CChar] in
                literal.bytes.map { CChar(bitPattern: $0) }
            } + [0]
        let flags = literals.map(\.flags)
        let ids = literals.indices.map { UInt32($0) }
        let lengths = literals.map(\.bytes.count)
        var database: OpaquePointer?
        var failure: UnsafeMutablePointer<hs_compile_error_t>?
        // SAFETY: the engine reads `literals.count` pointers into `text`, each with its length inside of it, and as many
        // flags, ids and lengths; it keeps none of them. All arrays live through the call.
        let status = unsafe text.withUnsafeBufferPointer { text in
            var starts: [UnsafePointer<CChar>?] = unsafe []
            var offset = 0
            for length in lengths {
                unsafe starts.append(text.baseAddress.map { unsafe $0 + offset })
                offset += length
            }
            return unsafe hs_compile_lit_multi(
                &starts, flags, ids, lengths, UInt32(literals.count), UInt32(HS_MODE_BLOCK), nil, &database, &failure)
        }
        if status == HS_SUCCESS, let database = unsafe database { return unsafe database }
        throw unsafe error(status, failure, nil)
    }

    private static func compile(_ pattern: Pattern, _ flags: UInt32) throws(PatternError) -> OpaquePointer {
        var database: OpaquePointer?
        var failure: UnsafeMutablePointer<hs_compile_error_t>?
        // SAFETY: the text lives through the call; results are checked and owned below.
        let status = unsafe hs_compile(pattern.text, flags, UInt32(HS_MODE_BLOCK), nil, &database, &failure)
        if status == HS_SUCCESS, let database = unsafe database { return unsafe database }
        throw unsafe error(status, failure, pattern)
    }

    /// What the engine says against an expression before it is compiled; nil when nothing. A tenth of a millisecond.
    static func objection(to pattern: Pattern) -> PatternError? {
        var info: UnsafeMutablePointer<hs_expr_info_t>?
        var failure: UnsafeMutablePointer<hs_compile_error_t>?
        // SAFETY: the text lives through the call; the info is read and freed here, by the allocator the engine was
        // given (none: malloc).
        let status = unsafe hs_expression_info(pattern.text, ExpressionFlags.base(pattern), &info, &failure)
        guard status == HS_SUCCESS, let info = unsafe info else { return unsafe error(status, failure, pattern) }
        defer { unsafe EngineMemory.free(info) }
        if unsafe info.pointee.min_width == 0 {
            return PatternError(code: .empty, pattern: pattern, message: "The expression matches the empty text.")
        }
        return nil
    }

    /// Takes over the engine's error.
    private static func error(
        _ status: hs_error_t, _ failure: UnsafeMutablePointer<hs_compile_error_t>?, _ pattern: Pattern?
    ) -> PatternError {
        guard let failure = unsafe failure else {
            return PatternError(code: .engine, pattern: pattern, message: "The pattern engine failed (\(status)).")
        }
        // SAFETY: the engine gives a NUL-ended text, freed with the error after it was copied.
        defer { _ = unsafe hs_free_compile_error(failure) }
        let message = unsafe failure.pointee.message.map { unsafe String(cString: $0) } ?? "no reason given"
        let code: PatternError.Code =
            status != HS_COMPILER_ERROR
            ? .engine : message.contains("too large") ? .tooLarge : message.contains("empty buffer") ? .empty : .invalid
        return PatternError(code: code, pattern: pattern, message: message)
    }
}
