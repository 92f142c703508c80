#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A path as the system has it: any bytes but NUL, not necessarily UTF-8.
public struct FilePath: Sendable, Hashable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The bytes, without a NUL at the end.
    public let bytes: [UInt8]

    /// Makes a path of bytes, as `readdir` and the process's arguments give them.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// Makes a path of text.
    public init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

    /// Makes a path of a literal.
    public init(stringLiteral value: String) { self.init(value) }

    /// The path to be shown: bytes that are not UTF-8 stand as `\xNN`, control characters too.
    public var description: String {
        if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(decoding: bytes, as: UTF8.self) }
        var shown: [UInt8] = []
        var i = 0
        while i < bytes.count {
            let valid = UTF8Scan.validPrefix(of: bytes.span, from: i)
            while i < valid {
                if bytes[i] < 0x20 || bytes[i] == 0x7F { shown += escape(bytes[i]) } else { shown.append(bytes[i]) }
                i += 1
            }
            if i < bytes.count {
                shown += escape(bytes[i])
                i += 1
            }
        }
        return String(decoding: shown, as: UTF8.self)
    }

    /// What stands behind the last slash, trailing slashes excepted.
    public var lastComponent: FilePath {
        var end = bytes.count
        while end > 1, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
        let start = bytes[..<end].lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        return start < end ? FilePath(bytes: Array(bytes[start..<end])) : FilePath(bytes: Array(bytes[..<end]))
    }

    /// The folder that holds it: `.` for a bare name, `/` for what stands at the root.
    public var parent: FilePath {
        var end = bytes.count
        while end > 1, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
        guard var slash = bytes[..<end].lastIndex(of: UInt8(ascii: "/")) else { return "." }
        while slash > 0, bytes[slash - 1] == UInt8(ascii: "/") { slash -= 1 }
        return slash == 0 ? "/" : FilePath(bytes: Array(bytes[..<slash]))
    }

    /// What stands behind the last dot of the name in lower case, `xml`; empty without one.
    public var lowercasedExtension: String {
        let name = lastComponent.bytes
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0, dot + 1 < name.count else { return "" }
        return String(decoding: name[(dot + 1)...].map(ASCII.lowercased), as: UTF8.self)
    }

    /// The path of `name` inside of this folder; an absolute `name` stands for itself.
    public func appending(_ name: FilePath) -> FilePath {
        if bytes.isEmpty || name.bytes.first == UInt8(ascii: "/") { return name }
        var whole: [UInt8] = []
        whole.reserveCapacity(bytes.count + 1 + name.bytes.count)
        whole.append(contentsOf: bytes)
        if bytes.last != UInt8(ascii: "/") { whole.append(UInt8(ascii: "/")) }
        whole.append(contentsOf: name.bytes)
        return FilePath(bytes: whole)
    }

    /// Orders by bytes.
    public static func < (left: FilePath, right: FilePath) -> Bool {
        // SAFETY: memcmp reads as many bytes as the shorter of both has.
        let order = unsafe left.bytes.withUnsafeBytes { left in
            unsafe right.bytes.withUnsafeBytes { right -> Int32 in
                guard let first = left.baseAddress, let second = right.baseAddress else { return 0 }
                return unsafe memcmp(first, second, min(left.count, right.count))
            }
        }
        return order == 0 ? left.bytes.count < right.bytes.count : order < 0
    }

    /// Calls with the path, or its bytes from a place on, as C wants it; nil when it holds a NUL byte and so names no file.
    func withCString<Result>(from start: Int = 0, _ body: (UnsafePointer<CChar>) -> Result) -> Result? {
        let count = bytes.count - start
        if count < 0 || bytes.contains(0) { return nil }
        // SAFETY: the memory holds one byte more than is copied, every byte is written, the last one is NUL, and `body`
        // gets the pointer for the call only.
        return unsafe withUnsafeTemporaryAllocation(byteCount: count + 1, alignment: 1) { buffer in
            unsafe bytes.withUnsafeBytes { path in unsafe buffer.copyMemory(from: .init(rebasing: path[start...])) }
            unsafe buffer[count] = 0
            return unsafe buffer.baseAddress.map { unsafe body($0.assumingMemoryBound(to: CChar.self)) }
        }
    }

    private func escape(_ byte: UInt8) -> [UInt8] {
        Array("\\x".utf8) + [Hex.digit(byte >> 4), Hex.digit(byte & 15)]
    }
}
