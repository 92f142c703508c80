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
        try OpenInput(path).bytes(limit: limit)
    }

    /// Reads standard input to its end. A closed standard input is an empty one.
    public static func readStandardInput(limit: Int = defaultLimit) throws(InputError) -> [UInt8] {
        var status = stat()
        // SAFETY: fstat fills the struct it is given.
        guard unsafe fstat(STDIN_FILENO, &status) == 0 else { return [] }
        if FileKind(mode: status.st_mode) == .directory { throw InputError(errno: EISDIR, file: "stdin") }
        let expected = FileKind(mode: status.st_mode) == .regular ? Int(status.st_size) : 1 << 16
        switch ByteReading.readAll(STDIN_FILENO, expected: expected, limit: limit) {
        case .whole(let bytes): return bytes
        case .tooLarge: throw .tooLarge("stdin", limit: limit)
        case .failed(let number): throw InputError(errno: number, file: "stdin")
        }
    }
}
