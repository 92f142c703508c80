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
}
