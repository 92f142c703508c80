#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes a file, or a standard stream, piece by piece: results that come one by one, and of which every one that was
/// written is kept when the program ends. Where all is known at once, ``OutputFile`` writes whole or not at all.
///
/// One thread at a time may use it.
public final class OutputStream: @unchecked Sendable {
    // SAFETY: only the one thread that uses the stream touches what changes.
    private let descriptor: Int32
    private let ownsDescriptor: Bool
    private var buffer: [UInt8] = []
    private var lastFlush: UInt64 = SystemClock.monotonicNanoseconds
    /// The name shown in messages.
    public let name: String
    private static let size = 256 << 10

    /// Begins a file; what it held is gone. A pipe or device is written to as it is.
    public init(creating path: FilePath) throws(OutputError) {
        name = path.description
        ownsDescriptor = true
        do throws(SystemError) {
            let opened = try FileDescriptor(opening: path, O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY, mode: 0o666)
            // The descriptor outlives the value that opened it.
            descriptor = fcntl(opened.number, F_DUPFD_CLOEXEC, 3)
        } catch {
            throw OutputError(errno: error.number, file: path.description)
        }
        if descriptor < 0 { throw OutputError(errno: errno, file: path.description) }
    }

    /// Writes to a standard stream.
    public init(_ stream: StandardStream) {
        descriptor = stream.rawValue
        ownsDescriptor = false
        name = stream == .error ? "standard error" : "standard output"
    }

    deinit {
        try? flush()
        if ownsDescriptor { _ = close(descriptor) }
    }

    /// Adds bytes; they reach the file when there are many, or with ``flush()``.
    public func write(_ bytes: [UInt8]) throws(OutputError) {
        buffer += bytes
        if buffer.count >= Self.size { try flush() }
    }

    /// Writes what is held.
    public func flush() throws(OutputError) {
        lastFlush = SystemClock.monotonicNanoseconds
        guard !buffer.isEmpty else { return }
        let failure = ByteWriting.writeAll(buffer, to: descriptor)
        buffer.removeAll(keepingCapacity: true)
        if failure != 0 { throw OutputError(errno: failure, file: name) }
    }

    /// Writes what is held when that was not done for some milliseconds.
    public func flush(after milliseconds: UInt64) throws(OutputError) {
        if !buffer.isEmpty, SystemClock.monotonicNanoseconds &- lastFlush >= milliseconds &* 1_000_000 { try flush() }
    }
}
