/// Why libcrypto did not do what it was asked.
public struct CryptoError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The function of libcrypto.
    public let function: String
    /// The library's own text.
    public let message: String

    /// Function and text.
    public var description: String { "\(function): \(message)" }
}
