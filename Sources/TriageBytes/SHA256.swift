import CCrypto

/// SHA-256 (FIPS 180-4) by OpenSSL's libcrypto, which is opened when the first digest is made.
///
///     var hash = try SHA256()
///     try hash.update(bytes)
///     let digest = try hash.finish()
@safe public struct SHA256: ~Copyable {
    /// Bytes of a digest.
    public static let byteCount = 32

    private let library: CryptoLibrary
    private let context: OpaquePointer

    /// Starts a digest.
    public init() throws(CryptoError) {
        let library = try CryptoLibrary.shared.get()
        // SAFETY: the context is made here, freed here when it cannot be used and in deinit else, and never leaves
        // this value.
        guard let context = unsafe library.new() else { throw library.lastError("EVP_MD_CTX_new") }
        guard unsafe library.begin(context, library.sha256, nil) == 1 else {
            unsafe library.free(context)
            throw library.lastError("EVP_DigestInit_ex")
        }
        self.library = library
        unsafe self.context = context
    }

    // SAFETY: the only owner frees it, once.
    deinit { unsafe library.free(context) }

    /// Takes in more bytes.
    public mutating func update(_ bytes: Span<UInt8>) throws(CryptoError) {
        // SAFETY: the call reads `count` bytes of the buffer and keeps no pointer.
        let status = unsafe bytes.withUnsafeBufferPointer { buffer in
            buffer.isEmpty ? 1 : unsafe library.update(context, buffer.baseAddress, buffer.count)
        }
        if status != 1 { throw library.lastError("EVP_DigestUpdate") }
    }

    /// Takes in more bytes.
    public mutating func update(_ bytes: [UInt8]) throws(CryptoError) { try update(bytes.span) }

    /// Ends the digest: 32 bytes.
    public consuming func finish() throws(CryptoError) -> [UInt8] {
        // SAFETY: SHA-256 writes 32 bytes, the size of the array.
        var digest = [UInt8](repeating: 0, count: Self.byteCount)
        let status = unsafe library.end(context, &digest, nil)
        if status != 1 { throw library.lastError("EVP_DigestFinal_ex") }
        return digest
    }

    /// Ends the digest and begins another one in the same memory: to make that costs as much as a kilobyte does.
    public mutating func next() throws(CryptoError) -> SHA256Digest {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        // SAFETY: SHA-256 writes 32 bytes, the size of the words.
        let status = unsafe withUnsafeMutableBytes(of: &words) { buffer in
            unsafe buffer.baseAddress.map { unsafe library.end(context, $0.assumingMemoryBound(to: UInt8.self), nil) }
        }
        if status != 1 { throw library.lastError("EVP_DigestFinal_ex") }
        guard unsafe library.begin(context, library.sha256, nil) == 1 else {
            throw library.lastError("EVP_DigestInit_ex")
        }
        return SHA256Digest((words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian))
    }

    /// The digest of bytes at hand.
    public static func digest(of bytes: [UInt8]) throws(CryptoError) -> [UInt8] { try digest(of: bytes.span) }

    /// The digest of bytes held elsewhere.
    public static func digest(of bytes: Span<UInt8>) throws(CryptoError) -> [UInt8] {
        var hash = try SHA256()
        try hash.update(bytes)
        return try hash.finish()
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public static func hex(of bytes: [UInt8]) throws(CryptoError) -> String { Hex.text(try digest(of: bytes)) }
}
