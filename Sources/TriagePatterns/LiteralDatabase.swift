import CVectorscan
import TriageBytes

/// Owns a database of literals of the engine.
///
/// `@unchecked Sendable`: the engine never changes a database after it was made ("Hyperscan databases are read-only"),
/// and this class frees it only when nobody holds it any more.
@safe final class LiteralDatabase: @unchecked Sendable {
    /// A text to look for.
    struct Literal: Sendable, Hashable {
        var bytes: [UInt8]
        /// True when ASCII letters of either case match.
        var ignoresCase: Bool

        var flags: UInt32 { ignoresCase ? UInt32(HS_FLAG_CASELESS) : 0 }
    }

    let handle: OpaquePointer

    // SAFETY: the callers hand over a database of the engine that nobody else holds.
    private init(owning handle: OpaquePointer) { unsafe self.handle = unsafe handle }

    // SAFETY: the only owner frees it, once.
    deinit { _ = unsafe hs_free_database(handle) }

    /// Compiles literals; the engine's number of each is its position.
    static func compile(_ literals: [Literal]) throws(PatternError) -> LiteralDatabase {
        guard hs_valid_platform() == HS_SUCCESS else {
            throw PatternError(
                code: .engine, pattern: nil, message: "This processor lacks what the pattern engine needs.")
        }
        var text: [CChar] = []
        for literal in literals { text += literal.bytes.map { CChar(bitPattern: $0) } }
        text.append(0)
        let flags = literals.map(\.flags)
        let numbers = literals.indices.map { UInt32($0) }
        let lengths = literals.map(\.bytes.count)
        var database: OpaquePointer?
        var failure: UnsafeMutablePointer<hs_compile_error_t>?
        // SAFETY: the engine reads `literals.count` pointers into `text`, each with its length inside of it, and as many
        // flags, numbers and lengths; it keeps none of them. All arrays live through the call.
        let status = unsafe text.withUnsafeBufferPointer { text in
            var starts: [UnsafePointer<CChar>?] = unsafe []
            var offset = 0
            for length in lengths {
                unsafe starts.append(text.baseAddress.map { unsafe $0 + offset })
                offset += length
            }
            return unsafe hs_compile_lit_multi(
                &starts, flags, numbers, lengths, UInt32(literals.count), UInt32(HS_MODE_BLOCK), nil, &database,
                &failure)
        }
        if status == HS_SUCCESS, let database = unsafe database { return unsafe LiteralDatabase(owning: database) }
        throw unsafe EngineObjection.error(status, failure, nil)
    }

    /// Everything the compiled form depends on: the literals, the library, the processor. nil when it cannot be told, which
    /// means no cache.
    static func cacheKey(of literals: [Literal]) -> [UInt8]? {
        var platform = hs_platform_info_t()
        // SAFETY: the call fills the struct it is given; the library's version text lives as long as the library.
        guard unsafe hs_populate_platform(&platform) == HS_SUCCESS, let version = unsafe hs_version() else {
            return nil
        }
        var text = Array("kbtriage literals 1\n".utf8)
        text += unsafe Array(String(cString: version).utf8)
        text += Array("\n\(platform.tune) \(platform.cpu_features) \(MemoryLayout<Int>.size)\n".utf8)
        for literal in literals {
            text += "\(literal.flags) \(literal.bytes.count) ".utf8
            text += literal.bytes
        }
        return text
    }

    /// The database in the engine's own form; nil when the engine cannot.
    func serialized() -> [UInt8]? {
        var bytes: UnsafeMutablePointer<CChar>?
        var count = 0
        // SAFETY: the engine gives `count` bytes of its own memory, copied and freed here.
        guard unsafe hs_serialize_database(handle, &bytes, &count) == HS_SUCCESS, let bytes = unsafe bytes else {
            return nil
        }
        defer { unsafe EngineMemory.free(bytes) }
        return unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// The database of bytes made by ``serialized()`` by the same library on the same kind of processor; nil when the
    /// engine does not take them. Bytes from elsewhere must not come here: the engine trusts them.
    static func deserialize(_ bytes: [UInt8]) -> LiteralDatabase? {
        var database: OpaquePointer?
        // SAFETY: the engine reads the bytes and keeps no pointer to them.
        let status = unsafe bytes.withUnsafeBytes { buffer in
            unsafe buffer.baseAddress.map { base in
                unsafe hs_deserialize_database(base.assumingMemoryBound(to: CChar.self), buffer.count, &database)
            }
        }
        guard status == HS_SUCCESS, let database = unsafe database else { return nil }
        return unsafe LiteralDatabase(owning: database)
    }
}
