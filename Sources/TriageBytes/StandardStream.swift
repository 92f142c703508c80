#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The streams a program is started with.
public enum StandardStream: Int32, Sendable {
    /// Standard input.
    case input = 0
    /// Standard output.
    case output = 1
    /// Standard error.
    case error = 2

    /// True when a terminal stands behind it.
    public var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Columns of the terminal behind it; nil when there is none or it does not tell.
    public var terminalColumns: Int? {
        var size = winsize()
        // SAFETY: the request fills the struct it is given.
        guard unsafe ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes all bytes; false when the reader is gone or the disk is full. A reader that is gone must not kill the
    /// program: call ``ignoreBrokenPipes()`` first.
    @discardableResult
    public func write(_ bytes: [UInt8]) -> Bool { ByteWriting.writeAll(bytes, to: rawValue) == 0 }

    /// Writes all pieces; false as above.
    public func write(_ make: (OutputPieces) -> Void) -> Bool { OutputPieces.write(to: rawValue, make) == 0 }

    /// Writes all of a text.
    @discardableResult
    public func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    /// Makes a write to a pipe without a reader fail instead of ending the program.
    public static func ignoreBrokenPipes() {
        _ = signal(SIGPIPE, SIG_IGN)
    }
}
