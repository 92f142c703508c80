#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The one place that opens inputs.
///
/// A file is read in one go and never mapped: what is mapped turns into a SIGBUS when somebody else cuts the file
/// short, and text that is UTF-8 already is kept as it was read, so that a mapping would save no copy.
public enum InputFile {
    /// Bytes an input may have when the caller does not say: 512 MiB.
    public static let defaultLimit = 512 << 20

    /// Reads a regular file (or what a link leads to). A folder, pipe, socket or device is an error, and so is a file
    /// of more than `limit` bytes, sparse or not, of which nothing is read.
    public static func read(_ path: FilePath, limit: Int = defaultLimit) throws(InputError) -> [UInt8] {
        let shown = path.description
        if path.bytes.isEmpty { throw InputError(code: .badName, file: "\"\"", message: "the path is empty") }
        let descriptor: FileDescriptor
        do throws(SystemError) {
            // Without O_NONBLOCK the open of a pipe nobody writes to would never return.
            descriptor = try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
        } catch {
            // A socket cannot be opened at all.
            if error.number == ENXIO { throw notRegular(shown, "a socket or device") }
            throw InputError(errno: error.number, file: shown)
        }
        guard let status = descriptor.status() else { throw InputError(errno: errno, file: shown) }
        switch FileKind(mode: status.st_mode) {
        case .regular: break
        case .directory: throw InputError(errno: EISDIR, file: shown)
        case .pipe: throw notRegular(shown, "a pipe")
        case .socket, .device, .link, .other: throw notRegular(shown, "a socket or device")
        }
        if status.st_size > limit { throw .tooLarge(shown, limit: limit) }
        return try bytes(
            ByteReading.readAll(descriptor.number, expected: Int(status.st_size), limit: limit), shown, limit)
    }

    /// Reads standard input to its end. A closed standard input is an empty one.
    public static func readStandardInput(limit: Int = defaultLimit) throws(InputError) -> [UInt8] {
        var status = stat()
        // SAFETY: fstat fills the struct it is given.
        guard unsafe fstat(STDIN_FILENO, &status) == 0 else { return [] }
        if FileKind(mode: status.st_mode) == .directory { throw InputError(errno: EISDIR, file: "stdin") }
        let expected = FileKind(mode: status.st_mode) == .regular ? Int(status.st_size) : 1 << 16
        return try bytes(ByteReading.readAll(STDIN_FILENO, expected: expected, limit: limit), "stdin", limit)
    }

    private static func bytes(_ outcome: ByteReading.Outcome, _ shown: String, _ limit: Int) throws(InputError)
        -> [UInt8]
    {
        switch outcome {
        case .whole(let bytes): return bytes
        case .tooLarge: throw .tooLarge(shown, limit: limit)
        case .failed(let number): throw InputError(errno: number, file: shown)
        }
    }

    private static func notRegular(_ shown: String, _ what: String) -> InputError {
        InputError(
            code: .notARegularFile, file: shown,
            message: "this is \(what), not a file; give its content on standard input instead")
    }
}
