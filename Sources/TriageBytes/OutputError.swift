#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why a file could not be written.
public struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file as shown.
    public let file: String
    /// One sentence with the system's own words.
    public let message: String

    /// True when the reader of a pipe is gone.
    public let isBrokenPipe: Bool

    /// The file and the sentence.
    public var description: String { "\(file): \(message)" }

    init(errno number: Int32, file: String) {
        self.file = file
        isBrokenPipe = number == EPIPE
        message = "cannot be written (\(SystemText.ofError(number)), errno \(number)); check the folder and its rights"
    }
}
