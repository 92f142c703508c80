#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Searches in bytes, each linear in the size of the text.
public enum ByteSearch {
    /// The offset of the first `byte` in `bytes[from..<to]`; `to` defaults to the end. Out-of-range bounds are clamped.
    public static func first(_ byte: UInt8, in bytes: Span<UInt8>, from: Int = 0, to: Int = .max) -> Int? {
        let from = max(0, from)
        let to = min(to, bytes.count)
        guard from < to else { return nil }
        // SAFETY: memchr reads `to - from` bytes at `from`, and 0 <= from < to <= count; nothing outlives the closure.
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, let hit = unsafe memchr(base + from, Int32(byte), to - from) else {
                return nil
            }
            return unsafe UnsafeRawPointer(hit) - UnsafeRawPointer(base)
        }
    }
}
