/// Why a store cannot be used: the file, and one sentence that says what to do.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened.
    public enum Code: Sendable, Hashable {
        /// SQLite is not on this machine.
        case unavailable
        /// There is no such file, or it cannot be opened or made.
        case cannotOpen
        /// The file is something else.
        case foreign
        /// The file is a store and damaged.
        case damaged
        /// A newer program wrote it.
        case newer
        /// Another program writes to it all the time.
        case busy
        /// It has no such run.
        case noRun
        /// Anything else: the disk is full.
        case failed
    }

    /// What happened.
    public let code: Code
    /// The file as shown.
    public let file: String
    /// One sentence.
    public let message: String

    /// The file and the sentence.
    public var description: String { "\(file): \(message)" }

    init(_ code: Code, _ file: String, _ message: String) {
        self.code = code
        self.file = file
        self.message = message
    }

    init(_ error: SQLiteError, _ file: String) {
        self.file = file
        switch error.code {
        case .unavailable:
            code = .unavailable
            message = "no store can be kept without SQLite; install libsqlite3 (\(error.message))"
        case .busy:
            code = .busy
            message = "another program writes to it; try again when that has ended (\(error.description))"
        case .damaged:
            code = .damaged
            message =
                "the store is damaged (\(error.description)); move it away and run again, the tickets will be read anew"
        case .other:
            code = .failed
            message = "the store cannot be used (\(error.description))"
        }
    }
}
