import CCrypto

/// Starts OpenSSL's libcrypto the way this program wants it: without reading its configuration file, which could name
/// other files to load and takes most of a millisecond.
enum CryptoLibrary {
    private static let isStarted: Bool = {
        let settings =
            UInt64(OPENSSL_INIT_NO_LOAD_CONFIG) | UInt64(OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS)
            | UInt64(OPENSSL_INIT_NO_ADD_ALL_CIPHERS) | UInt64(OPENSSL_INIT_NO_ADD_ALL_DIGESTS)
        return OPENSSL_init_crypto(settings, nil) == 1
    }()

    /// Does so once. When it fails, the first digest says why.
    static func start() { _ = isStarted }

    // SAFETY: made once, never changed and never freed; the library lets any number of threads use it.
    private nonisolated(unsafe) static let foundSHA256: OpaquePointer? = {
        start()
        return unsafe kbtriage_sha256()
    }()

    /// The algorithm SHA-256; nil when the library has none.
    static var sha256: OpaquePointer? { unsafe foundSHA256 }
}
