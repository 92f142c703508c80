/// Why a file could not be written.
public struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file as shown.
    public let file: String
    /// One sentence with the system's own words.
    public let message: String

    /// The file and the sentence.
    public var description: String { "\(file): \(message)" }

    init(errno number: Int32, file: String) {
        self.file = file
        message = "cannot be written (\(SystemText.ofError(number)), errno \(number)); check the folder and its rights"
    }
}
