#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads an open file to its end.
enum ByteReading {
    /// How a reading ended.
    enum Outcome {
        case whole([UInt8])
        /// There is more than the limit.
        case tooLarge
        case failed(errno: Int32)
    }

    /// Reads until the end or until more than `limit` bytes were seen. `expected` is the size told by the system; a
    /// file that has more (it grows, or its size is not told as in /proc) is read on in growing pieces.
    ///
    /// - Parameter isRegular: true for a file whose end a read that gives less than it could has shown; else the end is
    ///   what a read that gives nothing says.
    static func readAll(_ descriptor: Int32, expected: Int, limit: Int, isRegular: Bool = false) -> Outcome {
        var bytes: [UInt8] = []
        var want = min(max(expected, 0), limit)
        while true {
            // One byte more than wanted, so that the end is seen without another piece. A size that was not told is 0.
            let enough = isRegular && want > 0 && bytes.isEmpty ? want : nil
            let (piece, number) = readPiece(descriptor, capacity: want + 1, enough: enough)
            if number != 0 { return .failed(errno: number) }
            let isLast = piece.count <= want
            if bytes.isEmpty { bytes = piece } else { bytes += piece }
            if bytes.count > limit { return .tooLarge }
            if isLast { return .whole(bytes) }
            want = min(max(bytes.count, 1 << 16), limit - bytes.count)
        }
    }

    /// Up to `capacity` bytes; fewer only at the end of the file, which is not asked for once there are `enough` exactly.
    private static func readPiece(_ descriptor: Int32, capacity: Int, enough: Int? = nil) -> ([UInt8], Int32) {
        var failure: Int32 = 0
        // SAFETY: read writes at most `capacity - count` bytes behind the `count` that are there already.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            while count < capacity {
                let got = unsafe read(descriptor, base + count, capacity - count)
                if got > 0 {
                    count += got
                    if count == enough { break }
                } else if got == 0 {
                    break
                } else if errno == EAGAIN {
                    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                    _ = unsafe poll(&wait, 1, -1)
                } else if errno != EINTR {
                    failure = errno
                    break
                }
            }
        }
        return (bytes, failure)
    }
}
