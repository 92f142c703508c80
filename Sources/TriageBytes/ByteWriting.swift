#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes to an open file.
enum ByteWriting {
    /// Writes every byte; the system's error number, 0 when all went well.
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        // SAFETY: write reads `count - done` bytes behind the first `done` of a buffer of `count`.
        unsafe bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            var done = 0
            while done < buffer.count {
                let wrote = unsafe write(descriptor, base + done, buffer.count - done)
                if wrote > 0 {
                    done += wrote
                } else if wrote < 0, errno == EAGAIN {
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = unsafe poll(&wait, 1, -1)
                } else if wrote < 0, errno != EINTR {
                    return errno
                }
            }
            return 0
        }
    }
}
