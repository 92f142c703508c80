/// Why a database cannot be used, in the library's own words. Values that were written never stand in it.
public struct SQLiteError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened, as far as the program decides by it.
    public enum Code: Sendable, Hashable {
        /// The library is not on this machine, or too old.
        case unavailable
        /// Somebody else writes to the file and did not finish in time.
        case busy
        /// The file is no database of this library, or a damaged one.
        case damaged
        /// Anything else the library says: the disk is full, the file is read-only.
        case other
    }

    /// What happened.
    public let code: Code
    /// The library's extended result code (https://sqlite.org/rescode.html); 0 when it was not asked.
    public let number: Int32
    /// The library's text: "file is not a database".
    public let message: String

    /// The library's text with its number.
    public var description: String { number == 0 ? message : "\(message) (SQLite error \(number))" }

    init(code: Code, number: Int32 = 0, message: String) {
        self.code = code
        self.number = number
        self.message = message
    }
}
