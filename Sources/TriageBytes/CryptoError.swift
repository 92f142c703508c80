import CCrypto

/// Why libcrypto did not do what it was asked.
public struct CryptoError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The function of libcrypto.
    public let function: String
    /// The library's own text.
    public let message: String

    /// Function and text.
    public var description: String { "\(function): \(message)" }

    /// The first error of this thread's queue, which is emptied.
    static func last(_ function: String) -> CryptoError {
        let code = ERR_get_error()
        ERR_clear_error()
        if code == 0 { return CryptoError(function: function, message: "no reason given") }
        var text = [CChar](repeating: 0, count: 256)
        // SAFETY: the length given is the array's; the call ends the text with NUL inside of it.
        unsafe ERR_error_string_n(code, &text, 256)
        return CryptoError(
            function: function,
            message: String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
}
