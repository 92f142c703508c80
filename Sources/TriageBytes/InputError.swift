#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why an input could not be opened or read.
public struct InputError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Stable names of what happened.
    public enum Code: String, Sendable, Hashable {
        /// No such file or folder.
        case notFound = "not-found"
        /// The rights do not allow it.
        case permissionDenied = "permission-denied"
        /// A folder where a file is wanted.
        case isDirectory = "is-directory"
        /// A file where a folder is wanted.
        case notADirectory = "not-a-directory"
        /// A pipe, socket or device given by name.
        case notARegularFile = "not-a-regular-file"
        /// More bytes than the limit.
        case tooLarge = "too-large"
        /// A name the system cannot have: empty, with NUL, too long, a loop of links.
        case badName = "bad-name"
        /// Anything else the system said.
        case readFailed = "read-failed"
    }

    /// What happened.
    public let code: Code
    /// The file as shown: its path, or `stdin`.
    public let file: String
    /// One sentence: what happened and what to do.
    public let message: String

    /// The file and the sentence.
    public var description: String { "\(file): \(message)" }

    init(code: Code, file: String, message: String) {
        self.code = code
        self.file = file
        self.message = message
    }

    init(errno number: Int32, file: String) {
        let system = SystemText.ofError(number)
        switch number {
        case ENOENT: self.init(code: .notFound, file: file, message: "there is no such file; check the path")
        case ENOTDIR: self.init(code: .notADirectory, file: file, message: "a part of the path is not a folder")
        case EISDIR: self.init(code: .isDirectory, file: file, message: "this is a folder; name the files in it")
        case EACCES, EPERM:
            self.init(code: .permissionDenied, file: file, message: "may not be read (\(system)); check its rights")
        case ENAMETOOLONG, ELOOP, EINVAL:
            self.init(code: .badName, file: file, message: "cannot be opened under this name (\(system))")
        default:
            self.init(code: .readFailed, file: file, message: "cannot be read (\(system), errno \(number))")
        }
    }

    static func tooLarge(_ file: String, limit: Int) -> InputError {
        InputError(
            code: .tooLarge, file: file,
            message:
                "holds more than the limit of \(limit) bytes; nothing of it was read; cut out the part that matters")
    }

    /// A folder without files.
    public static func emptyFolder(_ path: FilePath) -> InputError {
        InputError(code: .notFound, file: path.description, message: "there are no files in this folder")
    }

    /// A link inside of a folder that was named.
    public static func linkNotFollowed(_ path: FilePath) -> InputError {
        InputError(
            code: .notARegularFile, file: path.description,
            message: "this is a link, and links inside of a folder are not followed; name the file itself")
    }

    /// A folder inside of too many others.
    public static func tooDeep(_ path: FilePath, limit: Int) -> InputError {
        InputError(
            code: .tooLarge, file: path.description, message: "lies more than \(limit) folders deep; name it itself")
    }

    /// More files than one case can have.
    public static func tooManyFiles(_ path: FilePath, limit: Int) -> InputError {
        InputError(
            code: .tooLarge, file: path.description,
            message: "this file and those behind it were not read: a case has at most \(limit) files")
    }
}
