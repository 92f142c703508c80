#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A regular file that was opened to be read: what the system knows of it and its bytes come from one descriptor, so that
/// both are of the same file. Closed when it goes out of scope.
public struct OpenInput: ~Copyable {
    /// The path it was opened by.
    public let path: FilePath
    /// What the system knew of it when it was opened.
    public let info: FileInfo
    private let descriptor: FileDescriptor

    /// Opens a regular file (or what a link leads to). A folder, pipe, socket or device is an error.
    ///
    /// - Parameter folder: the folder it lies in, where that is open.
    public init(_ path: FilePath, in folder: OpenFolder? = nil) throws(InputError) {
        let descriptor = try Self.open(path, in: folder)
        guard let status = descriptor.status() else { throw InputError(errno: errno, file: path.description) }
        let info = FileInfo(status)
        switch info.kind {
        case .regular: break
        case .directory: throw InputError(errno: EISDIR, file: path.description)
        case .pipe: throw Self.notRegular(path, "a pipe")
        case .socket, .device, .link, .other: throw Self.notRegular(path, "a socket or device")
        }
        self.path = path
        self.info = info
        self.descriptor = descriptor
    }

    /// Its bytes, from the beginning: for one call. More than `limit`, sparse or not, is an error, and nothing is read.
    public func bytes(limit: Int = InputFile.defaultLimit) throws(InputError) -> [UInt8] {
        if info.size > limit { throw .tooLarge(path.description, limit: limit) }
        switch ByteReading.readAll(descriptor.number, expected: Int(info.size), limit: limit, isRegular: true) {
        case .whole(let bytes): return bytes
        case .tooLarge: throw .tooLarge(path.description, limit: limit)
        case .failed(let number): throw InputError(errno: number, file: path.description)
        }
    }

    /// Its bytes in memory that is used again, in place of what was there: for one call. False for a file that is empty, is
    /// larger than `page`, is no longer as large as it was, or cannot be read: then somebody has to open it anew, and what
    /// stands in `bytes` is of no use.
    ///
    /// - Parameter page: memory to read into.
    public func fill(_ bytes: inout [UInt8], through page: inout [UInt8]) -> Bool {
        guard info.size > 0, info.size <= page.count else { return false }
        let number = descriptor.number
        // SAFETY: read writes at most as many bytes as the array has.
        let got = unsafe page.withUnsafeMutableBytes { buffer in
            unsafe buffer.baseAddress.map { unsafe read(number, $0, buffer.count) } ?? -1
        }
        guard got == info.size else { return false }
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: page[..<got])
        return true
    }

    /// Without O_NONBLOCK the open of a pipe nobody writes to would never return.
    private static let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY

    private static func open(_ path: FilePath, in folder: OpenFolder?) throws(InputError) -> FileDescriptor {
        if let near = folder?.open(lastOf: path, flags) { return near }
        if path.bytes.isEmpty { throw InputError(code: .badName, file: "\"\"", message: "the path is empty") }
        do throws(SystemError) {
            return try FileDescriptor(opening: path, flags)
        } catch {
            // A socket cannot be opened at all.
            if error.number == ENXIO { throw notRegular(path, "a socket or device") }
            throw InputError(errno: error.number, file: path.description)
        }
    }

    private static func notRegular(_ path: FilePath, _ what: String) -> InputError {
        InputError(
            code: .notARegularFile, file: path.description,
            message: "this is \(what), not a file; give its content on standard input instead")
    }
}
