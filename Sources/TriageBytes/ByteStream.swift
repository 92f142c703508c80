#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bytes that are read piece by piece, for what is too long to be held: a file, standard input, or bytes at hand.
///
/// One thread at a time may use it.
public final class ByteStream: @unchecked Sendable {
    // SAFETY: of what changes, only `place` and `isAtEnd` are read and written, by the one thread that uses the stream.
    private let descriptor: Int32
    private let ownsDescriptor: Bool
    private let bytes: [UInt8]
    private var place = 0
    private var isAtEnd = false
    /// The name shown in messages.
    public let name: String
    /// Bytes of all of it; nil for a pipe.
    public let byteCount: Int?
    /// A descriptor that ends the waiting for more when it becomes readable; -1 for none.
    private let cancel: Int32

    /// Bytes that were given out.
    public private(set) var givenOut = 0

    /// Reads a regular file, or what a link leads to; a folder, pipe, socket or device is an error.
    public init(opening path: FilePath) throws(InputError) {
        name = path.description
        bytes = []
        cancel = -1
        ownsDescriptor = true
        let number: Int32
        do throws(SystemError) {
            let opened = try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
            // The descriptor outlives the value that opened it.
            number = fcntl(opened.number, F_DUPFD_CLOEXEC, 3)
        } catch {
            throw InputError(errno: error.number, file: path.description)
        }
        if number < 0 { throw InputError(errno: errno, file: path.description) }
        descriptor = number
        var status = stat()
        // SAFETY: fstat fills the struct it is given.
        guard unsafe fstat(number, &status) == 0, FileKind(mode: status.st_mode) == .regular else {
            byteCount = nil
            throw InputError(
                code: .notARegularFile, file: path.description,
                message: "this is not a file; give its content on standard input instead")
        }
        byteCount = Int(clamping: status.st_size)
    }

    /// Reads standard input.
    ///
    /// - Parameter cancel: a descriptor that ends the stream when it becomes readable; -1 for none.
    public init(standardInputUntil cancel: Int32 = -1) {
        name = "stdin"
        descriptor = 0
        ownsDescriptor = false
        bytes = []
        byteCount = nil
        self.cancel = cancel
    }

    /// Gives out bytes at hand.
    public init(_ bytes: [UInt8], name: String) {
        self.name = name
        self.bytes = bytes
        descriptor = -1
        ownsDescriptor = false
        byteCount = bytes.count
        cancel = -1
    }

    deinit { if ownsDescriptor { _ = close(descriptor) } }

    /// The next bytes, at most `count`: as many as are there at once, at least one; waits for them. Empty at the end, and
    /// from then on.
    public func next(atMost count: Int) throws(InputError) -> [UInt8] {
        if isAtEnd || count <= 0 { return [] }
        if descriptor < 0 {
            let end = min(bytes.count, place + count)
            let piece = Array(bytes[place..<end])
            place = end
            isAtEnd = piece.isEmpty
            givenOut += piece.count
            return piece
        }
        while true {
            guard wait() else {
                isAtEnd = true
                return []
            }
            var failure: Int32 = 0
            // SAFETY: read writes at most `count` bytes into a buffer of that capacity.
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                let got = unsafe read(descriptor, buffer.baseAddress, count)
                failure = got < 0 ? errno : 0
                filled = max(0, got)
            }
            if failure == EINTR || failure == EAGAIN { continue }
            if failure != 0 {
                isAtEnd = true
                throw InputError(errno: failure, file: name)
            }
            isAtEnd = piece.isEmpty
            givenOut += piece.count
            return piece
        }
    }

    /// Waits until there is something to read; false when the stream was cancelled before.
    private func wait() -> Bool {
        guard byteCount == nil else { return true }
        while true {
            var waits = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
            if cancel >= 0 { waits.append(pollfd(fd: cancel, events: Int16(POLLIN), revents: 0)) }
            // SAFETY: poll reads and writes as many structs as the array has.
            let ready = unsafe poll(&waits, nfds_t(waits.count), -1)
            if ready < 0, errno != EINTR { return true }
            if waits.count > 1, waits[1].revents != 0 { return false }
            if ready > 0, waits[0].revents != 0 { return true }
        }
    }
}
