/// What the program tells its caller when it ends.
struct ExitCode: RawRepresentable, Equatable, Sendable {
    let rawValue: Int32

    /// A cause was found; for commands other than `diagnose`: done.
    static let success = ExitCode(rawValue: 0)
    /// No cause was found.
    static let noCause = ExitCode(rawValue: 1)
    /// An input could not be read or is not supported.
    static let unreadableInput = ExitCode(rawValue: 2)
    /// The command line is wrong (EX_USAGE).
    static let usage = ExitCode(rawValue: 64)
    /// A rule file is broken (EX_DATAERR).
    static let brokenRules = ExitCode(rawValue: 65)
    /// The program cannot do it (EX_SOFTWARE).
    static let software = ExitCode(rawValue: 70)
    /// The output cannot be written (EX_IOERR).
    static let cannotWrite = ExitCode(rawValue: 74)
}
