#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Standard output and standard error: the one place that prints.
enum StandardStream: Int32 {
    case output = 1
    case error = 2

    /// Writes all of the text; false when the other end does not take it.
    @discardableResult
    func write(_ text: String) -> Bool {
        write(Array(text.utf8))
    }

    /// Writes all of the bytes; false when the other end does not take them.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var start = 0
        while start < bytes.count {
            // SAFETY: the address and the length are those of `piece`, which lives until the call returns.
            let written = unsafe bytes[start...].withUnsafeBytes { piece in
                unsafe Self.writeOnce(rawValue, piece.baseAddress, piece.count)
            }
            if written > 0 {
                start += written
            } else if errno == EAGAIN {
                // Somebody made the terminal or pipe non-blocking; the reader needs a moment.
                usleep(1000)
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }

    // SAFETY: callers pass the address and the length of one and the same buffer.
    @unsafe private static func writeOnce(_ descriptor: Int32, _ address: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.write(descriptor, address, count)
        #elseif canImport(Musl)
            unsafe Musl.write(descriptor, address, count)
        #else
            unsafe Darwin.write(descriptor, address, count)
        #endif
    }
}
