#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Converts text through the C library's iconv.
enum CharsetConverter {
    /// The bytes as UTF-8, those that fit no character as U+FFFD; nil where the library has no such converter. O(size).
    static func convert(_ bytes: [UInt8], from name: String) -> [UInt8]? {
        // SAFETY: the name comes from ``CharsetName``; the handle is closed below and used nowhere else.
        let converter = unsafe iconv_open("UTF-8", name)
        guard unsafe converter != iconv_t(bitPattern: -1) else { return nil }
        defer { _ = unsafe iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var piece = [CChar](repeating: 0, count: 4096)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var done = 0
        while done < input.count {
            var left = input.count - done
            var room = piece.count
            let start = done
            // SAFETY: both arrays live through the call, `left` bytes are at `start` of one, `room` bytes in the other.
            let (result, reason) = unsafe input.withUnsafeMutableBufferPointer { input in
                unsafe piece.withUnsafeMutableBufferPointer { piece in
                    var from = unsafe input.baseAddress.map { unsafe $0 + start }
                    var to = piece.baseAddress
                    let result = unsafe iconv(converter, &from, &left, &to, &room)
                    return (result, errno)
                }
            }
            done = input.count - left
            for byte in piece[..<(piece.count - room)] { text.append(UInt8(bitPattern: byte)) }
            if result != -1 { break }
            // Out of room: go on. An impossible or cut character: one sign for one byte.
            if reason == E2BIG, done > start || room < piece.count { continue }
            text.append(contentsOf: [0xEF, 0xBF, 0xBD])
            done = max(done, start) + 1
            // SAFETY: nil buffers put the converter back into its first state.
            _ = unsafe iconv(converter, nil, nil, nil, nil)
        }
        return text
    }
}
