public import TriageBytes
public import TriageModel
import TriageReaders

/// One input of a case: its name and its bytes, or why they could not be had.
public struct CaseInput: Sendable {
    /// Name shown: the path as given, or `stdin`.
    public var name: String
    /// The bytes; those of a large dump are read when they are asked for.
    public var content: Result<[UInt8], InputError> {
        get { file.map { Self.read($0.path, limit: limit) } ?? known }
        set {
            known = newValue
            file = nil
        }
    }
    private var known: Result<[UInt8], InputError>
    /// The file, where it is a large dump that can be read in one pass.
    private(set) var file: TextFile?
    private var limit = InputFile.defaultLimit
    /// What was left out of a text that is too large.
    private var omission: Evidence.Problem?
    /// The format somebody said it has; nil to find out.
    public var format: InputFormat?

    /// An input whose bytes are there.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        known = .success(bytes)
    }

    /// Reads a file; a path that cannot be read is an input too, so that it is reported with the others.
    public init(path: FilePath, limit: Int = InputFile.defaultLimit) {
        self.init(path: path, limit: limit, streamsFrom: Self.largeFile)
    }

    /// Reads a file; one that is read in one pass from another size on.
    ///
    /// - Parameter size: bytes from which on a dump is read in one pass.
    public init(path: FilePath, limit: Int = InputFile.defaultLimit, streamsFrom size: Int) {
        do throws(InputError) {
            try self.init(OpenInput(path), limit: limit, streamsFrom: size)
        } catch {
            self.init(path, error)
        }
    }

    /// Reads a file that was opened; one of more than `limit` bytes is an input that says so.
    public init(_ opened: borrowing OpenInput, limit: Int = InputFile.defaultLimit) {
        self.init(opened, limit: limit, streamsFrom: Self.largeFile)
    }

    private init(_ opened: borrowing OpenInput, limit: Int, streamsFrom size: Int) {
        name = opened.path.description
        if opened.info.size >= size, let file = TextFile(opened.path), file.byteCount >= size, CaseReader.canRead(file)
        {
            known = .success([])
            self.file = file
            self.limit = limit
            return
        }
        if opened.info.size > limit, limit >= LargeText.maximumBytes, let file = TextFile(opened.path),
            let part = LargeText(file, name: name)
        {
            known = .success(part.bytes)
            omission = part.problem
            return
        }
        do throws(InputError) {
            known = .success(try opened.bytes(limit: limit))
        } catch {
            known = .failure(error)
        }
    }

    /// An input that could not be had.
    public init(_ path: FilePath, _ error: InputError) {
        name = path.description
        known = .failure(error)
    }

    /// The first bytes; nil when none can be had.
    public func prefix(_ count: Int) -> [UInt8]? {
        if let file { return file.prefix(count) }
        guard case .success(let bytes) = known else { return nil }
        return Array(bytes.prefix(count))
    }

    /// True for a large dump that nobody can read as a whole.
    var isTooLarge: Bool { file.map { $0.byteCount > limit } ?? false }

    /// What can be had of a dump that turned out to be more than that: all of it, or the first part of a larger one.
    var asText: CaseInput {
        guard isTooLarge, let file, let part = LargeText(file, name: name) else { return self }
        var input = CaseInput(name: name, bytes: part.bytes)
        input.omission = part.problem
        input.format = format
        return input
    }

    /// Smaller files are read as a whole: that is as fast, and shows more of their lines.
    static let largeFile = 1 << 20

    private static func read(_ path: FilePath, limit: Int) -> Result<[UInt8], InputError> {
        do throws(InputError) {
            return .success(try InputFile.read(path, limit: limit))
        } catch {
            return .failure(error)
        }
    }

    /// Reads what a path names: a file, or the files of a folder as one case, folders inside of it too, in the order of
    /// their names. Links inside of a folder are not followed, names that begin with a dot are passed over.
    ///
    /// - Parameter limit: bytes all files together may have; one that goes beyond it is not read.
    public static func all(at path: FilePath, limit: Int = InputFile.defaultLimit) -> [CaseInput] {
        guard Directory.isDirectory(path) else { return [CaseInput(path: path, limit: limit)] }
        var inputs: [CaseInput] = []
        var left = limit
        add(path, depth: 0, left: &left, to: &inputs)
        return inputs.isEmpty ? [CaseInput(path, .emptyFolder(path))] : inputs
    }

    private static let maximumFiles = 5_000
    private static let maximumDepth = 8

    private static func add(_ folder: FilePath, depth: Int, left: inout Int, to inputs: inout [CaseInput]) {
        let entries: [Directory.Entry]
        do throws(InputError) {
            entries = try Directory.entries(of: folder)
        } catch {
            inputs.append(CaseInput(folder, error))
            return
        }
        for entry in entries where entry.name.bytes.first != UInt8(ascii: ".") {
            let path = folder.appending(entry.name)
            if inputs.count >= maximumFiles {
                inputs.append(CaseInput(path, .tooManyFiles(path, limit: maximumFiles)))
                return
            }
            switch entry.kind {
            case .directory where depth < maximumDepth: add(path, depth: depth + 1, left: &left, to: &inputs)
            case .directory: inputs.append(CaseInput(path, .tooDeep(path, limit: maximumDepth)))
            case .link: inputs.append(CaseInput(path, .linkNotFollowed(path)))
            case .regular, .pipe, .socket, .device, .other:
                let input = CaseInput(path: path, limit: left)
                if input.file == nil, case .success(let bytes) = input.content { left -= bytes.count }
                inputs.append(input)
            }
        }
    }

    /// Reads standard input to its end.
    public static func standardInput() -> CaseInput {
        var input = CaseInput(name: "stdin", bytes: [])
        do throws(InputError) {
            input.content = .success(try InputFile.readStandardInput())
        } catch {
            input.content = .failure(error)
        }
        return input
    }

    /// What there is to say when the bytes could not be had, or not all of them.
    var problem: Evidence.Problem? {
        guard case .failure(let error) = content else { return omission }
        return Evidence.Problem(code: error.code.rawValue, message: error.message, file: name, isFatal: true)
    }
}
