#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The system's own words.
enum SystemText {
    /// The text of an errno, as `strerror_r` has it.
    static func ofError(_ number: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 256)
        // SAFETY: the length given is the array's; the call writes inside of it and ends the text with NUL.
        let status = unsafe buffer.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe strerror_r(number, $0, buffer.count) }
        }
        guard status == 0 else { return "error \(number)" }
        let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return text.isEmpty ? "error \(number)" : String(decoding: text, as: UTF8.self)
    }
}
