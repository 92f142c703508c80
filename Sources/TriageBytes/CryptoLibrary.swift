import CCrypto

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The functions of OpenSSL's libcrypto, found when the first digest is made: most runs make none, and to load the library
/// takes most of a millisecond.
///
/// `@unchecked Sendable`: the table is filled once, before anybody sees it, and the library is never closed.
@safe struct CryptoLibrary: @unchecked Sendable {
    let new: kbt_digest_new
    let free: kbt_digest_free
    /// The algorithm, looked up for good: `EVP_sha256()` would be looked up again at the start of every digest.
    /// Nil when the library has none, which the first digest says.
    let sha256: OpaquePointer?
    let begin: kbt_digest_begin
    let update: kbt_digest_update
    let end: kbt_digest_end
    let nextError: kbt_error_next
    let clearErrors: kbt_error_clear
    let errorText: kbt_error_text

    /// The library of this process, or why there is none.
    static let shared: Result<CryptoLibrary, CryptoError> = Result(catching: load)

    #if canImport(Darwin)
        private static let names = ["/opt/homebrew", "/usr/local"].map { $0 + "/opt/openssl@3/lib/libcrypto.3.dylib" }
    #else
        private static let names = ["libcrypto.so.3"]
    #endif

    private static func load() throws(CryptoError) -> CryptoLibrary {
        var reason = "libcrypto is not installed"
        for name in names {
            // SAFETY: the name lives through the call; the handle is kept open until the process ends, as its functions
            // are used.
            if let handle = unsafe dlopen(name, RTLD_LAZY | RTLD_LOCAL) { return try unsafe CryptoLibrary(handle) }
            if let text = unsafe dlerror() { reason = unsafe String(cString: text) }
        }
        throw CryptoError(function: "dlopen", message: reason)
    }

    private init(_ handle: UnsafeMutableRawPointer) throws(CryptoError) {
        func function<Function>(_ name: String, as type: Function.Type) throws(CryptoError) -> Function {
            guard let symbol = unsafe dlsym(handle, name) else {
                throw CryptoError(function: name, message: "libcrypto has no such function")
            }
            // SAFETY: the shim declares every type, and holds it against the library's own header where that is there.
            return unsafe unsafeBitCast(symbol, to: Function.self)
        }
        unsafe new = try function("EVP_MD_CTX_new", as: kbt_digest_new.self)
        unsafe free = try function("EVP_MD_CTX_free", as: kbt_digest_free.self)
        unsafe begin = try function("EVP_DigestInit_ex", as: kbt_digest_begin.self)
        unsafe update = try function("EVP_DigestUpdate", as: kbt_digest_update.self)
        unsafe end = try function("EVP_DigestFinal_ex", as: kbt_digest_end.self)
        nextError = try function("ERR_get_error", as: kbt_error_next.self)
        clearErrors = try function("ERR_clear_error", as: kbt_error_clear.self)
        unsafe errorText = try function("ERR_error_string_n", as: kbt_error_text.self)
        // Without its configuration file, which could name other files to load and takes most of a millisecond. When this
        // fails, the first digest says why.
        let start = try unsafe function("OPENSSL_init_crypto", as: kbt_crypto_init.self)
        _ = start(
            UInt64(
                KBT_CRYPTO_NO_LOAD_CONFIG | KBT_CRYPTO_NO_LOAD_STRINGS | KBT_CRYPTO_NO_ADD_CIPHERS
                    | KBT_CRYPTO_NO_ADD_DIGESTS), nil)
        let fetch = try unsafe function("EVP_MD_fetch", as: kbt_digest_fetch.self)
        // SAFETY: the names live through the call; what comes back is never freed, and any number of threads may use it.
        unsafe sha256 = fetch(nil, "SHA256", nil)
    }

    /// The first error of this thread's queue, which is emptied.
    func lastError(_ function: String) -> CryptoError {
        let code = nextError()
        clearErrors()
        if code == 0 { return CryptoError(function: function, message: "no reason given") }
        var text = [CChar](repeating: 0, count: 256)
        // SAFETY: the length given is the array's; the call ends the text with NUL inside of it.
        unsafe errorText(code, &text, 256)
        return CryptoError(
            function: function,
            message: String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
}
