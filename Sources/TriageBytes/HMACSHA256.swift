/// HMAC (RFC 2104) with SHA-256: a digest that only who has the key can make.
public struct HMACSHA256: ~Copyable {
    private static let blockSize = 64

    private var inner: SHA256
    private let outerKey: [UInt8]

    /// Starts a code under a key of any length.
    public init(key: [UInt8]) throws(CryptoError) {
        var block = key.count > Self.blockSize ? try SHA256.digest(of: key) : key
        block += [UInt8](repeating: 0, count: Self.blockSize - block.count)
        var inner = try SHA256()
        try inner.update(block.map { $0 ^ 0x36 })
        self.inner = inner
        outerKey = block.map { $0 ^ 0x5C }
    }

    /// Takes in more bytes.
    public mutating func update(_ bytes: [UInt8]) throws(CryptoError) { try inner.update(bytes.span) }

    /// Ends the code: 32 bytes.
    public consuming func finish() throws(CryptoError) -> [UInt8] {
        let digest = try inner.finish()
        return try SHA256.digest(of: outerKey + digest)
    }

    /// The code of bytes at hand.
    public static func code(of bytes: [UInt8], key: [UInt8]) throws(CryptoError) -> [UInt8] {
        var code = try HMACSHA256(key: key)
        try code.update(bytes)
        return try code.finish()
    }
}
