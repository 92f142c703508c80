import CVectorscan

/// Owns the engine's working memory, which one search at a time may use.
@safe final class ScanScratch {
    private var handle: OpaquePointer?
    /// The databases it is large enough for. Asking the engine takes longer than searching a line.
    private var fitting: [LiteralDatabase] = []

    // SAFETY: the only owner frees it, once; nil is allowed.
    deinit { _ = unsafe hs_free_scratch(handle) }

    /// Searches `length` bytes at `start`; `handler` gets `context` with every match and stops the search by another
    /// result than 0. The memory grows to what the database needs.
    func scan(
        _ database: LiteralDatabase, _ start: UnsafePointer<UInt8>, length: UInt32, _ context: UnsafeMutableRawPointer,
        _ handler: match_event_handler
    ) throws(PatternError) {
        var status = HS_SUCCESS
        if !fitting.contains(where: { $0 === database }) {
            // SAFETY: grows what is there, or makes it.
            status = unsafe hs_alloc_scratch(database.handle, &handle)
            if status == HS_SUCCESS { fitting.append(database) }
        }
        if status == HS_SUCCESS {
            // SAFETY: the caller owns `length` bytes at `start` and the context through this call; the database lives
            // as long as `database`.
            status = unsafe start.withMemoryRebound(to: CChar.self, capacity: Int(length)) { bytes in
                unsafe hs_scan(database.handle, bytes, length, 0, handle, handler, context)
            }
        }
        withExtendedLifetime(database) {}
        if status != HS_SUCCESS, status != HS_SCAN_TERMINATED {
            throw PatternError(code: .engine, pattern: nil, message: "The pattern engine failed (\(status)).")
        }
    }
}
