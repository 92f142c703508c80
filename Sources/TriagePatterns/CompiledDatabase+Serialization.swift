import CVectorscan

extension CompiledDatabase {
    /// The database as bytes: one that tells whether it has starts, then the engine's own form; nil when the engine
    /// cannot.
    func serialized() -> [UInt8]? {
        var bytes: UnsafeMutablePointer<CChar>?
        var count = 0
        // SAFETY: the engine gives `count` bytes of its own memory, copied and freed here.
        guard unsafe hs_serialize_database(handle, &bytes, &count) == HS_SUCCESS, let bytes = unsafe bytes else {
            return nil
        }
        defer { unsafe EngineMemory.free(bytes) }
        return unsafe [hasStarts ? 1 : 0] + Array(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// The database of bytes made by ``serialized()`` by the same library on the same kind of processor; nil when the
    /// engine does not take them. Bytes from elsewhere must not come here: the engine trusts them.
    static func deserialize(_ bytes: [UInt8]) -> CompiledDatabase? {
        guard let first = bytes.first, first <= 1 else { return nil }
        var database: OpaquePointer?
        // SAFETY: the engine reads the bytes behind the first one and keeps no pointer to them.
        let status = unsafe bytes.withUnsafeBytes { buffer in
            unsafe buffer.baseAddress.map { base in
                unsafe hs_deserialize_database(
                    (base + 1).assumingMemoryBound(to: CChar.self), buffer.count - 1, &database)
            }
        }
        guard status == HS_SUCCESS, let database = unsafe database else { return nil }
        return unsafe CompiledDatabase(owning: database, hasStarts: first == 1)
    }
}
