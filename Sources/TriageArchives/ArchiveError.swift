/// Why an archive cannot be read, in the library's own words.
public struct ArchiveError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened.
    public enum Code: Sendable, Hashable {
        /// The library is not on this machine, or not in a version that is understood.
        case unavailable
        /// The archive is damaged, cut short, or uses something the library does not know.
        case damaged
    }

    /// What happened.
    public let code: Code
    /// The library's text: "Truncated ZIP file body".
    public let message: String

    /// The library's text.
    public var description: String { message }
}
